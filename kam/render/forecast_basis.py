"""The words of a forecast on another basis than bookings: its title, and what its columns mean."""

from collections.abc import Iterator

from kam.domain.basis import Basis
from kam.domain.states import Category
from kam.i18n import mark, translate, translate_plural
from kam.render import figures
from kam.render.json import Json, row_json
from kam.render.labels import category_word
from kam.render.line import Line, line
from kam.render.notes import next_step, past_words
from kam.render.phrases import listed, with_detail
from kam.render.units import Unit
from kam.reports.forecast import Forecast
from kam.reports.reconciliation import Reconciliation
from kam.reports.selection import Apart, OtherRow

_NAMED = 3
"""How many opportunities that differ are named."""
_TITLES = {Basis.REVENUE: mark("revenue"), Basis.CASH: mark("cash")}
_CLOSED = {Basis.REVENUE: mark("delivered"), Basis.CASH: mark("paid in")}
_BACKLOG = {
    Basis.REVENUE: mark("commit has a backlog of {backlog}: sold, and still to be delivered"),
    Basis.CASH: mark("commit has {backlog} of payments to come: sold, and still to be paid"),
}


def basis_title(basis: Basis) -> str:
    """What a forecast counts, beside its name; nothing of bookings, the ordinary case."""
    return translate(_TITLES[basis]) if basis in _TITLES else ""


def column_word(field: str, basis: Basis) -> str:
    """What a category is called: what is closed was delivered or paid on another basis."""
    if field == Category.CLOSED and basis in _CLOSED:
        return translate(_CLOSED[basis])
    return category_word(field)


def basis_notes(result: Forecast, unit: Unit) -> Iterator[Line]:
    """What commit holds here, and what to do about what is late."""
    if result.basis in _BACKLOG:
        words = translate(_BACKLOG[result.basis])
        yield line(words.format(backlog=figures.exact(result.backlog, unit)))
    if result.reconciliation:
        yield from _reconciled(result.reconciliation, unit)
    for row in result.other:
        if row.kind is Apart.OVERDUE:
            yield _late(row, signing=result.basis is Basis.BOOKINGS)


def _late(row: OtherRow, *, signing: bool) -> Line:
    """What is past its day; beside close dates that may be phases and orders, which are named."""
    late = past_words(row.count, signing=signing).format(count=row.count)
    if signing:
        return next_step(late, "kam check --select close-date-past")
    page = row.deals[0] if "/" in row.deals[0] else row.deals[0].partition(" ")[0]
    names = listed([*row.deals[:_NAMED], "…"] if len(row.deals) > _NAMED else row.deals)
    return next_step(with_detail(late, names), f"kam show {page}")


def _reconciled(found: Reconciliation, unit: Unit) -> Iterator[Line]:
    """Which won opportunities have other orders than what they were won with; none: nothing."""
    if not found.rows:
        return
    words = translate_plural(
        "closed {closed}, by orders {orders}: {count} opportunity differs, {names}",
        "closed {closed}, by orders {orders}: {count} opportunities differ, {names}",
        len(found.rows),
    )
    shown = [f"{row.id} {figures.signed(row.difference, unit)}" for row in found.rows[:_NAMED]]
    names = listed([*shown, "…"] if len(found.rows) > _NAMED else shown)
    text = words.format(
        closed=figures.exact(found.closed, unit),
        orders=figures.exact(found.orders, unit),
        count=len(found.rows),
        names=names,
    )
    account = found.rows[0].id.partition("/")[0]
    yield next_step(text, f"kam list orders --account {account}")


def reconciliation_json(found: Reconciliation | None) -> Json:
    """What closed against its orders; None on another basis."""
    if found is None:
        return None
    rows = [row_json(("id", "closed", "orders", "difference"), row) for row in found.rows]
    keys = ("closed", "orders", "difference", "unordered")
    return {**row_json(keys, found), "opportunities": rows}
