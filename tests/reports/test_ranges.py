"""The range of a forecast: whose outcome it is the distribution of, as of 2026-11-21."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.domain.book import Book
from kam.domain.deals import build_deals
from kam.domain.money import HUNDRED
from kam.domain.opportunity import Opportunity
from kam.domain.periods import Grain
from kam.domain.states import Kind
from kam.reports.forecast import Forecast, build_forecast
from kam.reports.ranges import Ranges, build_ranges
from kam.reports.selection import By
from tests.domain.builders import TODAY, facts, order, target, won
from tests.reports.test_forecast import due, forecast, row
from tests.strategies import LAW, books

FIGURES = "p10 p50 p90 target_probability"
LINES = 6
"""Lines of a deal at most, of which the last one takes what the others were rounded by."""


def ranges(*opportunities: Opportunity, correlation: str = "0", **more: Any) -> Ranges:
    return build_ranges(forecast(*opportunities, **more), Decimal(correlation))


def test_a_period_is_what_is_closed_and_each_deal_won_or_not() -> None:
    result = forecast(
        due("signed", amount=1000, outcome=won("2026-10-10")),
        due("probable", amount=100),
        due("even", amount=30, stage="C"),
        due("next", amount=70, on="2027-01-10"),
        targets=(target("owner li.wei", "2026Q4", 1100),),
    )
    found = build_ranges(result)
    assert facts(found.of(row(result, "2026Q4")), FIGURES) == (1100, 1100, 1130, Decimal(90))
    assert facts(found.of(row(result, "2027Q1")), FIGURES) == (70, 70, 70, None)
    assert facts(found.of(row(result, "2026Q1")), FIGURES) == (0, 0, 0, None)
    assert found.of(row(result, "2026Q1")).is_certain
    assert facts(found.totals, FIGURES) == (1100, 1170, 1200, Decimal("94.5"))
    assert found.is_exact
    assert facts(found, "bound probability_bound") == (0, 0)


def test_what_is_in_no_period_or_has_no_weight_takes_no_part() -> None:
    found = ranges(
        due("late", on="2026-11-20"),
        due("undated", on=None),
        due("held", hold="2026-10-01"),
        due("dollars", currency="CHF"),
        due("left-out", category="omitted"),
        due("none-yet", stage=None),
        due("chosen", alternative=True, project="line-3"),
        due("other", stage="B", alternative=True, project="line-3", amount=90),
        due("free", amount=0),
    )
    assert list(found.totals.distribution.values) == [0, 100_00]
    assert found.totals.distribution.mean == 90_00


def test_a_framework_brings_what_its_orders_have_left() -> None:
    orders = (order("po-1", "2026-10-01", 30, opportunity="frame"),)
    found = ranges(due("frame", kind=Kind.FRAMEWORK), orders={"acme": orders})
    assert list(found.totals.distribution.values) == [30_00, 100_00]


def test_a_deal_of_several_lines_is_won_or_lost_as_one_in_the_totals() -> None:
    opportunity = due("both", products={"a": 60, "b": 40})
    result = forecast(opportunity, by=By.LINE)
    found = build_ranges(result)
    assert list(found.of(row(result, "2026Q4", "a")).distribution.values) == [0, 60_00]
    assert list(found.totals.distribution.values) == [0, 100_00]


def test_only_what_bets_cannot_change_is_certain() -> None:
    deals = [due(f"d{number}", amount=100) for number in range(12)]
    for aim, signed, expected in (
        (1, 0, "99.99"),
        (1, 1, "100"),
        (1200, 0, "28.24"),
        (1201, 0, "0"),
        (1201, 1, "28.24"),
    ):
        closed = due("signed", amount=signed, outcome=won("2026-10-10"))
        targets = (target("owner li.wei", "2026Q4", aim),)
        found = ranges(*deals, *([closed] if signed else []), targets=targets)
        assert found.totals.target_probability == Decimal(expected)


def test_a_common_shock_widens_the_range_and_moves_no_mean() -> None:
    deals = [due(f"d{number}", amount=100, stage="C") for number in range(12)]
    alone, together = ranges(*deals), ranges(*deals, correlation="0.3")
    assert together.correlation == Decimal("0.3")
    assert alone.totals.p10 == 400
    assert together.totals.p10 == 200
    assert float(together.totals.distribution.mean) == pytest.approx(600_00)


@pytest.mark.parametrize("correlation", ["0", "0.2"])
def test_beyond_what_is_exact_the_bound_is_said_and_the_total_is_that_of_its_periods(
    correlation: str,
) -> None:
    deals = [
        due(f"d{number}", amount=10_007 * number % 9_973 + 1, on=f"2026-12-{number % 28 + 1:02d}")
        for number in range(1_100)
    ]
    later = [
        due(f"l{number}", amount=20_011 * number % 9_949 + 1, on="2027-01-05", stage="C")
        for number in range(60)
    ]
    result = forecast(*deals, *later)
    found = build_ranges(result, Decimal(correlation))
    spread = found.totals.p90 - found.totals.p10
    assert not found.is_exact
    assert 0 < found.bound < spread / 10
    mean = Decimal(float(found.totals.distribution.mean)) / HUNDRED
    assert abs(mean - result.totals.expected) < found.bound


@LAW
@given(books(), st.sampled_from(Grain), st.sampled_from([None, *By]))
def test_the_mean_is_expected_and_the_variance_that_of_the_deals(
    book: Book, grain: Grain, by: By | None
) -> None:
    """`expected` is rounded for each deal, or each line of it, and the mean is not."""
    deals = build_deals(book, TODAY)
    result = build_forecast(deals, book.targets, book.settings, TODAY, grain, by)
    found = build_ranges(result)
    for one in (*result.rows, result.totals):
        outlook = found.of(one)
        assert outlook.p10 <= outlook.p50 <= outlook.p90
        distribution = outlook.distribution
        assert distribution.is_exact
        apart = abs(distribution.mean / 100 - Fraction(one.expected))
        assert apart <= Fraction(one.count, 200) * (LINES if by is By.LINE else 1)
    for one in result.rows:
        assert found.of(one).distribution.variance == variance(result, one.period, one.group)


def variance(result: Forecast, period: str | None, group: str | None) -> Fraction:
    """Σ a²p(1 - p) in square cents."""
    found = Fraction(0)
    for chance in result.chances.get((period, group), ()):
        p = Fraction(chance.probability or 0) / 100
        found += Fraction(chance.amount * 100) ** 2 * p * (1 - p)
    return found
