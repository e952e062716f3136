"""How wide each column of a table is on a given screen, and which columns go (LOOKS.md).

In this order, until the table fits: pictures narrow and then go; texts shorten, the widest first,
down to their least width, ids after all others; columns go by their `drop` order, and what they
leave is given back. Figures are never cut: a screen that is narrower still gets longer lines.
"""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len

from kam.render.line import width_of
from kam.render.table import Column, Row, Table

INDENT = 1
GAP = 2

Widths = Mapping[int, int]
"""The width of each column that is shown, by its place in the table."""


def fit(table: Table, width: int | None) -> Widths:
    """The widths of the columns that are shown within `width` cells; None: all of them, natural."""
    columns, rows = table.columns, table.rows
    wanted = {place: _natural(column, place, rows) for place, column in enumerate(columns)}
    shown = dict(wanted)
    if width is None:
        return _widened(shown, rows, None)
    _fit_pictures(columns, shown, width)
    while total(shown) > width:
        _shorten(columns, shown, total(shown) - width)
        last = _next_to_go(columns, shown) if total(shown) > width else None
        if last is None:
            break
        del shown[last]
        shown = {place: wanted[place] for place in shown}
    return _widened(shown, rows, width - total(shown))


def total(widths: Widths) -> int:
    """The cells of a whole row."""
    return INDENT + sum(widths.values()) + GAP * max(0, len(widths) - 1)


def spanned(widths: Widths, span: int) -> int:
    """The cells of the leading columns that one cell takes."""
    taken = [width for place, width in widths.items() if place < span]
    return sum(taken) + GAP * max(0, len(taken) - 1)


def _natural(column: Column, place: int, rows: Sequence[Row]) -> int:
    if column.picture:
        return column.picture[1]
    texts = [
        width_of(cell)
        for row in rows
        for cell in (row.cells[place],)
        if isinstance(cell, tuple) and (place >= row.span or row.span == 1)
    ]
    return max(cell_len(column.heading), *texts, 0)


def _widened(shown: dict[int, int], rows: Sequence[Row], left: int | None) -> Widths:
    """Room for the cells that span columns, in the last one that they take, as far as there is."""
    for row in rows:
        first, last = row.cells[0], row.span - 1
        if last and last in shown and isinstance(first, tuple):
            missing = max(0, width_of(first) - spanned(shown, row.span))
            given = missing if left is None else max(0, min(missing, left))
            shown[last] += given
            left = None if left is None else left - given
    return shown


def _fit_pictures(columns: Sequence[Column], shown: dict[int, int], width: int) -> None:
    for place, column in enumerate(columns):
        if column.picture is None:
            continue
        smallest, largest = column.picture
        left = width - (total(shown) - shown[place])
        if left < smallest:
            del shown[place]
        else:
            shown[place] = min(left, largest)


def _shorten(columns: Sequence[Column], shown: dict[int, int], excess: int) -> None:
    """Take `excess` cells from the texts, always from the widest that may still lose one."""
    while excess > 0:
        able = [
            place
            for place, width in shown.items()
            if (least := columns[place].least) is not None and width > least
        ]
        if not able:
            return
        chosen = max(able, key=lambda place: (not columns[place].keeps, shown[place]))
        shown[chosen] -= 1
        excess -= 1


def _next_to_go(columns: Sequence[Column], shown: Widths) -> int | None:
    droppable = [place for place in shown if columns[place].drop]
    return min(droppable, key=lambda place: columns[place].drop, default=None)
