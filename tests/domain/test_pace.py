"""Pace: where a target should stand by today, by the working days of the calendar."""

from decimal import Decimal

import pytest

from kam.domain.pace import Course, Pace, course_of, pace_of, steps_of
from kam.domain.periods import Grain, Period
from kam.domain.settings import WorkCalendar
from tests.domain.builders import day, facts

NOVEMBER, DECEMBER = Period.parse("2026-11"), Period.parse("2026-12")
PLAIN = WorkCalendar()


def pace(closed: int, *steps: tuple[Period, int], today: str = "2026-11-20") -> Pace | None:
    parts = [(period, Decimal(target)) for period, target in steps]
    whole = sum((target for _, target in parts), Decimal(0))
    return pace_of(Decimal(closed), whole, parts, day(today), PLAIN)


def test_a_period_has_come_as_far_as_its_working_days() -> None:
    assert course_of(NOVEMBER, NOVEMBER, day("2026-11-20"), PLAIN) == Course(15, 21)
    off = WorkCalendar(holidays=(day("2026-11-02"),), workdays=(day("2026-11-28"),))
    course = course_of(NOVEMBER, NOVEMBER, day("2026-11-20"), off)
    assert course == Course(14, 21)
    assert course.left == 7
    assert course_of(NOVEMBER, NOVEMBER, day("2026-12-01"), PLAIN) is None


def test_an_even_pace_says_what_is_due_and_what_is_needed() -> None:
    assert pace(1200, (NOVEMBER, 2100)) == Pace(
        due=Decimal(1500), ahead=Decimal(-300), per_day=Decimal(150), per_week=Decimal(750)
    )


def test_a_short_rest_asks_for_no_more_than_is_missing() -> None:
    found = pace(1800, (NOVEMBER, 2100), today="2026-11-26")
    assert facts(found, "per_day per_week") == (150, 300)


@pytest.mark.parametrize(("closed", "today"), [(2100, "2026-11-20"), (9, "2026-11-30")])
def test_nothing_is_needed_of_a_target_that_is_reached_or_too_late(closed: int, today: str) -> None:
    found = pace(closed, (NOVEMBER, 2100), today=today)
    assert found
    assert (found.per_day, found.per_week) == (None, None)


def test_periods_that_are_over_are_due_wholly_and_later_ones_not_at_all() -> None:
    october = Period.parse("2026-10")
    found = pace(0, (october, 1000), (NOVEMBER, 2100), (DECEMBER, 5000))
    assert found
    assert found.due == 1000 + 1500


def test_outside_of_a_period_there_is_no_pace() -> None:
    assert pace(0, (NOVEMBER, 1), today="2026-12-01") is None
    assert pace(0) is None


def test_a_period_without_a_working_day_is_due_at_once() -> None:
    off = WorkCalendar(holidays=tuple(day(f"2026-11-{one:02d}") for one in range(1, 31)))
    steps = [(NOVEMBER, Decimal(10))]
    assert pace_of(Decimal(0), Decimal(10), steps, day("2026-11-02"), off) == Pace(
        Decimal(10), Decimal(-10), None, None
    )


def test_a_year_goes_by_its_quarters() -> None:
    steps = steps_of(Period.of(day("2026-11-21"), Grain.YEAR, 4))
    assert [str(step) for step in steps] == ["2027Q1", "2027Q2", "2027Q3", "2027Q4"]
    assert steps_of(NOVEMBER) == (NOVEMBER,)
