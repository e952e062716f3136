"""Pace: where a target should stand by today, and what is needed from here (METHODS.md 10).

An even pace goes by the working days of the book's calendar. Of several periods, those that are
over are due wholly and the running one by its own days, so that a year follows its weights.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.money import ZERO, to_cents
from kam.domain.periods import MONTHS, Grain, Period, days_after
from kam.domain.settings import WorkCalendar
from kam.domain.workdays import WORKING, workdays_between


class Course(NamedTuple):
    """How far a run of periods has gone: its working days up to today, and all of them."""

    passed: int
    days: int

    @property
    def left(self) -> int:
        """The working days after today."""
        return self.days - self.passed


class Pace(NamedTuple):
    """How what is closed stands to an even pace.

    Attributes:
        due: What would be closed by now.
        ahead: What is closed more than that; negative: behind.
        per_day: What every working day that is left has to bring; None where none is left, or
            nothing is to be brought.
        per_week: The same for five of them.
    """

    due: Decimal
    ahead: Decimal
    per_day: Decimal | None
    per_week: Decimal | None


def course_of(first: Period, last: Period, today: date, calendar: WorkCalendar) -> Course | None:
    """How far the days from the first period through the last have gone; None outside of them."""
    if not first.first_day <= today <= last.last_day:
        return None
    before = days_after(first.first_day, -1)
    passed = workdays_between(before, today, calendar)
    return Course(passed, workdays_between(before, last.last_day, calendar))


def steps_of(period: Period) -> tuple[Period, ...]:
    """The periods by whose own targets a period is paced: of a year its quarters."""
    if period.grain is not Grain.YEAR:
        return (period,)
    starts = range(period.first_month, period.first_month + MONTHS, Grain.QUARTER.months)
    return tuple(Period(start, Grain.QUARTER, period.year_start) for start in starts)


def pace_of(
    closed: Decimal,
    target: Decimal,
    steps: Sequence[tuple[Period, Decimal]],
    today: date,
    calendar: WorkCalendar,
) -> Pace | None:
    """The pace of a run of periods that today lies in; None outside of it.

    Args:
        closed: In all of it.
        target: For all of it.
        steps: Its parts in order, each with its target, as `steps_of` has them.
        today: The last day that has gone.
        calendar: Of the book.
    """
    course = course_of(steps[0][0], steps[-1][0], today, calendar) if steps else None
    if course is None:
        return None
    due = sum((_due(period, part, today, calendar) for period, part in steps), ZERO)
    missing = target - closed
    needed = missing / course.left if missing > 0 and course.left else None
    return Pace(
        due,
        closed - due,
        None if needed is None else to_cents(needed),
        None if needed is None else to_cents(needed * min(WORKING, course.left)),
    )


def _due(period: Period, target: Decimal, today: date, calendar: WorkCalendar) -> Decimal:
    """What of a period's target is due by today; a period without a working day owes it at once."""
    if period.last_day < today:
        return target
    course = course_of(period, period, today, calendar)
    if course is None:
        return ZERO
    return to_cents(target * course.passed / course.days) if course.days else target
