"""Making texts fit: names shorten in their middle, sentences break over lines; by cell width."""

import re
from collections.abc import Iterator
from itertools import accumulate

from rich.cells import cell_len, chop_cells

from kam.render.line import Line, Span, width_of

ELLIPSIS = "…"
_OPENING = "（《【「『〔"
_WORD = (
    rf"[{_OPENING}]*"  # brackets stay with what they open
    r"(?:[^\s\u2e80-\U0003ffff]+|\S)"  # narrow characters up to a space, or one wide character
    rf"[^\w\s{_OPENING}]*\s*"  # what ends them stays with them
    r"|\s+"
)
_WIDE = 2


def shorten(text: str, width: int, *, at_end: bool = False) -> str:
    """The text in at most `width` cells, its middle left out: `Baoshan Steel` -> `Bao…eel`."""
    if cell_len(text) <= width:
        return text
    room = width - cell_len(ELLIPSIS)
    if room <= 0:
        return ELLIPSIS[:width]
    if at_end:
        return _head(text, room).rstrip() + ELLIPSIS
    head = _head(text, room - room // 2)
    return head + ELLIPSIS + _tail(text, room - cell_len(head))


def _head(text: str, width: int) -> str:
    """As much of the beginning as `width` cells hold."""
    return text[: sum(taken <= width for taken in accumulate(map(cell_len, text)))]


def _tail(text: str, width: int) -> str:
    """As much of the end as `width` cells hold, without a space before it."""
    kept = sum(taken <= width for taken in accumulate(map(cell_len, reversed(text))))
    return text[len(text) - kept :].lstrip()


def shorten_line(pieces: Line, width: int, *, at_end: bool = False) -> Line:
    """A line in at most `width` cells; only its longest piece is shortened."""
    excess = width_of(pieces) - width
    if excess <= 0:
        return pieces
    longest = max(range(len(pieces)), key=lambda place: pieces[place].cells)
    cut = pieces[longest]
    shown = Span(shorten(cut.text, max(0, cut.cells - excess), at_end=at_end), cut.tone)
    return (*pieces[:longest], shown, *pieces[longest + 1 :])


def wrap(pieces: Line, width: int | None, indent: int = 0, lead: Line = ()) -> tuple[Line, ...]:
    """A line broken over several where `width` is too small; all but the first indented.

    Breaks stand at spaces and between wide characters; a longer word is broken where it must be.
    `lead` stands before it all and is not broken.
    """
    if width is None:
        return ((*lead, *pieces),)
    lines: list[list[Span]] = [list(lead)]
    used = start = width_of(lead)
    for word in _words(pieces):
        for part in _parts(word, max(width - indent, _WIDE)):
            size = cell_len(part.text.rstrip())
            if used > start and used + size > width:
                lines.append([Span(" " * indent)])
                used = start = indent
            lines[-1].append(part)
            used += cell_len(part.text)
    return tuple(tuple(done) for done in lines)


def _words(pieces: Line) -> Iterator[Span]:
    for span in pieces:
        for word in re.findall(_WORD, span.text):  # costly to compile and seldom needed
            yield Span(word, span.tone)


def _parts(word: Span, width: int) -> Iterator[Span]:
    if cell_len(word.text.rstrip()) <= width:
        yield word
        return
    for part in chop_cells(word.text, width):
        yield Span(part, word.tone)
