"""Percentages on a line from 0 to 100: where two figures lie, and between which a third one may.

It reads without colour: every figure has a sign of its own, and a scale stands below the lines.
"""

from decimal import ROUND_HALF_UP, Decimal

from kam.domain.money import HUNDRED
from kam.render.figures import NOTHING, rounded
from kam.render.line import Line, Span, Tone, line
from kam.render.table import EMPTY, Row

SAID, FOUND = "┃", "●"
"""The signs of what was said and of what is held to be true; the second one hides the first."""
SPAN = "├─┤"
"""The ends and the inside of an interval."""
PICTURE = (16, 41)
"""The smallest and largest width of a column of such lines."""
_TICKS = (0, 50, 100)
_LEAST, _MOST = Decimal("0.1"), Decimal("99.9")


def percent_line(
    said: Decimal | None,
    found: Decimal | None,
    low: Decimal | None,
    high: Decimal | None,
    width: int,
) -> str:
    """The line of `width` cells; what is not known is not drawn."""
    cells = [" "] * width
    if low is not None and high is not None:
        first, last = _cell(low, width), _cell(high, width)
        cells[first : last + 1] = SPAN[1] * (last - first + 1)
        cells[first], cells[last] = (SPAN[0], SPAN[2]) if first < last else (SPAN[1], SPAN[1])
    for figure, sign in ((said, SAID), (found, FOUND)):
        if figure is not None:
            cells[_cell(figure, width)] = sign
    return "".join(cells)


def scale_row(columns: int) -> Row:
    """The scale below such lines, as the last one of so many columns."""
    return Row([*[EMPTY] * (columns - 1), lambda width: line(_scale(width), Tone.FAINT)])


def _scale(width: int) -> str:
    """Its figures stand around where they belong, the first and the last one within the line."""
    cells = [" "] * width
    for tick in _TICKS:
        text = str(tick)
        start = _cell(Decimal(tick), width) - len(text) // 2
        start = min(max(0, start), width - len(text))
        cells[start : start + len(text)] = text
    return "".join(cells)


def signs_legend(*signs: tuple[str, str]) -> Line:
    """What each sign of such lines stands for."""
    return tuple(Span(f"{sign} {text} ") for sign, text in signs)


def interval_text(low: Decimal | None, high: Decimal | None) -> str:
    """The two ends of an interval in whole percent."""
    if low is None or high is None:
        return NOTHING
    return f"{rounded(low, 0)}–{rounded(high, 0)}"


def percent_text(value: Decimal | None) -> str:
    """A percentage to one decimal, where 0 and 100 are facts."""
    if value is None:
        return NOTHING
    return str(value.quantize(_LEAST, rounding=ROUND_HALF_UP))


def open_percent_text(value: Decimal | None) -> str:
    """A probability of what is open: it is never shown as 0 or 100."""
    return percent_text(None if value is None else min(_MOST, max(_LEAST, value)))


def _cell(figure: Decimal, width: int) -> int:
    return int((figure * (width - 1) / HUNDRED).to_integral_value(rounding=ROUND_HALF_UP))
