"""Bars: a figure as a length, in eighths of a cell; a period's parts against its target; a step."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import NamedTuple, Self

from kam.render.line import Line, Span, Tone

_FULL = "█"
_EIGHTHS = " ▏▎▍▌▋▊▉"
_HEIGHTS = "▁▂▃▄▅▆▇█"
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


def spark(values: Sequence[Decimal], low: Decimal, high: Decimal) -> str:
    """A cell a value, the higher the fuller; nothing for a scale without any height."""
    if low >= high:
        return ""
    steps = [(value - low) * (len(_HEIGHTS) - 1) / (high - low) for value in values]
    return "".join(_HEIGHTS[_rounded(step)] for step in steps)


def height(value: float, largest: float) -> str:
    """One cell, the higher the fuller; a space for nothing, an eighth for anything above it."""
    if value <= 0:
        return " "
    return _HEIGHTS[max(0, round(value * len(_HEIGHTS) / largest) - 1)]


class Scale(NamedTuple):
    """The figures at the two ends of a space for bars that begin anywhere in it."""

    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, figures: Iterable[Decimal]) -> Self:
        """The scale that shows nothing and all of the figures."""
        known = (Decimal(0), *figures)
        return cls(min(known), max(known))


def step_bar(start: Decimal, end: Decimal, scale: Scale, width: int) -> str:
    """A bar from one figure to another, in a space of `width` cells.

    It is as long as `bar` draws the difference. It begins at a whole cell, the nearest one, for
    there are no characters that are filled from the right; where it would end outside, earlier.
    """
    length = bar(abs(end - start), scale.high - scale.low, width)
    if not length:
        return ""
    place = _rounded((min(start, end) - scale.low) * width / (scale.high - scale.low))
    return " " * min(place, width - len(length)) + length


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
