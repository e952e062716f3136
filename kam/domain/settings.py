"""kam.yaml as it is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
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
    """kam.yaml: every key has a default, and so has the file (SPEC.md 1).

    Of a book whose amounts are shown in another currency than its own (`domain.shown`), `currency`
    is that one, `stated` the book's own, and `shown_at` what one unit of it is worth in the own.
    """

    path: str = field(default="kam.yaml", metadata=PLACED)
    stated: Currency | None = field(default=None, metadata=PLACED)
    shown_at: Rate = field(default=Decimal(1), metadata=PLACED)
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

    @property
    def home(self) -> str | None:
        """The book's own currency: the one in which it states amounts and rates."""
        return self.stated or self.currency
