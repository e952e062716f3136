"""A page about one thing: facts under its name, then blocks of lines, each under a heading.

Nothing on a page is cut: the last text of a line goes on under itself on the next ones.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kam.render.fitting import wrap
from kam.render.layout import title_lines
from kam.render.line import Line, Span, Tone, line, pad, width_of, write
from kam.render.screen import Screen
from kam.render.widths import GAP, INDENT

_LEAST = 16
"""Cells that the last text of a line should have; with fewer it begins on a line of its own."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of aligned texts under a heading; a block without lines is not shown."""

    heading: str
    lines: Sequence[Sequence[Line]]


def print_page(title: Sequence[Line], blocks: Iterable[Block], screen: Screen) -> str:
    """The text of a page."""
    return write(_page(title, blocks, screen), screen)


def _page(title: Sequence[Line], blocks: Iterable[Block], screen: Screen) -> Iterator[Line]:
    yield from title_lines(title, screen)
    for block in blocks:
        if not block.lines:
            continue
        yield ()
        if block.heading:
            yield line(block.heading, Tone.STRONG)
        yield from aligned(block.lines, screen)


def aligned(rows: Sequence[Sequence[Line]], screen: Screen) -> Iterator[Line]:
    """Rows of texts, all but the last of each aligned, the last one broken under itself."""
    leads = max(len(row) for row in rows) - 1
    widths = [
        max((width_of(row[place]) for row in rows if place < len(row) - 1), default=0)
        for place in range(leads)
    ]
    for row in rows:
        lead: list[Span] = [Span(" " * INDENT)]
        for cell, width in zip(row[:-1], widths, strict=False):
            lead += [*pad(cell, width), Span(" " * GAP)]
        yield from _broken(tuple(lead), row[-1], screen)


def _broken(lead: Line, last: Line, screen: Screen) -> Iterator[Line]:
    taken = width_of(lead)
    left = None if screen.width is None else screen.width - taken
    if left is not None and left < _LEAST and left < width_of(last) and taken > INDENT:
        yield from wrap(lead, screen.width, INDENT + GAP)
        lead, taken = (Span(" " * (INDENT + 2 * GAP)),), INDENT + 2 * GAP
    yield from wrap(last, screen.width, taken, lead)


Fact = tuple[str, str | None] | tuple[str, str | None, Tone]
"""The name of a fact, its value, and what the value means."""


def facts(*found: Fact) -> list[Sequence[Line]]:
    """The facts that have a value, a line each."""
    return [(line(name, Tone.FAINT), line(value, *tone)) for name, value, *tone in found if value]
