"""kam.yaml as it is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from kam.domain.fields import (
    FORMAT,
    PLACED,
    Currency,
    Day,
    Form,
    Id,
    Keyed,
    Month,
    Percent,
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
