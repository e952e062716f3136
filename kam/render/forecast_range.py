"""The range of a forecast on paper and in JSON: P10, P50, P90, the chance of the target.

The categories, what is omitted and what is attained are shown where the screen is wide; the density
bar goes first where it is narrow.
"""

from collections.abc import Iterator
from decimal import Decimal

from kam.domain.money import HUNDRED
from kam.i18n import translate
from kam.render import figures
from kam.render.density import QUANTILE_MARK, density_bar
from kam.render.forecast_face import (
    Face,
    amount_cell,
    amount_column,
    amounts_shown,
    has_targets,
    target_legend,
)
from kam.render.json import Json, row_json
from kam.render.keys import RANGE_KEYS
from kam.render.line import Line, Span, line
from kam.render.notes import next_step
from kam.render.screen import Screen
from kam.render.table import EMPTY, Cell, Column, Picture
from kam.render.units import Unit
from kam.reports.forecast import Forecast, ForecastRow
from kam.reports.ranges import Outlook, Ranges

_BAR = (10, 36)
_WIDE = 140
"""From so many cells on the categories stand beside the range."""
_NARROW = ("closed", "expected", "target")
_QUANTILES = ("p10", "p50", "p90")


def range_face(
    result: Forecast, ranges: Ranges, unit: Unit, screen: Screen, *beside: Forecast
) -> Face:
    """How each row may turn out, as figures and as a density bar."""
    wide = screen.width is None or screen.width >= _WIDE
    amounts = [field for field in amounts_shown(result, *beside) if wide or field in _NARROW]
    aimed = has_targets(result)
    last = [amounts.pop()] if aimed else []

    def cells(row: ForecastRow) -> Iterator[Cell]:
        outlook = ranges.of(row)
        for field in amounts:
            yield amount_cell(row, field, unit)
        for name in _QUANTILES:
            yield line(figures.amount(getattr(outlook, name), unit))
        for field in last:
            yield amount_cell(row, field, unit)
        if aimed and wide:
            yield line(figures.share(row.attainment))
        if aimed:
            yield line(figures.chance(outlook.target_probability))
        yield _picture(outlook, row.target)

    columns = [
        *(amount_column(field, result.basis) for field in amounts),
        *(Column(heading=name.upper(), right=True) for name in _QUANTILES),
        *(amount_column(field, result.basis) for field in last),
        *([Column(heading=translate("Attained"), right=True)] if aimed and wide else []),
        *([Column(heading=translate("≥ target"), right=True)] if aimed else []),
        Column(picture=_BAR),
    ]
    chances = ([""] if wide else []) + ["target_probability"] if aimed else []
    fields = (*amounts, *_QUANTILES, *last, *chances, "")
    return Face(_legend(result), fields, columns, lambda row: list(cells(row)))


def _legend(result: Forecast) -> Line:
    likely = translate("how likely")
    return (
        Span(f"▂▅█ {likely} "),
        Span(f"{QUANTILE_MARK} P10 P50 P90 "),
        *target_legend(result),
    )


def _picture(outlook: Outlook, target: Decimal | None) -> Picture | Line:
    if outlook.is_certain:
        return EMPTY
    quantiles = [int(getattr(outlook, name) * HUNDRED) for name in _QUANTILES]
    aim = None if target is None else int(target * HUNDRED)
    return lambda width: density_bar(outlook.distribution, quantiles, aim, width)


def range_notes(ranges: Ranges, unit: Unit) -> Iterator[Line]:
    """What the figures mean and take for granted, and how far off they may be."""
    yield line(
        translate(
            "P10 is reached with 90 % probability, P50 with 50 %, P90 with 10 %; "
            "the total is of all its periods together"
        )
    )
    if ranges.correlation:
        words = translate("range: a common shock moves deals, by a correlation of {correlation}")
        yield line(words.format(correlation=figures.trimmed(ranges.correlation)))
    else:
        words = translate("range: deals count as independent; a market that moves them together")
        yield next_step(words, "kam forecast --correlation 0.2")
    if not ranges.is_exact:
        words = translate(
            "range: P10, P50 and P90 are at most {amount} off, the chance {points} points"
        )
        yield line(
            words.format(
                amount=figures.amount(ranges.bound, unit),
                points=figures.trimmed(ranges.probability_bound),
            )
        )


def range_facts(ranges: Ranges, row: ForecastRow) -> dict[str, Json]:
    """The keys of a row's range."""
    return row_json(RANGE_KEYS, ranges.of(row))


def range_json(ranges: Ranges) -> dict[str, Json]:
    """What holds for all ranges of a forecast."""
    return {
        "correlation": ranges.correlation,
        "exact": ranges.is_exact,
        "bound": ranges.bound,
        "probability_bound": ranges.probability_bound,
    }
