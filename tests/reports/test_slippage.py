"""Slippage: due in the period at its start, still open and now due later / due at its start."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from kam.domain.opportunity import Opportunity
from kam.domain.periods import Grain, Period
from kam.domain.settings import Settings
from kam.domain.trail import Trails
from kam.reports.slippage import measure_slippage
from tests.domain.builders import CNY, TODAY, day, deals, opportunity, won
from tests.domain.test_trail import moment

QUARTER = Period.of(TODAY, Grain.QUARTER)


def slippage(
    *pairs: tuple[Opportunity, Sequence[object]], settings: Settings = CNY
) -> Decimal | None:
    """Of opportunities as they are, each with what was committed of it on 2026-09-01."""
    rows = {one.reference: [[moment(day("2026-09-01")), *stated]] for one, stated in pairs}
    found = deals(*(one for one, _ in pairs), settings=settings)
    return measure_slippage(found, Trails(rows, moment), settings, QUARTER)


def test_a_quarter_of_the_amount_was_put_off() -> None:
    assert slippage(
        (opportunity("acme/a", amount=999, close_date="2027-01-01"), ["2026-12-01", "100"]),
        (opportunity("acme/b", amount=300, close_date="2026-12-31"), ["2026-12-31", "300"]),
    ) == Decimal("0.25")


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (opportunity("acme/b", close_date="2027-01-01"), ["2027-01-01", "300"]),
        (opportunity("acme/b", close_date="2027-01-01"), ["2026-09-30", "300"]),
        (opportunity("acme/b", close_date="2027-01-01"), [None, "300"]),
        (opportunity("acme/b", close_date="2027-01-01"), ["2026-12-01"]),
        (
            opportunity("acme/b", close_date="2027-01-01"),
            ["2026-12-01", "300", None, None, None, True],
        ),
        (opportunity("acme/b", close_date="2027-01-01"), ["2026-12-01", "300", "XXX"]),
        (opportunity("acme/b", stage="S", history=("2026-09-30 S",)), ["2026-12-01", "300"]),
    ],
    ids=["due-later", "overdue", "undated", "no-amount", "on-hold", "no-rate", "won-before"],
)
def test_what_was_not_due_in_the_quarter_is_not_in_it(
    now: Opportunity, then: Sequence[object]
) -> None:
    kept = (opportunity("acme/a", close_date="2026-12-01"), ["2026-12-01", "100"])
    assert slippage(kept, (now, then)) == 0
    assert slippage((now, then)) is None


def test_what_ended_or_came_earlier_has_not_slipped() -> None:
    assert (
        slippage(
            (opportunity("acme/a", outcome=won("2026-11-01")), ["2026-12-01", "100"]),
            (opportunity("acme/b", close_date="2026-10-05"), ["2026-12-01", "100"]),
            (opportunity("acme/c"), ["2026-12-01", "100"]),
        )
        == 0
    )


def test_amounts_are_those_of_the_start_in_the_books_currency_and_tax() -> None:
    assert (
        slippage(
            (opportunity("acme/a", close_date="2027-02-01"), ["2026-12-01", "100", "USD"]),
            (
                opportunity("acme/b", close_date="2026-12-01"),
                ["2026-12-01", "100", None, "excluded", "13"],
            ),
        )
        == Decimal(712) / 825
    )


def test_an_alternative_that_does_not_count_is_in_neither() -> None:
    best = {"project": "line", "alternative": True, "close_date": "2026-12-01"}
    assert (
        slippage(
            (opportunity("acme/a", amount=200, stage="C", **best), ["2026-12-01", "100"]),
            (
                opportunity(
                    "acme/b", amount=100, stage="C", **{**best, "close_date": "2027-01-01"}
                ),
                ["2026-12-01", "900"],
            ),
        )
        == 0
    )


def test_without_history_nothing_is_known() -> None:
    assert measure_slippage(deals(opportunity()), None, CNY, QUARTER) is None
