"""Forecast accuracy on paper: what was said of each period and what came, then the scores.

Where the screen is narrow, the bar goes first, and with it the legend; then commit and calls. Of
the scores, those of the longest horizons go first.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from kam.domain.money import ZERO
from kam.domain.states import Category
from kam.i18n import mark, translate, translate_plural
from kam.render import figures
from kam.render.bars import TARGET_MARK, Part, stacked_bar
from kam.render.json import Parts, row_json
from kam.render.keys import OTHER_KEYS, ROW_KEYS, SCORE_KEYS
from kam.render.labels import category_word, grain_word, group_label, group_word, titled
from kam.render.layout import print_table, title_of
from kam.render.line import Line, Span, Tone, line
from kam.render.notes import not_counted
from kam.render.phrases import listed, with_detail
from kam.render.screen import Screen
from kam.render.table import EMPTY, Cell, Column, Picture, Row, Section, Table
from kam.render.units import Unit, choose_unit, money_heading
from kam.reports.accuracy import Accuracy, AccuracyRow, Measure, Score
from kam.reports.outlooks import Unknown

_BAR = (8, 40)
_CLOSED = "█"
_FEW = 3
"""How many periods in a row are named one by one."""
_MEASURES = {
    Measure.EXPECTED: mark("Expected"),
    Measure.COMMIT: mark("Commit forecast"),
    Measure.BEST_CASE: mark("Best-case forecast"),
    Measure.CALL_COMMIT: mark("Commit call"),
    Measure.CALL_BEST_CASE: mark("Best-case call"),
}
_UNKNOWN = {
    Unknown.BEFORE: mark("before the first commit, and not scored: {where}"),
    Unknown.CUT: mark("before the cut of this clone (git fetch --unshallow): {where}"),
    Unknown.CURRENCY: mark("the book was in another currency, and nothing is compared: {where}"),
    Unknown.TAX: mark("the book was on another tax basis, and nothing is compared: {where}"),
}


def accuracy_text(result: Accuracy, screen: Screen, names: Mapping[str, str]) -> str:
    """Both tables, the second where anything is scored.

    `names` are what people call the groups of `--by`.
    """
    unit = choose_unit(_amounts(result))
    calls = any(row.called for row in result.whole)
    rows = list(_rows(result, unit, calls=calls))
    table = Table(
        title=_title(result, unit),
        legend=_legend(),
        columns=_columns(calls=calls) if rows else [],
        sections=[Section(rows)] if rows else [],
        notes=list(_notes(result, unit)),
    )
    whole = print_table(table, screen)
    if not result.scores:
        return whole
    return whole + "\n" + print_table(_scores(result, unit, names), screen)


def _amounts(result: Accuracy) -> Iterator[Decimal | None]:
    for row in result.whole:
        yield from (row.actual, row.expected, row.commit_forecast, row.call_commit)


def _title(result: Accuracy, unit: Unit) -> list[Line]:
    period = grain_word(result.periods[0].grain)
    name = translate("Forecast accuracy by {period}").format(period=period)
    money = money_heading(unit, result.currency, result.tax)
    return title_of(name, result.as_of, money)


def _legend() -> Line:
    closed, expected = translate("closed"), translate("expected before")
    return (
        Span(_CLOSED, Tone.WON),
        Span(f" {closed} "),
        Span(TARGET_MARK, Tone.STRONG),
        Span(f" {expected}"),
    )


def _columns(*, calls: bool) -> list[Column]:
    return [
        Column(heading=translate("Period")),
        Column(heading=translate("Days before"), right=True),
        Column(heading=translate("Expected"), right=True),
        Column(heading=translate("Error"), right=True),
        Column(heading=titled(category_word(Category.COMMIT)), right=True, drop=1),
        *([Column(heading=translate("Call"), right=True, drop=2)] if calls else []),
        Column(heading=translate("Closed"), right=True),
        Column(picture=_BAR),
    ]


def _rows(result: Accuracy, unit: Unit, *, calls: bool) -> Iterator[Row]:
    """The period and what closed in it stand in its first row; without any outlook it has none."""
    longest = max((max(row.actual, row.expected or ZERO) for row in result.whole), default=ZERO)
    known = {row.period for row in result.whole if row.unknown is None}
    before = None
    for row in result.whole:
        if row.period not in known:
            continue
        first = row.period != before
        before = row.period
        yield Row(
            [
                line(row.period) if first else EMPTY,
                line(str(row.horizon)),
                line(_said(row.expected, unit)),
                line(_error(row.error, unit)),
                line(_said(row.commit_forecast, unit)),
                *([line(_said(row.call_commit, unit))] if calls else []),
                line(figures.exact(row.actual, unit), Tone.WON) if first else EMPTY,
                _bar(row, longest),
            ]
        )


def _said(value: Decimal | None, unit: Unit) -> str:
    """A figure that was said: zero is a fact, `–` is not known."""
    return figures.NOTHING if value is None else figures.exact(value, unit)


def _error(value: Decimal | None, unit: Unit) -> str:
    return figures.signed(value, unit) if value else _said(value, unit)


def _bar(row: AccuracyRow, longest: Decimal) -> Picture:
    parts = [Part(row.actual, _CLOSED, Tone.WON)]
    return lambda width: stacked_bar(parts, row.expected, longest, width)


def _notes(result: Accuracy, unit: Unit) -> Iterator[Line]:
    for reason, words in _UNKNOWN.items():
        if where := _where(result, [row for row in result.whole if row.unknown is reason]):
            yield line(translate(words).format(where=where), Tone.RISK)
    known = [row for row in result.whole if row.unknown is None]
    if where := _where(result, [row for row in known if row.age > result.old]):
        words = translate_plural(
            "the last commit was more than {days} day old: {where}",
            "the last commit was more than {days} days old: {where}",
            result.old,
        )
        yield line(words.format(days=result.old, where=where))
    yield from not_counted(result.other, unit)
    if result.unconverted:
        words = translate_plural(
            "{count} time an open opportunity was in no forecast: nothing converted it",
            "{count} times an open opportunity was in no forecast: nothing converted it",
            result.unconverted,
        )
        yield line(words.format(count=result.unconverted))
    if result.fiscal_year_moved:
        words = translate("the fiscal year began in another month before: periods are as now")
        yield line(words)


def _where(result: Accuracy, rows: Sequence[AccuracyRow]) -> str:
    """The periods of some rows, with their horizons where these are not all; many by their ends."""
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row.period, []).append(str(row.horizon))
    names: list[str] = []
    whole = len(result.horizons)
    periods = map(str, result.periods)
    for is_whole, run in groupby(periods, lambda period: len(found.get(period, ())) == whole):
        if is_whole:
            named = list(run)
            names += named if len(named) <= _FEW else [f"{named[0]} – {named[-1]}"]
        else:
            names += [with_detail(one, listed(found[one])) for one in run if one in found]
    return listed(names)


def _scores(result: Accuracy, unit: Unit, names: Mapping[str, str]) -> Table:
    """Bias, WAPE and the number of periods of each measure, a column a horizon."""
    cells: dict[str | None, dict[Measure, dict[int, Score]]] = {}
    for score in result.scores:
        measures = cells.setdefault(score.group, {})
        measures.setdefault(score.measure, {})[score.horizon] = score
    columns = [Column()]
    for place, days in enumerate(result.horizons, start=1):
        words = translate_plural("{days} day before", "{days} days before", days)
        columns.append(Column(heading=words.format(days=days), right=True, drop=place))
    return Table(
        title=title_of(translate("Bias, WAPE (periods)"), None, _grouped(result)),
        columns=columns,
        sections=[
            Section(
                [_score_row(measure, measures[measure], result, unit) for measure in measures],
                _group_heading(group, result, names),
            )
            for group, measures in cells.items()
        ],
        notes=[
            line(
                translate(
                    "bias: what was said less what closed, over what closed (an amount where "
                    "nothing closed); WAPE: the same without signs"
                )
            )
        ],
    )


def _grouped(result: Accuracy) -> str:
    return translate("by {group}").format(group=group_word(result.by)) if result.by else ""


def _group_heading(group: str | None, result: Accuracy, names: Mapping[str, str]) -> Row | None:
    if result.by is None:
        return None
    whole = translate("Total")
    name = whole if group is None else group_label(result.by, group, names)
    return Row([line(name), *[EMPTY] * len(result.horizons)], Tone.STRONG)


def _score_row(measure: Measure, scores: Mapping[int, Score], result: Accuracy, unit: Unit) -> Row:
    name = translate(_MEASURES[measure])
    cells: list[Cell] = [line(f"  {name}" if result.by else name)]
    for days in result.horizons:
        score = scores.get(days)
        cells.append(line(_score(score, unit) if score else figures.NOTHING))
    return Row(cells)


def _score(score: Score, unit: Unit) -> str:
    """`+12 %  18 % (4)`; where nothing closed, what was said instead: `+1,500  – (2)`."""
    bias, wape = figures.signed_share(score.bias), figures.share(score.wape)
    if score.bias is None:
        bias = _error(score.forecast - score.actual, unit)
    return f"{bias}  {wape} ({score.periods})"


def accuracy_json(result: Accuracy) -> Parts:
    """The rows, the scores and what stands apart, for `json.envelope`."""
    known = [row for row in result.whole if row.unknown is None]
    return {
        "rows": [row_json(ROW_KEYS["accuracy"], row) for row in result.rows],
        "totals": {
            "periods": len(result.periods),
            "scored": len(known),
            "unknown": len(result.whole) - len(known),
            "unconverted": result.unconverted,
        },
        "scores": [row_json(SCORE_KEYS, score) for score in result.scores],
        "horizons": list(result.horizons),
        "other": [row_json(OTHER_KEYS, row) for row in result.other],
    }
