"""Push counts: how often a close date moved into a later month."""

import pytest

from kam.domain.trail import Trails, count_pushes
from tests.domain.builders import deal, opportunity


def trails(*dates: str | None, name: str = "acme/mes") -> Trails:
    """The trail of one opportunity."""
    return Trails({name: dates}, lambda _first, _last: None)


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
    known = trails("2026-11-05", "2026-12-05")
    assert known.pushes(deal(opportunity(close_date="2026-12-31"))) == 1
    assert known.pushes(deal(opportunity(close_date="2027-01-31"))) == 2
    assert known.pushes(deal(opportunity())) == 1
    assert known.pushes(deal(opportunity("acme/new", close_date="2027-01-31"))) == 0


def test_one_that_is_renamed_and_not_committed_has_the_trail_of_its_older_name() -> None:
    known = trails("2026-11-05")
    renamed = opportunity("acme/line", close_date="2026-12-05", formerly=("acme/old", "acme/mes"))
    assert known.pushes(deal(renamed)) == 1
