"""Push counts: how often a close date moved into a later month."""

from datetime import date
from typing import Any

import pytest

from kam.domain.trail import Stand, Trails, count_pushes
from tests.domain.builders import day, deal, opportunity

DAY = 24 * 60 * 60


def moment(on: date) -> int:
    """A day as a moment; here days begin at midnight of nowhere in particular."""
    return on.toordinal() * DAY


def trails(*stands: tuple[Any, ...], name: str = "acme/mes") -> Trails:
    """The trail of one opportunity: a day, then the facts of a stand."""
    rows = [[moment(day(since)), *facts] for since, *facts in stands]
    return Trails({name: rows}, moment)


@pytest.mark.parametrize(
    ("dates", "count"),
    [
        ([], 0),
        (["2026-11-05"], 0),
        (["2026-11-05", "2026-11-30"], 0),
        (["2026-11-30", "2026-12-01"], 1),
        (["2026-11-30", "2027-11-01"], 1),
        (["2026-11-05", "2026-12-05", "2027-01-05"], 2),
        (["2026-12-05", "2026-11-05"], 0),
        (["2026-11-05", "2026-12-05", "2026-11-05", "2026-12-05"], 2),
        (["2026-11-05", None, "2026-12-05"], 1),
        ([None, "2026-12-05", None], 0),
    ],
    ids=[
        "none", "one", "within-a-month", "into-the-next", "a-year-on", "twice", "pulled-in",
        "back-and-on-again", "cleared-between", "cleared",
    ],
)  # fmt: skip
def test_each_move_into_a_later_month_counts(dates: list[str | None], count: int) -> None:
    assert count_pushes(dates) == count


def test_what_the_file_has_now_counts_though_nobody_committed_it() -> None:
    known = trails(("2026-01-05", "2026-11-05"), ("2026-02-05", "2026-12-05"))
    assert known.pushes(deal(opportunity(close_date="2026-12-31"))) == 1
    assert known.pushes(deal(opportunity(close_date="2027-01-31"))) == 2
    assert known.pushes(deal(opportunity())) == 1
    assert known.pushes(deal(opportunity("acme/new", close_date="2027-01-31"))) == 0


def test_one_that_is_renamed_and_not_committed_has_the_trail_of_its_older_name() -> None:
    known = trails(("2026-01-05", "2026-11-05"))
    renamed = opportunity("acme/line", close_date="2026-12-05", formerly=("acme/old", "acme/mes"))
    assert known.pushes(deal(renamed)) == 1


def test_a_trail_has_its_stands_with_what_they_state() -> None:
    known = trails(("2026-01-05",), ("2026-02-05", "2026-12-05", "100", "USD"))
    assert known.of("acme/mes") == (
        Stand(moment(day("2026-01-05"))),
        Stand(moment(day("2026-02-05")), "2026-12-05", "100", "USD"),
    )
    assert known.of("acme/other") == ()


def test_due_is_what_was_so_when_the_period_began() -> None:
    known = trails(
        ("2026-01-05", "2026-10-31"), ("2026-09-30", "2026-12-31"), ("2026-10-01", "2027-01-31")
    )
    mes, quarter = deal(opportunity()), (day("2026-10-01"), day("2026-12-31"))
    stand = known.due(mes, *quarter)
    assert stand is not None
    assert stand.close_date == "2026-12-31"
    assert known.due(mes, day("2026-01-05"), day("2026-12-31")) is None, "not there yet"
    assert known.due(mes, day("2026-11-01"), day("2026-12-31")) is None, "due later by then"
    assert known.due(deal(opportunity("acme/new")), *quarter) is None
