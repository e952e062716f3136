"""What the rows of a forecast show beside their names: columns, and the cells of a row.

From 100 columns on attained is shown where a target is. A basis that has no targets shows nothing
of them. Where the screen is narrow, the bar goes
first, and with it the legend; then these columns go: omitted, pipeline, best case, commit,
coverage. Closed, expected and target stay.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from kam.domain.basis import MEASURES, Basis
from kam.domain.money import ZERO
from kam.i18n import translate
from kam.render import figures
from kam.render.bars import TARGET_MARK, Part, stacked_bar
from kam.render.forecast_basis import column_word
from kam.render.labels import titled
from kam.render.line import Line, Span, Tone, line
from kam.render.screen import Screen
from kam.render.table import Cell, Column, Picture
from kam.render.units import Unit
from kam.reports.forecast import Forecast, ForecastRow

_BAR = (8, 32)
_PARTS = ("closed", "commit", "best_case", "pipeline")
_SHADES = ("█", "▓", "▒", "░")
_TONES = {"closed": Tone.WON, "commit": Tone.COMMIT}
_DROP = {"omitted": 1, "pipeline": 2, "best_case": 3, "commit": 4}
_LAST = 5
_WIDE = 100
SUMS = (*_PARTS, "omitted", "expected")
"""The amounts that add up over the groups of a period."""


class Face(NamedTuple):
    """What rows show: a column for each of `fields`, one that is no amount of a row under ""."""

    legend: Line
    fields: Sequence[str]
    columns: Sequence[Column]
    cells: Callable[[ForecastRow], Sequence[Cell]]


def plain_face(result: Forecast, unit: Unit, screen: Screen, *beside: Forecast) -> Face:
    """The parts of each row, also as a bar against the target, and the coverage.

    Rows of the forecasts `beside` it may be shown as well.
    """
    rows = [row for one in (result, *beside) for row in one.rows]
    wide = screen.width is None or screen.width >= _WIDE
    attained = wide and any(row.target is not None for row in rows)
    shown, aimed = amounts_shown(result, *beside), has_targets(result)
    longest = max((_length(row) for row in rows), default=ZERO)

    def cells(row: ForecastRow) -> Iterator[Cell]:
        for field in shown:
            yield amount_cell(row, field, unit)
        yield _bar(row, ZERO if row.period is None else longest)
        if attained:
            yield line(figures.share(row.attainment))
        if aimed:
            yield coverage_cell(row.coverage)

    columns = [*(amount_column(field, result.basis) for field in shown), Column(picture=_BAR)]
    if attained:
        columns.append(Column(heading=translate("Attained"), right=True))
    if aimed:
        columns.append(Column(heading=translate("Coverage"), right=True, drop=_LAST))
    fields = (*shown, *[""] * (len(columns) - len(shown)))
    return Face(_legend(result), fields, columns, lambda row: list(cells(row)))


def amounts_shown(*results: Forecast) -> tuple[str, ...]:
    """The amounts that a table shows; omitted only where something is, the target last."""
    targets = ("target",) if has_targets(*results) else ()
    return tuple(
        field
        for field in (*SUMS, *targets)
        if field != "omitted" or any(row.omitted for one in results for row in one.rows)
    )


def has_targets(*results: Forecast) -> bool:
    """Whether there can be targets to hold forecasts against."""
    return any(one.basis in MEASURES for one in results)


def amount_column(field: str, basis: Basis) -> Column:
    """The column of an amount."""
    headings = {field: titled(column_word(field, basis)) for field in (*_PARTS, "omitted")}
    headings |= {"expected": translate("Expected"), "target": translate("Target")}
    return Column(heading=headings[field], right=True, drop=_DROP.get(field, 0))


def amount_cell(row: ForecastRow, field: str, unit: Unit) -> Line:
    """An amount of a row."""
    return line(figures.amount(getattr(row, field), unit), _TONES.get(field, Tone.PLAIN))


def coverage_cell(coverage: Decimal | None) -> Line:
    """How many times what is open covers what is to go; less than once is a risk."""
    low = coverage is not None and coverage < 1
    return line(figures.times(coverage), Tone.RISK if low else Tone.PLAIN)


def _legend(result: Forecast) -> Line:
    pieces: list[Span] = []
    for field, shade in zip(_PARTS, _SHADES, strict=True):
        word = column_word(field, result.basis)
        pieces += [Span(shade, _TONES.get(field, Tone.PLAIN)), Span(f" {word} ")]
    return (*pieces, *target_legend(result))


def target_legend(result: Forecast) -> Line:
    """What the mark of the target means, where there can be one."""
    if not has_targets(result):
        return ()
    target = translate("target")
    return (Span(TARGET_MARK, Tone.STRONG), Span(f" {target}"))


def _bar(row: ForecastRow, longest: Decimal) -> Picture:
    parts = [
        Part(getattr(row, field), shade, _TONES.get(field, Tone.PLAIN))
        for field, shade in zip(_PARTS, _SHADES, strict=True)
    ]
    return lambda width: stacked_bar(parts, row.target, longest, width)


def _length(row: ForecastRow) -> Decimal:
    """How much the row's bar shows: the sum of its parts, or the target beyond it."""
    parts = sum((max(ZERO, getattr(row, field)) for field in _PARTS), ZERO)
    return max(parts, row.target or ZERO)
