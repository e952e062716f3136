"""A grid of short texts: headings above, a name before each row, several entries in a cell.

Every entry stands on a line of its own and breaks at spaces where its column is too narrow; one
that would take more than a few lines ends in `…`. Columns share the width by what stands in them.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from kam.render.fitting import shorten, wrap
from kam.render.line import Line, Span, Tone, line, pad, width_of
from kam.render.widths import GAP, INDENT

_WORD = 10
"""Cells to which a column narrows where the longest words of all take more than there are."""
_WIDE = 8
"""Cells that a word of wide characters keeps together: four of them."""
_LINES = 4
"""The most lines of one entry: a name that needs more would push all else off the screen."""
HANG = 3
"""Cells by which an entry that goes on is indented: those of its sign."""


class GridRow(NamedTuple):
    """The name of a row and its cells, each a list of entries."""

    name: str
    cells: Sequence[Sequence[Line]]


def draw_grid(
    headings: Sequence[str], rows: Sequence[GridRow], width: int | None
) -> list[Line] | None:
    """The lines of a grid as a block of a page has them; None where the screen is too narrow."""
    table: list[Sequence[Sequence[Line]]] = [[[line("")], *([line(one)] for one in headings)]]
    table += [[[line(row.name)], *row.cells] for row in rows]
    widths = _fit(list(zip(*table, strict=True)), width)
    if widths is None:
        return None
    head, *body = (list(_drawn(cells, widths)) for cells in table)
    drawn = [*head, line("─" * (sum(widths) + GAP * (len(widths) - 1)), Tone.FAINT)]
    for number, lines in enumerate(body):
        drawn += [(), *lines] if number else lines
    return drawn


def _fit(columns: Sequence[Sequence[Sequence[Line]]], width: int | None) -> list[int] | None:
    """The widths of the columns: what they need, else the widest give way down to their words."""
    entries = [[entry for cell in column for entry in cell] for column in columns]
    wanted = [max(map(width_of, column), default=0) for column in entries]
    if width is None:
        return wanted
    room = width - INDENT - GAP * (len(columns) - 1)
    wanted = [min(wide, max(room, 0)) for wide in wanted]
    words = [max(map(_longest_word, column), default=0) for column in entries]
    for least in (words, [min(_WORD, wide) for wide in words]):
        if sum(least) <= room:
            return _shared(wanted, least, room)
    return None


def _shared(wanted: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    widths = list(wanted)
    while sum(widths) > room:
        free = [place for place, wide in enumerate(widths) if wide > least[place]]
        widths[max(free, key=lambda place: widths[place])] -= 1
    return widths


def _longest_word(entry: Line) -> int:
    """The cells of an entry that does not break inside a word; its sign stays before each line."""
    words = [line(word) for word in entry[-1].text.split(" ")]
    return _hang(entry) + max(
        min(width_of(word), _WIDE) if _is_wide(word) else width_of(word) for word in words
    )


def _is_wide(word: Line) -> bool:
    """Whether a word is of wide characters, between which a line may break."""
    return any(span.cells > len(span.text) for span in word)


def _hang(entry: Line) -> int:
    """By how much the lines of an entry after its first are indented: of one with a sign alone."""
    return HANG if len(entry) > 1 else 0


def _broken(entry: Line, wide: int) -> Sequence[Line]:
    """The lines of an entry, as many as there is room for; the last one says that it goes on."""
    found = wrap(entry, wide, _hang(entry))
    if len(found) <= _LINES:
        return found
    kept, (_, *rest) = found[: _LINES - 1], found[_LINES - 1]
    indent, tone = " " * _hang(entry), entry[-1].tone
    text = "".join(span.text for part in (rest, found[_LINES][1:]) for span in part)
    return (*kept, (Span(indent), Span(shorten(text, wide - len(indent), at_end=True), tone)))


def _trimmed(pieces: Line) -> Line:
    """A line without the space at which it was broken."""
    return (*pieces[:-1], *(Span(one.text.rstrip(), one.tone) for one in pieces[-1:]))


def _drawn(cells: Sequence[Sequence[Line]], widths: Sequence[int]) -> Iterator[Line]:
    """The lines of one row."""
    broken = [
        [_trimmed(part) for entry in cell for part in _broken(entry, wide)]
        for cell, wide in zip(cells, widths, strict=True)
    ]
    for pieces in zip_longest(*broken, fillvalue=()):
        spans: list[Span] = []
        for number, (piece, wide) in enumerate(zip(pieces, widths, strict=True)):
            spans += [Span(" " * GAP)] if number else []
            spans += pad(piece, wide)
        yield tuple(spans)
