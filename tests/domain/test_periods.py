from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.domain.periods import Grain, Period, days_after, months_after, months_before, span
from tests.domain.builders import day
from tests.strategies import LAW

DAYS = st.dates(date(1901, 1, 1), date(2198, 12, 31))
STARTS = st.integers(1, 12)


@pytest.mark.parametrize("year_start", range(1, 13))
@pytest.mark.parametrize("grain", Grain)
def test_every_period_reads_back_as_it_is_written(year_start: int, grain: Grain) -> None:
    for month in range(1, 13):
        period = Period.of(date(2026, month, 15), grain, year_start)
        assert Period.parse(str(period), year_start) == period


@LAW
@given(DAYS, st.sampled_from(Grain), STARTS)
def test_a_period_holds_its_day_and_ends_where_the_next_begins(
    day: date, grain: Grain, year_start: int
) -> None:
    period = Period.of(day, grain, year_start)
    assert period.first_day <= day <= period.last_day
    assert (period.next.first_day - period.last_day).days == 1
    assert len(list(period.months())) == grain.months


@pytest.mark.parametrize("year_start", range(1, 13))
@pytest.mark.parametrize("grain", Grain)
def test_at_the_edges_of_the_calendar_a_period_ends_with_it(grain: Grain, year_start: int) -> None:
    first, last = (Period.of(day, grain, year_start) for day in (date.min, date.max))
    assert (first.first_day, last.last_day) == (date.min, date.max)
    assert last.next.last_day == date.max
    assert (days_after(date.min, -1), days_after(date.max, 1)) == (date.min, date.max)


@LAW
@given(DAYS, STARTS)
def test_a_year_is_four_quarters_of_three_months(day: date, year_start: int) -> None:
    year = Period.of(day, Grain.YEAR, year_start)
    quarters = [Period.parse(f"{year}Q{number}", year_start) for number in range(1, 5)]
    assert quarters[0].first_day == year.first_day
    assert quarters[-1].last_day == year.last_day
    months = [month for quarter in quarters for month in quarter.months()]
    assert months == list(year.months())
    assert year.first_day.month == year_start


@pytest.mark.parametrize(
    ("year_start", "text"), [(1, "2026Q4"), (4, "2027Q3"), (12, "2026Q4"), (7, "2027Q2")]
)
def test_a_fiscal_year_is_named_by_the_year_in_which_it_ends(year_start: int, text: str) -> None:
    assert str(Period.of(date(2026, 11, 21), Grain.QUARTER, year_start)) == text


def test_a_month_is_a_calendar_month_in_every_fiscal_year() -> None:
    for year_start in range(1, 13):
        assert Period.parse("2027-03", year_start).first_day == date(2027, 3, 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "27",
        "2027Q",
        "2027Q5",
        "2027Q10",
        "2027-13",
        "2027-3",
        "Q1",
        " 2027",
        "\uff12\uff10\uff12\uff17",
        "0000",
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=f"^{text}$"):
        Period.parse(text)


def test_a_span_goes_from_first_to_last() -> None:
    first, last = Period.parse("2026Q4"), Period.parse("2027Q2")
    assert [str(period) for period in span(first, last)] == ["2026Q4", "2027Q1", "2027Q2"]
    assert list(span(last, first)) == []


@pytest.mark.parametrize(
    ("today", "months", "then"),
    [
        ("2026-11-21", 12, "2025-11-21"),
        ("2026-03-31", 1, "2026-02-28"),
        ("2024-02-29", 12, "2023-02-28"),
        ("2026-01-15", 1, "2025-12-15"),
        ("2026-01-15", 999_999, "0001-01-01"),
    ],
)
def test_the_same_day_some_months_earlier(today: str, months: int, then: str) -> None:
    assert months_before(day(today), months) == day(then)


@pytest.mark.parametrize(
    ("today", "months", "then"),
    [
        ("2026-11-21", 0, "2026-11-21"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2027-11-30", 3, "2028-02-29"),
        ("2026-12-31", 1, "2027-01-31"),
        ("9999-12-01", 1, "9999-12-31"),
    ],
)
def test_months_after_end_with_a_shorter_month(today: str, months: int, then: str) -> None:
    assert months_after(day(today), months) == day(then)


def test_no_day_comes_after_the_last_one() -> None:
    assert days_after(day("2026-12-31"), 60) == day("2027-03-01")
    assert days_after(day("9999-12-30"), 60) == day("9999-12-31")
