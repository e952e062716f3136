"""kam.yaml, targets.yaml, commission.yaml and calls.yaml as they are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from kam.domain.fields import (
    FORMAT,
    PLACED,
    Amount,
    Currency,
    Day,
    Form,
    Id,
    Keyed,
    Month,
    Percent,
    PeriodText,
    Person,
    Rate,
)


class TaxBasis(StrEnum):
    """Whether an amount holds the tax."""

    INCLUDED = "included"
    EXCLUDED = "excluded"


class Language(StrEnum):
    """The languages that kam speaks."""

    EN = "en"
    ZH = "zh"


class CommitMode(StrEnum):
    """Whether a writing command also commits."""

    AUTO = "auto"
    OFF = "off"


class Measure(StrEnum):
    """What a target counts."""

    BOOKINGS = "bookings"
    ORDERS = "orders"
    CASH = "cash"
    MARGIN = "margin"


@dataclass(frozen=True, slots=True, kw_only=True)
class RateFrom:
    """A currency's rate from a day on."""

    from_: Day
    rate: Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """The tax basis of amounts and the tax rate in percent."""

    tax: TaxBasis | None = None
    rate: Percent | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamFrom:
    """The team that a person belongs to from a day on."""

    team: Id
    from_: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One of our people."""

    name: str | None = None
    team: Id | tuple[TeamFrom, ...] | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """One of our teams."""

    name: str | None = None
    manager: Person | None = None
    parent: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar:
    """Days off inside the working week, and days at the weekend that are worked."""

    holidays: tuple[Day, ...] = ()
    workdays: tuple[Day, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Git:
    """How kam uses git."""

    commit: CommitMode = CommitMode.OFF


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """kam.yaml: every key has a default, and so has the file (SPEC.md 1)."""

    path: str = field(default="kam.yaml", metadata=PLACED)
    format: Annotated[int, Form.WHOLE] = FORMAT
    currency: Currency | None = None
    rates: Mapping[Currency, Rate | Annotated[tuple[RateFrom, ...], Keyed(("from_",))]] = field(
        default_factory=dict
    )
    amounts: Amounts = field(default_factory=Amounts)
    fiscal_year_start: Month = 1
    language: Language | None = None
    playbook: Id = "milestone"
    people: Mapping[Person, Member] = field(default_factory=dict)
    teams: Mapping[Id, Team] = field(default_factory=dict)
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    git: Git = field(default_factory=Git)
    custom: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What an owner or a team is to reach in a period.

    `weights` split it over the periods inside: four for quarters or twelve for months, in percent.
    """

    owner: Person | None = None
    team: Id | None = None
    period: PeriodText
    amount: Amount
    weights: tuple[Percent, ...] = ()
    measure: Measure = Measure.BOOKINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionTier:
    """A marginal tier: up to an amount (the last one without), a rate in percent."""

    to: Amount | None = None
    rate: Percent


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionPlan:
    """An incentive plan; its arithmetic comes with the commission report."""

    basis: Annotated[str, Form.ID] = "bookings"
    per: str = "year"
    tiers: tuple[CommissionTier, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Commission:
    """commission.yaml: plans, and who is on which."""

    plans: Mapping[Id, CommissionPlan] = field(default_factory=dict)
    people: Mapping[Person, Id] = field(default_factory=dict)
    default: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One line of calls.yaml: what a seller says the period will bring."""

    owner: Person
    period: PeriodText
    commit: Amount
    best_case: Amount | None = None
    date: Day
