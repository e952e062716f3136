"""Playbooks, relationship models and vocabularies: the methods as data (METHODS.md 1, 2, 4, 6).

A text that people read stands in both languages, as a `Label`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated

from kam.domain.fields import PLACED, BuyingStep, Count, Days, Id, OpenPercent, Percent, Word
from kam.domain.ids import LONGEST
from kam.domain.label import Label
from kam.domain.policy import Policy
from kam.domain.relationship_model import Regress, Rung, Strategic, WorkingPoint
from kam.domain.states import Category


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of a vocabulary; `aliases` are other spellings that people type."""

    label: Label
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactCondition:
    """Contacts that the customer's side must show for a stage to be believed (`check`).

    Holds where one contact has one of `attitudes` and, where they are given, one of `levels`; or,
    with `or_lead`, leads the evaluation; or has one of `or_roles`.
    """

    attitudes: tuple[Annotated[str, Word("attitude")], ...]
    levels: tuple[Annotated[str, Word("level")], ...] = ()
    or_lead: bool = False
    or_roles: tuple[Annotated[str, Word("role")], ...] = ()
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """What the contacts must show before the work on a stage begins (METHODS.md 4), and why."""

    because: Label
    contacts: ContactCondition


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One milestone, reached when its output exists; `task` is the work that leads to it.

    `probability` in percent: absent on the winning stage (100) and on post-sale stages.
    `stall_days` in working days without progress. `accepts`: by it the customer has accepted the
    delivery.
    """

    key: str = field(default="", metadata=PLACED)
    label: Label
    phase: Id | None = None
    probability: OpenPercent | None = None
    category: Category | None = None
    buying_step: BuyingStep | None = None
    task: Label = field(default_factory=Label)
    input: Label = field(default_factory=Label)
    output: Label = field(default_factory=Label)
    evidence: Mapping[Id, Label] = field(default_factory=dict)
    stall_days: Count | None = None
    contacts: ContactCondition | None = None
    accepts: bool = False
    delay: Mapping[Id, Delay] = field(default_factory=dict)
    entry: tuple[Label, ...] = ()
    success: tuple[Label, ...] = ()
    aids: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedTask:
    """A next step that winning, or an acceptance, opens, due some working days after."""

    what: Label
    days: Days = 0


def step_id(opportunity: str, key: str, time: int = 1) -> str:
    """The id of the next step that is opened for an opportunity, for the first `time` or again."""
    end = f"-{time}" if time > 1 else ""
    return f"{opportunity}-{key}"[: LONGEST - len(end)].rstrip("-") + end


@dataclass(frozen=True, slots=True, kw_only=True)
class QualificationItem:
    """One line of a qualification sheet."""

    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """Ordered stages of a sale; one of them wins, later ones are post-sale.

    `push_limit` is the push count from which on an opportunity is worth a look; without a `policy`
    no deal rule holds.
    """

    key: str = field(default="", metadata=PLACED)
    path: str = field(default="", metadata=PLACED)
    name: Label
    about: Label = field(default_factory=Label)
    phases: Mapping[Id, Label] = field(default_factory=dict)
    stages: Mapping[str, Stage]
    winning: str
    push_limit: Count | None = None
    on_win: Mapping[Id, OpenedTask] = field(default_factory=dict)
    qualification: Mapping[Id, QualificationItem] = field(default_factory=dict)
    artefacts: tuple[Label, ...] = ()
    policy: Policy | None = None

    @property
    def order(self) -> tuple[str, ...]:
        """The keys of all stages in order."""
        return tuple(self.stages)

    @property
    def open_stages(self) -> tuple[Stage, ...]:
        """The stages before the winning one."""
        return tuple(self.stages[key] for key in self.order[: self.winning_position])

    @property
    def winning_position(self) -> int:
        """Where the winning stage stands in the order."""
        return self.position(self.winning)

    def position(self, stage: str | None) -> int:
        """Where a stage stands in the order; -1 for none yet."""
        return -1 if stage is None else self.order.index(stage)

    def after(self, stage: str | None) -> Stage | None:
        """The stage that follows: the work in hand; None after the last one."""
        place = self.position(stage) + 1
        return self.stages[self.order[place]] if place < len(self.order) else None

    def has_won(self, stage: str | None) -> bool:
        """Whether `stage` is the winning one or a later one."""
        return self.position(stage) >= self.winning_position

    def probability(self, stage: str | None) -> Decimal | None:
        """The probability of a stage in percent: 100 once won, None for none yet."""
        if stage is None:
            return None
        return Decimal(100) if self.has_won(stage) else self.stages[stage].probability

    def begun(self, start: str | None, end: str) -> tuple[Stage, ...]:
        """The stages whose work a forward move ends or takes in hand."""
        keys = self.order[self.position(start) + 1 : self.position(end) + 2]
        return tuple(self.stages[key] for key in keys)

    def passed(self, start: str | None, end: str) -> tuple[Stage, ...]:
        """The stages that a forward move passes, its end included; empty for a move back."""
        return tuple(
            self.stages[key]
            for key in self.order[self.position(start) + 1 : self.position(end) + 1]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationshipStage:
    """A stage of the relationship that a person sets, with its working points.

    Points by key are marked done and asked for by a move forward; a list of labels only reminds.
    """

    label: Label
    points: Mapping[Id, WorkingPoint] | tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareBand:
    """A phase of the relationship by share of wallet, from this percentage on."""

    label: Label
    above: Percent


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationshipModel:
    """The relationship models (METHODS.md 6): stages that a person sets, bands that are computed.

    Contacts on `levels` levels, met as deep as `met` says, are contacts on several. `pre` holds
    where nothing was bought yet, `interrupted` where the last purchase is more than `months` old;
    `bands` by rising share of wallet.
    """

    path: str = field(default="", metadata=PLACED)
    name: Label
    stages: Mapping[str, RelationshipStage]
    levels: Count
    met: tuple[Annotated[str, Word("contact-depth")], ...]
    regress: Regress
    months: Count
    pre: Label
    interrupted: Label
    bands: Mapping[Id, ShareBand]
    strategic: Strategic
    ladder: Mapping[Annotated[str, Word("purchase-ladder")], Rung]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """The words that files use for enumerated facts, with their labels in both languages."""

    path: str = field(default="", metadata=PLACED)
    words: Mapping[Id, Mapping[str, Term]]

    def keys(self, name: str) -> tuple[str, ...]:
        """The words of one vocabulary in their order."""
        return tuple(self.words.get(name, {}))

    def label(self, name: str, key: str, language: str) -> str:
        """What people read for a word; the word itself where the vocabulary has no label for it."""
        term = self.words.get(name, {}).get(key)
        return term.label.text(language) if term else key
