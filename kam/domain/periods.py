"""Fiscal periods: months, quarters and years, and the days that they hold.

A month is a calendar month (`2027-03`). A fiscal year is named by the calendar year in which it
ends; its quarters are numbered from its first month (SPEC.md 1, `fiscal_year_start`).
"""

import calendar
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Self

from kam.domain.fields import Form
from kam.domain.states import ClosedWord

MONTHS = 12
_LAST_MONTH = date.max.year * MONTHS + date.max.month - 1


class Grain(ClosedWord):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def months(self) -> int:
        """The number of months in a period of this grain."""
        return {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: MONTHS}[self]


class Period(NamedTuple):
    """A run of whole months.

    Attributes:
        first_month: Months since the year 0, of the period's first month.
        grain: Month, quarter or year.
        year_start: The month, from 1, in which a fiscal year begins.
    """

    first_month: int
    grain: Grain
    year_start: int = 1

    @classmethod
    def of(cls, day: date, grain: Grain, year_start: int = 1) -> Self:
        """The period of that grain that holds `day`."""
        month = day.year * MONTHS + day.month - 1
        into_year = (month - (year_start - 1)) % MONTHS
        return cls(month - into_year % grain.months, grain, year_start)

    @classmethod
    def parse(cls, text: str, year_start: int = 1) -> Self:
        """Read `2027`, `2027Q1` or `2027-03`.

        Raises:
            ValueError: The text is none of these.
        """
        if not re.fullmatch(Form.PERIOD.pattern, text):
            raise ValueError(text)
        year_text, _, rest = text.partition("Q")
        if rest:
            return cls._in_year(int(year_text), Grain.QUARTER, int(rest) - 1, year_start)
        year_text, _, rest = text.partition("-")
        if rest:
            return cls(int(year_text) * MONTHS + int(rest) - 1, Grain.MONTH, year_start)
        return cls._in_year(int(year_text), Grain.YEAR, 0, year_start)

    @classmethod
    def _in_year(cls, year: int, grain: Grain, index: int, year_start: int) -> Self:
        opening = (year if year_start == 1 else year - 1) * MONTHS + year_start - 1
        return cls(opening + index * grain.months, grain, year_start)

    @property
    def fiscal_year(self) -> int:
        """The calendar year in which this period's fiscal year ends."""
        into_year = (self.first_month - (self.year_start - 1)) % MONTHS
        return (self.first_month - into_year + MONTHS - 1) // MONTHS

    @property
    def first_day(self) -> date:
        """The period's first day; never before the first of all days."""
        return date(*_in_calendar(self.first_month), 1)

    @property
    def last_day(self) -> date:
        """The period's last day; never past 9999."""
        year, month = _in_calendar(self.first_month + self.grain.months - 1)
        return date(year, month, calendar.monthrange(year, month)[1])

    @property
    def next(self) -> "Period":
        """The period of the same grain that follows."""
        return Period(self.first_month + self.grain.months, self.grain, self.year_start)

    def months(self) -> Iterator["Period"]:
        """The months of this period, in order."""
        for month in range(self.first_month, self.first_month + self.grain.months):
            yield Period(month, Grain.MONTH, self.year_start)

    def __str__(self) -> str:
        if self.grain is Grain.MONTH:
            return f"{self.first_month // MONTHS:04d}-{self.first_month % MONTHS + 1:02d}"
        if self.grain is Grain.YEAR:
            return f"{self.fiscal_year:04d}"
        into_year = (self.first_month - (self.year_start - 1)) % MONTHS
        return f"{self.fiscal_year:04d}Q{into_year // self.grain.months + 1}"


def _in_calendar(month: int) -> tuple[int, int]:
    """The year and the month, from 1, of so many months since the year 0; the nearest there is."""
    year, index = divmod(min(max(month, MONTHS), _LAST_MONTH), MONTHS)
    return year, index + 1


def months_until(day: date) -> Decimal:
    """The whole and broken months before a day, since the year 0."""
    days = calendar.monthrange(day.year, day.month)[1]
    return day.year * MONTHS + day.month - 1 + Decimal(day.day - 1) / days


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, the month's last where it is shorter; never before 1."""
    return _at_month(day, -months)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, the month's last where it is shorter; never past 9999."""
    return _at_month(day, months)


def _at_month(day: date, months: int) -> date:
    month = day.year * MONTHS + day.month - 1 + months
    if not MONTHS <= month < (date.max.year + 1) * MONTHS:
        return date.min if months < 0 else date.max
    year, month = month // MONTHS, month % MONTHS + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def days_after(day: date, days: int) -> date:
    """The day so many calendar days later; never before 1, never past 9999."""
    return date.fromordinal(max(1, min(day.toordinal() + days, date.max.toordinal())))


def span(first: Period, last: Period) -> Iterator[Period]:
    """The periods from `first` through `last`, both of one grain; none where `last` is earlier."""
    period = first
    while period <= last:
        yield period
        period = period.next
