"""The bridge by owner: each row is the bridge of its owner, and the rows add up to the whole."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given

from kam.domain.book import Book
from kam.domain.periods import Period
from kam.domain.states import Kind
from kam.reports.bridge import Side, build_bridge
from kam.reports.movements import Movement
from kam.reports.owner_bridge import OwnerMoves, build_owner_bridge
from kam.reports.selection import Filter
from tests.domain.builders import CNY, TODAY, deals, opportunity, order
from tests.reports.test_bridge_laws import FILTERS, PERIODS, THEN, after, before
from tests.strategies import LAW, books

COLUMNS = ("opening", "created", "changed", "lost", "won", "other", "closing", "pushed")


def amounts(*found: int) -> tuple[Decimal, ...]:
    return tuple(map(Decimal, found))


def moved(row: OwnerMoves) -> Decimal:
    return row.created + row.changed + row.lost + row.won + row.other


@LAW
@given(books(), books(), FILTERS, PERIODS)
def test_rows_add_up_across_and_down(old: Book, new: Book, chosen: Filter, due: Period) -> None:
    result = build_owner_bridge(before(old), after(new), due, chosen)
    for row in (*result.rows, result.totals):
        assert row.opening + moved(row) == row.closing
    for name in COLUMNS:
        assert sum(getattr(row, name) for row in result.rows) == getattr(result.totals, name)


@LAW
@given(books(), books(), FILTERS, PERIODS)
def test_a_row_is_the_bridge_of_its_owner(
    old: Book, new: Book, chosen: Filter, due: Period
) -> None:
    result = build_owner_bridge(before(old), after(new), due, chosen)
    for row in result.rows:
        if not row.owner or chosen.owner not in {None, row.owner}:
            continue
        own = chosen._replace(owner=row.owner)
        whole = build_bridge(before(old), after(new), own)
        period = build_bridge(before(old), after(new), own, due=due)
        amounts = {one.kind: one.amount for one in whole.rows}
        assert (row.opening, row.closing) == (whole.opening.amount, whole.closing.amount)
        assert (row.created, row.won) == (amounts[Movement.CREATED], amounts[Movement.WON])
        assert row.lost == amounts[Movement.LOST] + amounts[Movement.ABANDONED]
        assert row.pushed == next(
            one.amount for one in period.rows if one.kind is Movement.PUSHED_OUT
        )


def test_what_a_framework_called_off_is_won_by_whoever_has_it_now() -> None:
    frame = opportunity("acme/mes", amount=100, kind=Kind.FRAMEWORK, owner="li.wei")
    then = Side(THEN, deals(frame, today=THEN), CNY)
    orders = {"acme": (order("po", "2026-11-01", 30, opportunity="mes"),)}
    now = Side(TODAY, deals(replace(frame, owner="chen.jie"), orders=orders), CNY)
    result = build_owner_bridge(then, now, Period.parse("2026"))
    moves = {row.owner: (row.won, row.other, row.closing) for row in result.rows}
    assert moves == {"li.wei": amounts(0, -100, 0), "chen.jie": amounts(-30, 100, 70)}
    assert (result.totals.won, result.totals.other, result.totals.closing) == amounts(-30, 0, 70)
