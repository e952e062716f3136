"""The forecast on paper: a row a period, its parts as one bar against the target (LOOKS.md).

From 100 columns on attained is shown where a target is. Where the screen is narrow, the bar goes
first, and with it the legend; then these columns go: omitted, pipeline, best case, commit,
coverage. Closed, expected and target stay.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kam.domain.money import ZERO
from kam.i18n import translate
from kam.render import figures
from kam.render.bars import TARGET_MARK, Part, stacked_bar
from kam.render.calibrated import calibrated_note, calibrated_title
from kam.render.calls import call_facts, calls_json
from kam.render.forecast_basis import basis_notes, basis_title, reconciliation_json
from kam.render.json import Parts, row_json
from kam.render.keys import CALL_KEYS, OTHER_KEYS, ROW_KEYS
from kam.render.labels import category_word, grain_word, group_label, group_word, titled
from kam.render.layout import print_table, title_of
from kam.render.line import Line, Span, Tone, line
from kam.render.notes import counted_once, next_step, not_counted
from kam.render.screen import Screen
from kam.render.table import EMPTY, Column, Picture, Row, Section, Table
from kam.render.units import Unit, choose_unit, money_heading
from kam.reports.calls import NO_CALLS, Calls
from kam.reports.forecast import Forecast, ForecastRow

_BAR = (8, 32)
_GROUP = 8
_PARTS = ("closed", "commit", "best_case", "pipeline")
_SHADES = ("█", "▓", "▒", "░")
_TONES = {"closed": Tone.WON, "commit": Tone.COMMIT}
_DROP = {"omitted": 1, "pipeline": 2, "best_case": 3, "commit": 4}
_WIDE = 100
_SUMS = (*_PARTS, "omitted", "expected")


class _Look(NamedTuple):
    """What the rows of one table share: the amounts that are shown, their unit, the bars' scale."""

    fields: Sequence[str]
    unit: Unit
    longest: Decimal
    attained: bool


def forecast_text(result: Forecast, screen: Screen, names: Mapping[str, str] | None = None) -> str:
    """The table of a forecast; `names` are what people call the groups of `--by`."""
    unit = choose_unit(_amounts(result))
    longest = max((_length(row) for row in result.rows), default=ZERO)
    wide = screen.width is None or screen.width >= _WIDE
    aimed = any(row.target is not None for row in result.rows)
    look = _Look(_fields(result), unit, longest, attained=wide and aimed)
    table = Table(
        title=_title(result, unit),
        legend=_legend(),
        columns=_columns(result, look),
        sections=_sections(result, look, names or {}),
        totals=[_total(result.totals, look._replace(longest=ZERO))],
        notes=list(_notes(result, unit)),
    )
    return print_table(table, screen)


def _amounts(result: Forecast) -> Iterator[Decimal | None]:
    for row in (*result.rows, result.totals):
        yield from (row.closed, row.open_pipeline, row.omitted, row.expected, row.target)
    yield from (row.amount for row in result.other)


def _title(result: Forecast, unit: Unit) -> list[Line]:
    period = grain_word(result.grain)
    name = translate("Forecast by {period}").format(period=period)
    if result.by:
        name = translate("Forecast by {period} and {group}").format(
            period=period, group=group_word(result.by)
        )
    money = money_heading(unit, result.currency, result.tax)
    return title_of(
        name, result.as_of, basis_title(result.basis), calibrated_title(result.learned), money
    )


def _legend() -> Line:
    pieces: list[Span] = []
    for field, shade in zip(_PARTS, _SHADES, strict=True):
        pieces += [Span(shade, _TONES.get(field, Tone.PLAIN)), Span(f" {category_word(field)} ")]
    target = translate("target")
    return (*pieces, Span(TARGET_MARK, Tone.STRONG), Span(f" {target}"))


def _fields(result: Forecast) -> tuple[str, ...]:
    """The amounts that the table shows; omitted only where something is."""
    return tuple(
        field
        for field in (*_SUMS, "target")
        if field != "omitted" or any(row.omitted for row in result.rows)
    )


