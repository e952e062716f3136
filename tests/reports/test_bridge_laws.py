"""Laws of the bridge over any two generated books: it balances, and its ends are the pipeline's."""

from datetime import timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kam.domain.book import Book
from kam.domain.deals import build_deals
from kam.domain.periods import Period
from kam.reports.bridge import Bridge, Side, build_bridge
from kam.reports.movements import Movement
from kam.reports.pipeline import PipelineTotals, build_pipeline
from kam.reports.selection import EVERYTHING, Filter
from tests.domain.builders import TODAY
from tests.strategies import ACCOUNTS, LAW, OWNERS, TEAMS, books

THEN = TODAY - timedelta(days=60)
FILTERS = st.sampled_from(
    [
        EVERYTHING,
        *(Filter(owner=owner) for owner in OWNERS),
        *(Filter(team=team) for team in TEAMS),
        Filter(account="acme"),
        Filter(group="baosteel"),
        Filter(segment="steel"),
        Filter(tier="key"),
    ]
)
PERIODS = st.sampled_from(["2026", "2027", "2026Q4", "2027Q1", "2026-12"]).map(Period.parse)
OUTGOING = {
    Movement.DECREASED,
    Movement.PUSHED_OUT,
    Movement.HELD,
    Movement.TRANSFERRED_OUT,
    Movement.REMOVED,
    Movement.LOST,
    Movement.ABANDONED,
    Movement.WON,
}


def before(book: Book) -> Side:
    return Side(THEN, build_deals(book, THEN), book.settings)


def after(book: Book) -> Side:
    return Side(TODAY, build_deals(book, TODAY), book.settings)


def totals(side: Side, book: Book, chosen: Filter) -> PipelineTotals:
    playbooks = book.methods.playbooks
    deals, settings, day = side.deals, side.settings, side.as_of
    return build_pipeline(deals, playbooks, settings, day, None, chosen).totals


def assert_whole(result: Bridge) -> None:
    """It balances, each row is what its opportunities bring, each of them is in a row once.

    An id that one opportunity left and another one took is named for both; which of the two ends
    they are at tells them apart.
    """
    moved = sum((row.amount for row in result.movements), Decimal(0))
    assert result.opening.amount + moved == result.closing.amount
    for row in result.rows:
        names = [(entry.id, entry.there) for entry in row.opportunities]
        assert len(names) == len(set(names)) == row.count
        assert sum((entry.amount for entry in row.opportunities), Decimal(0)) == row.amount


@LAW
@given(books(), books(), FILTERS)
def test_any_two_states_balance_and_the_ends_are_those_of_the_pipeline(
    old: Book, new: Book, chosen: Filter
) -> None:
    result = build_bridge(before(old), after(new), chosen)
    assert_whole(result)
    for row, totals_there in (
        (result.opening, totals(before(old), old, chosen)),
        (result.closing, totals(after(new), new, chosen)),
    ):
        assert row.amount == totals_there.amount
        assert row.count == totals_there.count_unique


@LAW
@given(books(), books(), FILTERS, PERIODS)
def test_any_period_balances_and_its_ends_are_what_the_pipeline_has_due_in_it(
    old: Book, new: Book, chosen: Filter, due: Period
) -> None:
    result = build_bridge(before(old), after(new), chosen, due=due)
    assert_whole(result)
    for row, side, book in (
        (result.opening, before(old), old),
        (result.closing, after(new), new),
    ):
        within = [one for one in side.deals if one.close_date and _is_in(due, one.close_date)]
        counted = totals(side._replace(deals=within), book, chosen)
        assert (row.amount, row.count) == (counted.amount, counted.count_unique)


def _is_in(period: Period, day: object) -> bool:
    return period.first_day <= day <= period.last_day  # type: ignore[operator]


@LAW
@given(books(), books(), FILTERS, st.none() | PERIODS)
def test_backwards_it_leads_from_the_closing_to_the_opening(
    old: Book, new: Book, chosen: Filter, due: Period | None
) -> None:
    forth = build_bridge(before(old), after(new), chosen, due=due)
    back = build_bridge(after(new), before(old), chosen, due=due)
    assert_whole(back)
    assert back.opening.amount == forth.closing.amount
    assert back.closing.amount == forth.opening.amount


@LAW
@given(books(), FILTERS, st.none() | PERIODS)
def test_from_a_state_to_itself_nothing_moves(
    book: Book, chosen: Filter, due: Period | None
) -> None:
    result = build_bridge(after(book), after(book), chosen, due=due)
    assert {row.kind for row in result.rows if row.count} <= {Movement.OPENING, Movement.CLOSING}
    assert result.opening == result.closing.__class__(
        Movement.OPENING, result.closing.amount, result.closing.count, result.closing.opportunities
    )


@LAW
@given(books(), books(), st.none() | PERIODS)
def test_without_a_filter_only_alternatives_are_transferred(
    old: Book, new: Book, due: Period | None
) -> None:
    result = build_bridge(before(old), after(new), due=due)
    alternatives = {
        deal.id for side in (before(old), after(new)) for deal in side.deals if deal.alternative
    }
    former = {deal.id for deal in after(new).deals if set(deal.formerly) & alternatives}
    for row in result.movements:
        if row.kind in {Movement.TRANSFERRED_IN, Movement.TRANSFERRED_OUT}:
            assert {entry.id for entry in row.opportunities} <= alternatives | former
        if due is None:
            assert row.kind not in {Movement.PULLED_IN, Movement.PUSHED_OUT} or not row.count


@LAW
@given(books(), books(), FILTERS)
def test_what_leaves_is_negative(old: Book, new: Book, chosen: Filter) -> None:
    """The amounts of these books are positive; what comes is, and rates go either way."""
    result = build_bridge(before(old), after(new), chosen)
    for row in result.movements:
        if row.kind is not Movement.REVALUED:
            sign = -1 if row.kind in OUTGOING else 1
            assert all(entry.amount * sign >= 0 for entry in row.opportunities)


@LAW
@given(books(), books(), st.sampled_from([*ACCOUNTS, "acme/mes", "baosteel/line"]))
def test_what_does_not_read_is_in_no_row(old: Book, new: Book, unread: str) -> None:
    side = after(new)._replace(unread=frozenset({unread}))
    result = build_bridge(before(old), side)
    assert_whole(result)
    for row in result.rows:
        for entry in row.opportunities:
            assert unread not in {entry.id, entry.id.partition("/")[0]}
