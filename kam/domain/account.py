"""An account: account.yaml (METHODS.md 5 and 6)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated

from kam.domain.fields import (
    PLACED,
    Amount,
    Count,
    Day,
    DayOfMonth,
    Free,
    Id,
    Interest,
    Percent,
    Person,
    Rank,
    Reference,
    Score,
    Word,
    Year,
)
from kam.domain.service import Complaint, Contract, Satisfaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre:
    """Their procurement centre: whom to visit there, and the day of its monthly tender."""

    contact: Reference | None = None
    tender_day: DayOfMonth | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Purchasing:
    """How the customer buys."""

    pattern: Annotated[str, Word("purchasing-pattern")] | None = None
    organisation: Annotated[str, Word("purchasing-organisation")] | None = None
    volume: Annotated[str, Word("purchasing-volume")] | None = None
    mode: Annotated[str, Word("buying-mode")] | None = None
    centre: Centre | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationshipEntry:
    """One move of the relationship, forward or back, with its reason."""

    date: Day
    stage: Annotated[str, Word("relationship-stage")]
    by: Person | None = None
    waived: tuple[Id, ...] = ()
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PointDone:
    """A working point that a person marked done."""

    done: Day
    by: Person | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredRung:
    """A rung of the purchase ladder that a person declares, over the computed one."""

    value: Annotated[str, Word("purchase-ladder")]
    since: Day | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategicPartnership:
    """A declared strategic partnership."""

    since: Day
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack:
    """Why a competitor's customer is worth attacking."""

    value: Annotated[str, Word("attack-reason")]
    because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """Where the relationship stands; `stage` is that of the last entry of `history`."""

    stage: Annotated[str, Word("relationship-stage")] | None = None
    points: Mapping[Id, PointDone] = field(default_factory=dict)
    ladder: DeclaredRung | None = None
    strategic: StrategicPartnership | None = None
    depth: Annotated[str, Word("relationship-depth")] | None = None
    attack: Attack | None = None
    history: tuple[RelationshipEntry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """The trust tree: company, person, risk protection; each 0 to 5."""

    company: Score | None = None
    person: Score | None = None
    risk: Score | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyAccountTests:
    """The tests of a key account, our fit and the ideal profile, as answered (METHODS.md 5)."""

    product_fit: bool | None = None
    way_of_selling_fit: bool | None = None
    size_match: bool | None = None
    industry_knowledge: bool | None = None
    tailored_technical: bool | None = None
    tailored_managerial: bool | None = None
    tailored_process: bool | None = None
    tailored_financial: bool | None = None
    references: bool | None = None
    forward_looking: bool | None = None
    good_credit: bool | None = None
    employees: Count | None = None
    revenue: Amount | None = None
    decision_levels: Count | None = None
    openness: Interest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquisition:
    """What winning and keeping the account costs."""

    invested: Amount | None = None
    years: Count | None = None
    upkeep_per_year: Amount | None = None
    since: Year | None = None
    expected_per_year: Amount | None = None
    expected_margin: Percent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WalletRank:
    """Where we stand among their suppliers of the category, by what they spend with each."""

    rank: Rank
    of: Rank


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouching:
    """Whether the customer vouches for us, and on what."""

    willing: bool | None = None
    opinion_leader: bool = False
    subjects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceGiven:
    """One time that the customer vouched for us; `to` is an account's id or a name."""

    to: str
    subject: str | None = None
    date: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerEvent:
    """A dated fact that puts the account on the agenda (METHODS.md 5), `until` its end."""

    date: Day
    kind: Annotated[str, Word("trigger-event")]
    what: str | None = None
    until: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A customer; only the name is required."""

    id: str = field(default="", metadata=PLACED)
    path: str = field(default="", metadata=PLACED)
    name: str
    aliases: tuple[str, ...] = ()
    formerly: tuple[Reference, ...] = ()
    parent: Id | None = None
    owner: Person | None = None
    team: tuple[Person, ...] = ()
    industry: str | None = None
    segment: str | None = None
    ownership: Annotated[str, Word("ownership")] | None = None
    tier: Annotated[str, Word("tier")] | None = None
    tier_reviewed: Day | None = None
    purchasing: Purchasing = field(default_factory=Purchasing)
    incumbent: str | None = None
    category_spend: Mapping[Year, Amount] = field(default_factory=dict)
    category_spend_by_line: Mapping[str, Mapping[Year, Amount]] = field(default_factory=dict)
    wallet_rank: WalletRank | None = None
    we_buy: Mapping[Year, Amount] = field(default_factory=dict)
    relationship: Relationship = field(default_factory=Relationship)
    trust: Trust = field(default_factory=Trust)
    qualification: KeyAccountTests = field(default_factory=KeyAccountTests)
    acquisition: Acquisition = field(default_factory=Acquisition)
    reference: Vouching = field(default_factory=Vouching)
    references: tuple[ReferenceGiven, ...] = ()
    events: tuple[TriggerEvent, ...] = ()
    satisfaction: tuple[Satisfaction, ...] = ()
    complaints: Mapping[Id, Complaint] = field(default_factory=dict)
    contracts: Mapping[Id, Contract] = field(default_factory=dict)
    custom: Mapping[str, Free] = field(default_factory=dict)


def latest(amounts: Mapping[int, Decimal], year: int) -> Decimal | None:
    """Of amounts by fiscal year that of the latest one up to `year`; None where there is none."""
    known = [one for one in amounts if one <= year]
    return amounts[max(known)] if known else None
