"""How people count: roles, attitudes, levels, interests, and when to worry (METHODS.md 4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated

from kam.domain.fields import PLACED, BuyingStep, Count, Id, Interest, Percent, Word
from kam.domain.label import Label
from kam.domain.money import HUNDRED
from kam.domain.states import ClosedWord

RoleWord = Annotated[str, Word("role")]
LevelWord = Annotated[str, Word("level")]
AttitudeWord = Annotated[str, Word("attitude")]


class Side(ClosedWord):
    """On whose side an attitude is."""

    FOR = "for"
    UNDECIDED = "undecided"
    AGAINST = "against"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """What an attitude means: its strength for us in percent, its sign on the map.

    `aim` is the attitude that a visit is to bring about, `approach` how; `blocks` says that such a
    person with a veto can stop us.
    """

    strength: Percent
    sign: str
    side: Side
    aim: AttitudeWord | None = None
    blocks: bool = False
    approach: Label = field(default_factory=Label)


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelScale:
    """Levels from the top down; `ownership` of the accounts that it is meant for.

    Who holds an `outside` role and has no level stands beside the levels.
    """

    label: Label
    levels: tuple[LevelWord, ...]
    ownership: tuple[Annotated[str, Word("ownership")], ...] = ()
    outside: tuple[RoleWord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationType:
    """What two interests make of a relationship: each of them high, or not."""

    label: Label
    company: bool
    personal: bool
    approach: Label = field(default_factory=Label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Threads:
    """How many people we must be in touch with, from which of the eight buying steps on."""

    least: Count
    step: BuyingStep


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleModel:
    """The map of a customer's people and what the contact coverage is made of.

    `weights` of the roles, whole numbers; `depths`, in percent, is how much of an attitude's
    strength counts at a depth of contact. The roles of `required` count in the coverage though
    nobody holds them; those of `needed` must be known from a buying step on. Whoever has another
    attitude than those of `held_by` does not hold that role. `attitudes` stand in order, the best
    first. Days are calendar days: `unseen_days` of everybody, `key_unseen_days` of who holds a
    needed role or a veto.
    """

    path: str = field(default="", metadata=PLACED)
    name: Label
    weights: Mapping[RoleWord, Count]
    required: tuple[RoleWord, ...]
    needed: Mapping[RoleWord, BuyingStep]
    held_by: Mapping[RoleWord, tuple[AttitudeWord, ...]]
    attitudes: Mapping[AttitudeWord, Stance]
    unknown: Stance
    depths: Mapping[Annotated[str, Word("contact-depth")], Percent]
    scales: Mapping[Id, LevelScale]
    departments: tuple[Annotated[str, Word("department")], ...]
    interest_high: Interest
    relation_types: Mapping[Id, RelationType]
    threads: Threads
    unseen_days: Count
    key_unseen_days: Count
    visits: Count
    top_down: Label
    trust: Mapping[Id, Label]
    steps: Mapping[Id, Label]

    def stance(self, attitude: str | None) -> Stance:
        """What an attitude means; of one that nobody knows, or no model names, the unknown."""
        return self.attitudes.get(attitude, self.unknown) if attitude else self.unknown

    def reaches(self, attitude: str | None, aim: str) -> bool:
        """Whether an attitude is as good as another one; of equal strength the order decides."""
        order = tuple(self.attitudes)
        if attitude not in order or aim not in order:
            return attitude == aim
        known, wanted = self.stance(attitude).strength, self.stance(aim).strength
        return known > wanted or (known == wanted and order.index(attitude) <= order.index(aim))

    def share_at(self, depth: str | None) -> Decimal:
        """How much of a strength counts at a depth of contact, percent; all of one not stated."""
        return self.depths.get(depth or "", HUNDRED)
