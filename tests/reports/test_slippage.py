"""Slippage: due in the period at its start, still open and now due later / due at its start."""

from decimal import Decimal

import pytest

from kam.domain.deal import Deal
from kam.domain.opportunity import Opportunity
from kam.domain.periods import Grain, Period
from kam.reports.slippage import measure_slippage
from tests.domain.builders import TODAY, deal, opportunity, won

LAST = Period.of(TODAY, Grain.QUARTER).last_day


def slippage(due: list[Opportunity], now: list[Opportunity]) -> Decimal | None:
    """Of opportunities that were due as the quarter began, and all as they are now."""
    return measure_slippage(map(deal, due), [deal(one) for one in now], LAST)


A = opportunity("acme/a", amount=100, close_date="2026-12-01")
B = opportunity("acme/b", amount=300, close_date="2026-12-31")


def test_a_quarter_of_the_amount_was_put_off() -> None:
    later = opportunity("acme/a", amount=999, close_date="2027-01-01")
    assert slippage([A, B], [later, B]) == Decimal("0.25")


@pytest.mark.parametrize(
    "now",
    [
        opportunity("acme/a", outcome=won("2026-11-01")),
        opportunity("acme/a", close_date="2026-10-05"),
        opportunity("acme/a"),
        opportunity("acme/other", close_date="2027-01-01"),
    ],
    ids=["won", "earlier", "undated", "gone"],
)
def test_what_ended_came_earlier_or_is_gone_has_not_slipped(now: Opportunity) -> None:
    assert slippage([A, B], [now, B]) == 0


def test_one_that_has_another_id_now_is_the_same() -> None:
    moved = opportunity("bell/c", close_date="2027-01-01", formerly=("acme/a",))
    assert slippage([A, B], [B, moved]) == Decimal("0.25")
    taken = opportunity("acme/a", close_date="2026-12-31")
    assert slippage([A, B], [B, moved, taken]) == 0, "the id is another one's by now"


def test_where_nothing_was_due_there_is_none() -> None:
    assert slippage([], [A]) is None
    assert slippage([opportunity("acme/a", close_date="2026-12-01")], [A]) is None


def test_of_a_deal_the_worth_that_counted_then() -> None:
    due: list[Deal] = [deal(A)._replace(amount=Decimal(10)), deal(B)]
    later = deal(opportunity("acme/a", amount=100, close_date="2027-01-01"))
    assert measure_slippage(due, [later], LAST) == Decimal(10) / 310
