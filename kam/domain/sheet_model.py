"""What conversation sheets and account plans go by: guiding questions and words (METHODS.md 8)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from kam.domain.fields import PLACED, Id, Word
from kam.domain.label import Label
from kam.domain.states import Category


class Better(StrEnum):
    """Which way a term of a negotiation is better for the seller."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """A part of a sheet or a way of talking: what it is called, and what it asks or does."""

    label: Label
    question: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class TermGuide:
    """A term of a negotiation; `amount` where its figures are money of the opportunity."""

    question: Label
    better: Better | None = None
    amount: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetModel:
    """The guiding questions of every part of a sheet, in their order.

    `open_objections` are the statuses of an objection that still stands, the first one where it
    states none; it must be out of the way at a stage of the `near_signing` categories.
    `ended_objectives` are the statuses of an objective of which no more is expected.
    """

    path: str = field(default="", metadata=PLACED)
    name: Label
    spin: Mapping[Annotated[str, Word("spin")], Label]
    questions: Mapping[Annotated[str, Word("question-word")], Label]
    fabe: Mapping[Id, Guide]
    negotiation: Mapping[Annotated[str, Word("negotiation-term")], TermGuide]
    open_objections: tuple[Annotated[str, Word("objection-status")], ...]
    near_signing: tuple[Category, ...]
    levels: Mapping[Annotated[str, Word("review-level")], Label]
    roles: Mapping[Annotated[str, Word("review-role")], Label]
    ended_objectives: tuple[Annotated[str, Word("objective-status")], ...]
    talking: Mapping[Id, Guide]
    pain_and_pleasure: Mapping[Id, Guide]
