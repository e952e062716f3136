"""How customers buy: procedures, deciders and criteria as data (METHODS.md 3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from kam.domain.fields import PLACED, Bounds, BuyingStep, Days, Form, Id, Word
from kam.domain.label import Label

Standing = Annotated[int, Form.WHOLE, Bounds(-2, 2)]
"""How we stand against the best of the others, from much worse to much better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureStep:
    """One step of a procedure, and the buying step that it belongs to."""

    label: Label
    buying_step: BuyingStep
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """The steps of one procedure, in order; its label is a word of the vocabulary."""

    steps: Mapping[Id, ProcedureStep]


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerKind:
    """One kind of customer: who belongs to it, how it mostly buys and who mostly decides.

    An account belongs to the first kind of which it has one of the `ownership` words, or of which
    a word of `match` is in its industry or segment.
    """

    label: Label
    ownership: tuple[Annotated[str, Word("ownership")], ...] = ()
    match: tuple[str, ...] = ()
    mode: Annotated[str, Word("buying-mode")] | None = None
    deciders: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BuyingModel:
    """How customers buy.

    `modes` says which procedure a buying mode follows where the opportunity names none;
    `standings` are the figures of the words for how we stand on a criterion; from `formal_from` on,
    the steps of a tender in form only say nothing of the decision; `lost_results` are
    the results of a round after which nothing more can be won. In calendar days: `bid_days` before
    a bid is due it should be priced, `result_days` after opening the result should be known,
    `bond_days` after a round its bond should be back.
    """

    path: str = field(default="", metadata=PLACED)
    name: Label
    procedures: Mapping[Annotated[str, Word("procedure")], Procedure]
    modes: Mapping[Annotated[str, Word("buying-mode")], Annotated[str, Word("procedure")]]
    customers: Mapping[Id, CustomerKind]
    standings: Mapping[Annotated[str, Word("standing")], Standing]
    formal_from: BuyingStep
    lost_results: tuple[Annotated[str, Word("tender-result")], ...]
    bid_days: Days
    result_days: Days
    bond_days: Days
