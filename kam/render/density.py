"""A density bar: where the outcome of a period probably lies, with its marks (LOOKS.md)."""

from collections.abc import Sequence
from itertools import groupby

from kam.domain.outcomes import Distribution
from kam.render.bars import TARGET_MARK, height
from kam.render.line import Line, Span, Tone

QUANTILE_MARK = "│"
_LEAST = 4
"""Fewer cells than that show no shape."""


def density_bar(
    found: Distribution, quantiles: Sequence[int], target: int | None, width: int
) -> Line:
    """The density in eighths of a cell; nothing where the outcome is certain. Amounts in cents.

    Before the cell in which a quantile lies, or the target, stands its mark, so that it hides
    nothing. The space holds them all, and of the tails as much again as lies between the middle
    quantile and an outer one.
    """
    low, high = _space(found, quantiles, target)
    marks = [(value, Span(QUANTILE_MARK)) for value in quantiles]
    if target is not None:
        marks.append((target, Span(TARGET_MARK, Tone.STRONG)))
    cells = width - len(marks)
    if cells < _LEAST or high <= low:
        return ()
    edges = [low + (high - low) * place / cells for place in range(cells)]
    shares = found.between([*edges, high + 1])
    most = max(shares)
    before: dict[int, list[Span]] = {}
    for value, mark in sorted(marks, key=lambda entry: entry[0]):
        place = min(cells - 1, (value - low) * cells // (high - low))
        before.setdefault(place, []).append(mark)
    pieces: list[Span] = []
    for place, share in enumerate(shares):
        pieces += before.get(place, ())
        pieces.append(Span(height(share, most)))
    return _joined(pieces)


def _space(found: Distribution, quantiles: Sequence[int], target: int | None) -> tuple[int, int]:
    """The amounts at the two ends of the bar."""
    first, middle, last = quantiles
    known = [first, last, *([] if target is None else [target])]
    low = min(*known, max(found.values[0], 2 * first - middle))
    high = max(*known, min(found.values[-1], 2 * last - middle))
    return low, high


def _joined(pieces: Sequence[Span]) -> Line:
    """Neighbours of one tone as one piece."""
    return tuple(
        Span("".join(piece.text for piece in run), tone)
        for tone, run in groupby(pieces, key=lambda piece: piece.tone)
    )
