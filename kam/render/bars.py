"""Bars: a figure as a length, in eighths of a cell; and a period's parts against its target."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import NamedTuple

from kam.render.line import Line, Span, Tone

_FULL = "█"
_EIGHTHS = " ▏▎▍▌▋▊▉"
_EIGHT = len(_EIGHTHS)
TARGET_MARK = "┃"


def bar(value: Decimal, largest: Decimal, width: int) -> str:
    """A bar of at most `width` cells, `largest` filling them; a larger value is never shorter.

    Nothing for zero and below; at least an eighth of a cell for anything above.
    """
    if value <= 0 or largest <= 0 or width <= 0:
        return ""
    eighths = max(1, _rounded(value * width * _EIGHT / largest))
    full, rest = divmod(min(eighths, width * _EIGHT), _EIGHT)
    return _FULL * full + _EIGHTHS[rest].strip()


class Part(NamedTuple):
    """One part of a stacked bar: its amount, what it is drawn with, and its tone."""

    amount: Decimal
    shade: str
    tone: Tone = Tone.PLAIN


def stacked_bar(
    parts: Sequence[Part], target: Decimal | None, largest: Decimal, width: int
) -> Line:
    """The parts end to end and the target's mark, in at most `width` cells.

    `largest` is the most that any bar of the table shows, sum or target; it fills the width. The
    mark stands between two cells of the bar, so that it hides nothing; one cell is kept for it.
    """
    room = width - len(TARGET_MARK)
    if largest <= 0 or room <= 0:
        return ()
    pieces = [
        Span(part.shade * cells, part.tone)
        for part, cells in zip(parts, _cells(parts, largest, room), strict=True)
        if cells
    ]
    if target is None or target <= 0:
        return tuple(pieces)
    return _with_mark(pieces, min(room, _rounded(target * room / largest)))


def _cells(parts: Sequence[Part], largest: Decimal, room: int) -> list[int]:
    """Whole cells of each part: rounded where it ends, at least one, together within the room."""
    ends, total = [0], Decimal(0)
    for part in parts:
        total += max(part.amount, Decimal(0))
        ends.append(min(room, _rounded(total * room / largest)))
    cells = [
        max(end - start, 1 if part.amount > 0 else 0)
        for part, (start, end) in zip(parts, pairwise(ends), strict=True)
    ]
    shown = sum(cell > 0 for cell in cells)
    while sum(cells) > min(room, max(ends[-1], shown)):
        cells[cells.index(max(cells))] -= 1
    return cells


def _with_mark(pieces: Sequence[Span], place: int) -> Line:
    """The pieces with the mark before their cell `place`, behind spaces where they end earlier."""
    result: list[Span] = []
    left = place
    mark: Span | None = Span(TARGET_MARK, Tone.STRONG)
    for piece in pieces:
        if mark is None or left >= len(piece.text):
            result.append(piece)
            left -= len(piece.text)
            continue
        before, after = piece.text[:left], piece.text[left:]
        result += [Span(text, piece.tone) for text in (before,) if text]
        result += [mark, Span(after, piece.tone)]
        mark = None
    if mark is not None:
        result += [Span(" " * left), mark]
    return tuple(result)


def _rounded(value: Decimal) -> int:
    return int(value.to_integral_value(rounding=ROUND_HALF_UP))
