"""Purchases against the customer's own rhythm (METHODS.md 5)."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kam.domain.purchase_gap import bought_in, gap_of, is_falling
from kam.domain.sales import Sale
from tests.domain.builders import MODELS, TODAY, day, facts

WORTH = MODELS.worth


def sales(*days: str, amount: int = 100) -> list[Sale]:
    return [Sale(day(text), Decimal(amount), None, text) for text in days]


def test_the_gap_is_the_median_of_the_days_between_purchases() -> None:
    gap = gap_of(sales("2026-03-02", "2026-01-01", "2026-01-11", "2026-01-31"), WORTH, TODAY)
    # 10, 20 and 30 days
    assert facts(gap, "purchases last median days") == (4, day("2026-03-02"), 20, 264)
    assert facts(gap, "due_by late") == (day("2026-04-01"), True)


def test_an_even_number_of_gaps_may_have_a_half_day_in_the_middle() -> None:
    few = replace(WORTH, purchases=3)
    gap = gap_of(sales("2026-11-01", "2026-11-08", "2026-11-14"), few, TODAY)
    assert facts(gap, "median due_by late") == (Decimal("6.5"), day("2026-11-23"), False)


def test_one_purchase_is_no_rhythm_whatever_the_model_says() -> None:
    assert gap_of(sales("2026-11-01"), replace(WORTH, purchases=0), TODAY) is None


def test_credit_notes_beyond_the_orders_leave_nothing() -> None:
    assert bought_in(sales("2026-11-01", amount=-5), 12, TODAY) == 0
    assert bought_in([Sale(TODAY, None, None, "")], 12, TODAY) is None
    assert not is_falling(Decimal(0), Decimal(0), WORTH)


@given(st.lists(st.integers(0, 4000), min_size=4, max_size=12, unique=True), st.integers(0, 300))
def test_moving_today_on_makes_late_once_and_for_all(back: list[int], ahead: int) -> None:
    found = [Sale(TODAY - timedelta(days=days), Decimal(1), None, str(days)) for days in back]
    gap = gap_of(found, WORTH, TODAY)
    later = gap_of(found, WORTH, TODAY + timedelta(days=ahead))
    assert gap
    assert later
    assert gap.late <= later.late
    assert gap.late == (gap.days > (gap.due_by - gap.last).days)
    assert gap.due_by >= gap.last
