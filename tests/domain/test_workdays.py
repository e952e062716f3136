from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kam.domain.settings import WorkCalendar
from kam.domain.workdays import add_workdays, is_workday, workday_by, workdays_between
from tests.domain.builders import day
from tests.strategies import LAW

NATIONAL_DAY = WorkCalendar(
    holidays=(day("2026-10-01"), day("2026-10-02"), day("2026-10-03")),
    workdays=(day("2026-10-10"), day("2026-10-12"), day("2026-10-02")),
)
NEAR = st.dates(date(2026, 9, 20), date(2026, 10, 20))
CALENDARS = st.builds(
    WorkCalendar,
    holidays=st.lists(NEAR, max_size=4).map(tuple),
    workdays=st.lists(NEAR, max_size=4).map(tuple),
)


def test_weekdays_are_worked_but_holidays_are_not() -> None:
    assert is_workday(day("2026-09-30"), NATIONAL_DAY)
    assert not is_workday(day("2026-10-01"), NATIONAL_DAY)
    assert not is_workday(day("2026-09-27"), NATIONAL_DAY)


def test_a_shifted_day_is_worked_at_a_weekend_and_over_a_holiday() -> None:
    assert is_workday(day("2026-10-10"), NATIONAL_DAY)
    assert is_workday(day("2026-10-02"), NATIONAL_DAY)


@LAW
@given(NEAR, NEAR, CALENDARS)
def test_counting_at_once_is_counting_day_by_day(
    start: date, end: date, calendar: WorkCalendar
) -> None:
    days = ((start + timedelta(days=1 + number)) for number in range((end - start).days))
    expected = sum(is_workday(one, calendar) for one in days)
    assert workdays_between(start, end, calendar) == expected


@LAW
@given(NEAR, st.integers(0, 15), CALENDARS)
def test_so_many_working_days_later_so_many_lie_between(
    start: date, count: int, calendar: WorkCalendar
) -> None:
    assert workdays_between(start, add_workdays(start, count, calendar), calendar) == count


def test_no_working_days_lead_back() -> None:
    assert workdays_between(day("2026-10-09"), day("2026-10-01"), NATIONAL_DAY) == 0


@LAW
@given(NEAR, st.integers(0, 30), CALENDARS, NEAR)
def test_a_working_day_is_there_by_the_last_day_or_not_at_all(
    start: date, count: int, calendar: WorkCalendar, last: date
) -> None:
    day_after = add_workdays(start, count, calendar)
    known = day_after if count == 0 or day_after <= last else None
    assert workday_by(start, count, calendar, last) == known


def test_a_limit_of_a_million_days_is_not_counted_out() -> None:
    start, last = day("2026-11-21"), day("2199-12-31")
    assert workday_by(start, 999_999_999, WorkCalendar(), last) is None
