"""The forecast on paper: a row a period, its parts as one bar against the target (LOOKS.md).

What a row shows is a `Face`: the parts and the coverage, or with `--range` how it may turn out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from kam.domain.basis import Basis
from kam.domain.money import ZERO
from kam.i18n import translate
from kam.render import figures
from kam.render.forecast_basis import basis_notes, basis_title, reconciliation_json
from kam.render.forecast_face import SUMS, Face, plain_face
from kam.render.json import Json, Parts, row_json
from kam.render.keys import CALL_KEYS, OTHER_KEYS, RANGE_KEYS, ROW_KEYS
from kam.render.labels import grain_word, group_label, group_word, titled
from kam.render.layout import print_table, title_of
from kam.render.line import Line, Tone, line
from kam.render.notes import counted_once, next_step, not_counted
from kam.render.screen import Screen
from kam.render.table import EMPTY, Column, Row, Section, Table
from kam.render.units import Unit, choose_unit, money_heading
from kam.reports.forecast import Forecast, ForecastRow

if TYPE_CHECKING:
    from kam.reports.calls import Calls
    from kam.reports.ranges import Ranges
    from kam.reports.scenario import Scenario

_GROUP = 8


def forecast_text(
    result: Forecast,
    screen: Screen,
    names: Mapping[str, str] | None = None,
    ranges: "Ranges | None" = None,
    scenario: "Scenario | None" = None,
) -> str:
    """The table of a forecast; `names` are what people call the groups of `--by`.

    With `ranges` how it may turn out; with a `scenario`, whose plain forecast it then is, also what
    would change.
    """
    beside = (scenario.supposed,) if scenario else ()
    unit = choose_unit(chain(*map(_amounts, (result, *beside))))
    face, notes = plain_face(result, unit, screen, *beside), list(_notes(result, unit))
    supposed, rows_beside = face, _no_rows
    if ranges:
        from kam.render.forecast_range import range_face, range_notes

        face = range_face(result, ranges, unit, screen, *beside)
        notes += range_notes(ranges, unit)
    if scenario:
        from kam.render.forecast_scenario import scenario_face, scenario_notes, scenario_rows

        supposed = scenario_face(scenario, face, unit, screen)
        rows_beside = partial(scenario_rows, scenario, face=supposed, unit=unit)
        notes = [*scenario_notes(scenario, unit), *notes]
    first = translate("Period") if result.by is None else titled(group_word(result.by))
    table = Table(
        title=_title(result, unit),
        legend=face.legend,
        columns=[Column(heading=first, least=_GROUP if result.by else None), *face.columns],
        sections=_sections(result, face, unit, names or {}, rows_beside),
        totals=[_total(result.totals, face), *rows_beside(result.totals)],
        notes=notes,
    )
    return print_table(table, screen)


def _no_rows(_: ForecastRow) -> Iterable[Row]:
    return ()


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
    learned = "" if result.learned is None else translate("calibrated")
    money = money_heading(unit, result.currency, result.tax)
    return title_of(name, result.as_of, basis_title(result.basis), learned, money)


def _sections(
    result: Forecast,
    face: Face,
    unit: Unit,
    names: Mapping[str, str],
    beside: Callable[[ForecastRow], Iterable[Row]],
) -> list[Section]:
    """All periods in one section; with `--by` a section a period, a row a group."""
    if result.by is None:
        return [
            Section(
                [
                    shown
                    for row in result.rows
                    for shown in (_row(row.period or "", row, face), *beside(row))
                ]
            )
        ]
    periods: dict[str, list[ForecastRow]] = {}
    for row in result.rows:
        periods.setdefault(row.period or "", []).append(row)
    return [
        Section(
            [
                shown
                for row in rows
                for shown in (_row(_name(row, result, names), row, face), *beside(row))
            ],
            _heading(period, rows, face, unit),
        )
        for period, rows in periods.items()
    ]


def _name(row: ForecastRow, result: Forecast, names: Mapping[str, str]) -> str:
    return f"  {group_label(result.by, row.group, names)}"


def _heading(period: str, rows: Sequence[ForecastRow], face: Face, unit: Unit) -> Row:
    """A period's heading with the sums of its groups; targets do not add up over groups."""
    sums = [
        line(figures.amount(sum((getattr(row, field) for row in rows), ZERO), unit))
        if field in SUMS
        else EMPTY
        for field in face.fields
    ]
    return Row([line(period), *sums], Tone.STRONG)


def _total(row: ForecastRow, face: Face) -> Row:
    return _row(translate("Total"), row, face)._replace(tone=Tone.STRONG)


def _row(name: str, row: ForecastRow, face: Face) -> Row:
    return Row([line(name), *face.cells(row)])


def _notes(result: Forecast, unit: Unit) -> Iterator[Line]:
    total = result.totals
    if result.by:
        yield from counted_once(total.count, result.count_unique)
    yield from not_counted(result.other, unit, signing=result.basis is Basis.BOOKINGS)
    if result.totals.omitted:
        omitted = figures.amount(result.totals.omitted, unit)
        yield line(translate("omitted: {amount}, in no other figure").format(amount=omitted))
    if result.learned is not None:
        from kam.render.calibrated import calibrated_note

        yield calibrated_note(result.learned)
    if not result.rows:
        yield next_step(translate("no open opportunity"), "kam add-opportunity ACCOUNT NAME")
    yield from basis_notes(result, unit)


def forecast_keys(*, ranged: bool) -> tuple[str, ...]:
    """The keys of a row in JSON and CSV."""
    return (*ROW_KEYS["forecast"], *RANGE_KEYS) if ranged else ROW_KEYS["forecast"]


def forecast_json(
    result: Forecast,
    calls: "Calls | None" = None,
    ranges: "Ranges | None" = None,
    scenario: "Scenario | None" = None,
) -> Parts:
    """The rows with what was called, totals and what stands apart, for `json.envelope`.

    With `ranges` also what each row may come to; with a `scenario`, whose plain forecast it then
    is, also what would be and what that changes.
    """
    keys = forecast_keys(ranged=ranges is not None)
    said: Callable[[ForecastRow], Mapping[str, Json]] = _not_called
    facts: Callable[[ForecastRow], Mapping[str, Json]] = _nothing_more
    called: list[dict[str, Json]] = []
    more: Parts = {}
    if calls:
        from kam.render.calls import call_facts, calls_json

        said, called = partial(call_facts, calls), calls_json(calls)
    if ranges:
        from kam.render.forecast_range import range_facts, range_json

        facts = partial(range_facts, ranges)
        more["range"] = range_json(ranges)
    if scenario:
        from kam.render.forecast_scenario import scenario_json

        supposed = forecast_json(scenario.supposed, ranges=scenario.supposed_ranges)
        more |= scenario_json(scenario, supposed)
    _, _, count, *amounts = (key for key in keys if key not in CALL_KEYS)
    given = {"count_unique": result.count_unique, **facts(result.totals)}
    return {
        "rows": [row_json(keys, row, **said(row), **facts(row)) for row in result.rows],
        "totals": row_json((count, "count_unique", *amounts), result.totals, **given),
        "other": [row_json(OTHER_KEYS, row) for row in result.other],
        "basis": result.basis,
        "backlog": result.backlog,
        "reconciliation": reconciliation_json(result.reconciliation),
        "calls": called,
        "calibrated": result.learned and result.learned._asdict(),
        **more,
    }


def _not_called(_: ForecastRow) -> Mapping[str, Json]:
    return dict.fromkeys(CALL_KEYS)


def _nothing_more(_: ForecastRow) -> Mapping[str, Json]:
    return {}