def _columns(result: Forecast, look: _Look) -> list[Column]:
    first = translate("Period") if result.by is None else titled(group_word(result.by))
    headings = {field: titled(category_word(field)) for field in (*_PARTS, "omitted")}
    headings |= {"expected": translate("Expected"), "target": translate("Target")}
    return [
        Column(heading=first, least=_GROUP if result.by else None),
        *(
            Column(heading=headings[field], right=True, drop=_DROP.get(field, 0))
            for field in look.fields
        ),
        Column(picture=_BAR),
        *([Column(heading=translate("Attained"), right=True)] if look.attained else []),
        Column(heading=translate("Coverage"), right=True, drop=5),
    ]


def _sections(result: Forecast, look: _Look, names: Mapping[str, str]) -> list[Section]:
    """All periods in one section; with `--by` a section a period, a row a group."""
    if result.by is None:
        return [Section([_row(row.period or "", row, look) for row in result.rows])]
    periods: dict[str, list[ForecastRow]] = {}
    for row in result.rows:
        periods.setdefault(row.period or "", []).append(row)
    return [
        Section(
            [_row(_name(row, result, names), row, look) for row in rows],
            _heading(period, rows, look),
        )
        for period, rows in periods.items()
    ]


def _name(row: ForecastRow, result: Forecast, names: Mapping[str, str]) -> str:
    return f"  {names.get(row.group or '', group_label(result.by, row.group))}"


def _heading(period: str, rows: Sequence[ForecastRow], look: _Look) -> Row:
    """A period's heading with the sums of its groups; targets do not add up over groups."""
    sums = [
        line(figures.amount(sum((getattr(row, field) for row in rows), ZERO), look.unit))
        if field in _SUMS
        else EMPTY
        for field in look.fields
    ]
    rest = [EMPTY] * (3 if look.attained else 2)
    return Row([line(period), *sums, *rest], Tone.STRONG)


def _total(row: ForecastRow, look: _Look) -> Row:
    return _row(translate("Total"), row, look)._replace(tone=Tone.STRONG)


def _row(name: str, row: ForecastRow, look: _Look) -> Row:
    amounts = [
        line(figures.amount(getattr(row, field), look.unit), _TONES.get(field, Tone.PLAIN))
        for field in look.fields
    ]
    low = row.coverage is not None and row.coverage < 1
    coverage = line(figures.times(row.coverage), Tone.RISK if low else Tone.PLAIN)
    ratios = [line(figures.share(row.attainment)), coverage] if look.attained else [coverage]
    return Row([line(name), *amounts, _bar(row, look.longest), *ratios])


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


def _notes(result: Forecast, unit: Unit) -> Iterator[Line]:
    total = result.totals
    if result.by:
        yield from counted_once(total.count, result.count_unique)
    yield from not_counted(result.other, unit)
    yield from calibrated_note(result.learned)
    if not result.rows:
        yield next_step(translate("no open opportunity"), "kam add-opportunity ACCOUNT NAME")
    yield from basis_notes(result, unit)


def forecast_json(result: Forecast, calls: Calls = NO_CALLS) -> Parts:
    """The rows with what was called, totals and what stands apart, for `json.envelope`."""
    keys = ROW_KEYS["forecast"]
    _, _, count, *amounts = (key for key in keys if key not in CALL_KEYS)
    totals = row_json(
        (count, "count_unique", *amounts), result.totals, count_unique=result.count_unique
    )
    return {
        "rows": [row_json(keys, row, **call_facts(calls, row)) for row in result.rows],
        "totals": totals,
        "other": [row_json(OTHER_KEYS, row) for row in result.other],
        "basis": result.basis,
        "backlog": result.backlog,
        "reconciliation": reconciliation_json(result.reconciliation),
        "calls": calls_json(calls),
        "calibrated": result.learned and result.learned._asdict(),
    }
