"""A table on a screen: its lines, aligned by cells, ruled under the heading and above totals.

Rules stand only there; the screen decides the widths (`widths`) and nothing else.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from kam.render.fitting import shorten, shorten_line, wrap
from kam.render.line import Line, Span, Tone, line, pad, toned, width_of, write
from kam.render.screen import Screen
from kam.render.table import Column, Row, Table
from kam.render.widths import GAP, INDENT, Widths, fit, spanned, total

TITLE_GAP = 3


def print_table(table: Table, screen: Screen) -> str:
    """The text of a table."""
    return write(draw(table, screen), screen)


def draw(table: Table, screen: Screen) -> Iterator[Line]:
    """The lines of a table."""
    widths = fit(table, screen.width)
    pictured = any(table.columns[place].picture for place in widths)
    legend = [table.legend] if table.legend and pictured else []
    yield from title_lines([*table.title, *legend], screen)
    if widths or table.notes:
        yield ()
    if widths:
        yield from _body(table, widths, screen)
    yield from note_lines(table.notes, screen)


def _body(table: Table, widths: Widths, screen: Screen) -> Iterator[Line]:
    rule = (Span(" " * INDENT), Span("─" * (total(widths) - INDENT), Tone.FAINT))
    yield _heading(table.columns, widths)
    yield rule
    yield from _sections(table, widths, screen)
    if table.totals:
        yield rule
    for row in table.totals:
        yield from _row(table.columns, row, widths, screen)


def title_of(name: str, as_of: date | None = None, *more: str) -> list[Line]:
    """The parts of a heading line: what it is, as of when, and what else must be known."""
    parts = [line(name, Tone.STRONG)]
    if as_of is not None:
        parts.append(line(as_of.isoformat()))
    return parts + [line(text) for text in more if text]


def title_lines(parts: Sequence[Line], screen: Screen) -> Iterator[Line]:
    """The heading line: its parts three spaces apart, on as many lines as they need."""
    current: Line = ()
    for part in parts:
        joined = (*current, Span(" " * TITLE_GAP), *part) if current else part
        if current and screen.width is not None and width_of(joined) > screen.width:
            yield current
            current = part
        else:
            current = joined
    if current:
        yield from wrap(current, screen.width)


def note_lines(notes: Sequence[Line], screen: Screen) -> Iterator[Line]:
    """The lines under a table, broken where they are too long for the screen."""
    for note in notes:
        yield from wrap(note, screen.width, INDENT + GAP, (Span(" " * INDENT),))


def _heading(columns: Sequence[Column], widths: Widths) -> Line:
    cells = [
        pad(line(_short_heading(columns[place], width)), width, right=columns[place].right)
        for place, width in widths.items()
    ]
    return _joined(cells)


def _short_heading(column: Column, width: int) -> str:
    """A heading in a column that was shortened: its first words, as many as fit."""
    words = column.heading
    while width_of(line(words)) > width and " " in words:
        words = words.rpartition(" ")[0]
    return shorten(words, width)


def _sections(table: Table, widths: Widths, screen: Screen) -> Iterator[Line]:
    for number, section in enumerate(table.sections):
        if number:
            yield ()
        if section.heading:
            yield from _row(table.columns, section.heading, widths, screen)
        for row in section.rows:
            yield from _row(table.columns, row, widths, screen)


def _row(columns: Sequence[Column], row: Row, widths: Widths, screen: Screen) -> Iterator[Line]:
    cells = []
    if row.span > 1:
        cells.append(_cell(columns[0], row, 0, spanned(widths, row.span)))
    cells += [
        _cell(columns[place], row, place, width)
        for place, width in widths.items()
        if place >= row.span or row.span == 1
    ]
    yield _joined(cells)
    inner = INDENT + GAP
    for below in row.below:
        yield from wrap(below, screen.width, inner + GAP, (Span(" " * inner),))


def _cell(column: Column, row: Row, place: int, width: int) -> Line:
    cell = row.cells[place]
    drawn = cell if isinstance(cell, tuple) else cell(width)
    fitted = shorten_line(drawn, width, at_end=column.sentence)
    return pad(toned(fitted, row.tone), width, right=column.right)


def _joined(cells: Sequence[Line]) -> Line:
    pieces: list[Span] = [Span(" " * INDENT)]
    for number, cell in enumerate(cells):
        pieces += [Span(" " * GAP)] if number else []
        pieces += cell
    return tuple(pieces)
