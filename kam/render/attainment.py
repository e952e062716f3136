"""Attainment on paper: a section a period, teams with their people, a bar against the target.

Where the screen is narrow, the bar goes first, and with it the legend; then names shorten, and
these columns go: coverage, expected, gap, pace. Target, closed and attainment stay.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from kam.domain.money import ZERO
from kam.domain.target import Measure
from kam.i18n import mark, translate, translate_plural
from kam.render import figures
from kam.render.bars import TARGET_MARK, Part, stacked_bar
from kam.render.forecast_face import coverage_cell
from kam.render.json import Json, Parts, row_json
from kam.render.keys import OTHER_KEYS, ROW_KEYS
from kam.render.layout import print_table, title_of
from kam.render.line import Line, Span, Tone, line
from kam.render.notes import next_step, not_counted, uneven_splits
from kam.render.screen import Screen
from kam.render.table import Column, Picture, Row, Section, Table
from kam.render.units import Unit, choose_unit, money_heading
from kam.reports.attainment import Attainment, AttainmentRow, MeasureAttainment
from kam.reports.attainment_tree import Level

_BAR = (8, 32)
_NAME = 10
_MEASURES = {
    Measure.BOOKINGS: mark("bookings"),
    Measure.ORDERS: mark("orders"),
    Measure.CASH: mark("cash"),
    Measure.MARGIN: mark("margin"),
}


class Names(NamedTuple):
    """What people call owners and teams, where the book says it."""

    owners: Mapping[str, str]
    teams: Mapping[str, str]


class _Look(NamedTuple):
    """What the rows of one table share."""

    unit: Unit
    names: Names
    longest: Decimal
    booked: bool


def attainment_text(result: Attainment, names: Names, screen: Screen) -> str:
    """A table a measure."""
    return "\n".join(
        print_table(_table(result, measured, names), screen) for measured in result.measures
    )


def attainment_json(result: Attainment) -> Parts:
    """The rows of all measures, the whole of the first as totals, what stands apart of each."""
    totals = _row_json(result.measures[0].total)
    return {
        "rows": [_row_json(row) for measured in result.measures for row in measured.rows],
        "totals": {key: value for key, value in totals.items() if key not in {"owner", "team"}},
        "workdays": [
            {"period": period, "passed": course.passed, "days": course.days}
            for period, course in result.courses.items()
        ],
        "measures": [_measure_json(measured) for measured in result.measures],
    }


def _row_json(row: AttainmentRow) -> dict[str, Json]:
    pace = row.pace
    return row_json(
        ROW_KEYS["attainment"],
        row,
        due=pace and pace.due,
        ahead=pace and pace.ahead,
        per_day=pace and pace.per_day,
        per_week=pace and pace.per_week,
    )


def _measure_json(measured: MeasureAttainment) -> dict[str, Json]:
    return {
        "measure": measured.measure,
        "other": [row_json(OTHER_KEYS, row) for row in measured.other],
        "uneven_splits": list(measured.uneven),
        "without_margin": {"count": measured.unknown_count, "amount": measured.unknown},
    }


def _table(result: Attainment, measured: MeasureAttainment, names: Names) -> Table:
    rows = measured.rows
    unit = choose_unit(_amounts(rows))
    longest = max((_length(row) for row in rows), default=ZERO)
    booked = measured.measure is Measure.BOOKINGS
    look = _Look(unit, names, longest, booked)
    name = translate("Attainment {period}").format(period=result.whole)
    measure = translate(_MEASURES[measured.measure])
    money = money_heading(unit, result.currency, result.tax)
    return Table(
        title=[*title_of(name, result.as_of, money), line(measure)],
        legend=_legend(booked=booked),
        columns=_columns(booked=booked),
        sections=list(_sections(rows, look)),
        notes=list(_notes(result, measured, unit)),
    )


def _amounts(rows: Iterable[AttainmentRow]) -> Iterator[Decimal | None]:
    for row in rows:
        yield from (row.target, row.closed, row.expected, row.gap)


def _legend(*, booked: bool) -> Line:
    closed, weighted, target = (
        translate("achieved"),
        translate("weighted"),
        translate("target"),
    )
    shown = [Span("█", Tone.WON), Span(f" {closed} ")]
    shown += [Span("░"), Span(f" {weighted} ")] if booked else []
    return (*shown, Span(TARGET_MARK, Tone.STRONG), Span(f" {target}"))


def _columns(*, booked: bool) -> list[Column]:
    found = [
        Column(heading=translate("Period"), least=_NAME),
        Column(heading=translate("Target"), right=True),
        Column(heading=translate("Closed") if booked else translate("Achieved"), right=True),
        Column(picture=_BAR),
        Column(heading=translate("Attained"), right=True),
        Column(heading=translate("To go"), right=True, drop=3),
        Column(heading=translate("Pace"), right=True, drop=4),
    ]
    if booked:
        found.append(Column(heading=translate("Expected"), right=True, drop=2))
        found.append(Column(heading=translate("Coverage"), right=True, drop=1))
    return found


def _sections(rows: Iterable[AttainmentRow], look: _Look) -> Iterator[Section]:
    """A section a period: all together in its heading, then who has something in it.

    Where nobody stands below any heading, the headings are the rows of one section.
    """
    periods: dict[str, list[AttainmentRow]] = {}
    for row in rows:
        periods.setdefault(row.period, []).append(row)
    found = [_section(name, parts, look) for name, parts in periods.items()]
    if any(section.rows for section in found):
        yield from found
    else:
        yield Section([section.heading for section in found if section.heading])


def _section(name: str, parts: Iterable[AttainmentRow], look: _Look) -> Section:
    """A period; somebody who is all of it is in the heading alone."""
    *below, whole = parts
    shown = [row for row in below if _says(row)]
    if whole.owner is not None and len(shown) == 1:
        shown = []
    drawn = [_row(_label(row, look.names, whole.owner), row, look) for row in shown]
    return Section(drawn, _row(name, whole, look)._replace(tone=Tone.STRONG))


def _says(row: AttainmentRow) -> bool:
    return row.target is not None or bool(row.closed or row.open_pipeline or row.overlay)


def _label(row: AttainmentRow, names: Names, owner: str | None) -> str:
    """A team or a person; of one person who is asked for, the team in which that was."""
    indent = "  " * (row.depth + 1)
    if row.level is Level.TEAM or owner is not None:
        return f"{indent}{names.teams.get(row.team or '', row.team or translate('none'))}"
    owner = names.owners.get(row.owner, row.owner) if row.owner else translate("none")
    return f"{indent}{owner}"


def _row(name: str, row: AttainmentRow, look: _Look) -> Row:
    left = row.gap if row.gap is not None and row.gap > 0 else None
    pace = row.pace
    behind = pace is not None and pace.ahead < 0
    cells: list[Line | Picture] = [
        line(name),
        line(figures.amount(row.target, look.unit)),
        line(figures.amount(row.closed, look.unit), Tone.WON),
        _bar(row, look.longest),
        line(figures.share(row.attainment)),
        line(figures.amount(left, look.unit)),
        line(
            figures.signed(pace.ahead, look.unit) if pace else figures.NOTHING,
            Tone.RISK if behind else Tone.PLAIN,
        ),
    ]
    if look.booked:
        cells.append(line(figures.amount(row.expected, look.unit)))
        cells.append(coverage_cell(None if row.over else row.coverage))
    return Row(cells)


def _bar(row: AttainmentRow, longest: Decimal) -> Picture:
    parts = [Part(row.closed, "█", Tone.WON), Part(row.weighted or ZERO, "░")]
    return lambda width: stacked_bar(parts, row.target, longest, width)


def _length(row: AttainmentRow) -> Decimal:
    """How much the row's bar shows: what is closed and weighted, or the target beyond it."""
    return max(max(ZERO, row.closed) + (row.weighted or ZERO), row.target or ZERO)


def _notes(result: Attainment, measured: MeasureAttainment, unit: Unit) -> Iterator[Line]:
    for row in measured.rows:
        if row.level is Level.BOOK and row.pace is not None:
            yield from _pace(result, row, unit)
    yield from not_counted(measured.other, unit)
    total = measured.total
    if total.overlay and total.owner is None:
        words = translate("overlays of {amount} count for their person alone")
        yield line(words.format(amount=figures.amount(total.overlay, unit)))
    yield from uneven_splits(measured.uneven)
    if measured.measure is Measure.MARGIN and measured.unknown_count:
        words = translate_plural(
            "no margin is stated for {count} sale of {amount}: it is in no figure",
            "no margin is stated for {count} sales of {amount}: they are in no figure",
            measured.unknown_count,
        )
        amount = figures.amount(measured.unknown, unit)
        yield line(words.format(count=measured.unknown_count, amount=amount), Tone.RISK)
    if not result.targets_read:
        yield line(translate("targets.yaml does not read: no target is known"), Tone.RISK)
    elif all(row.target is None for row in measured.rows):
        yield next_step(translate("no target is known here"), "kam help targets")


def _pace(result: Attainment, row: AttainmentRow, unit: Unit) -> Iterator[Line]:
    """Where a running period stands: what is due by now, and what is needed from here."""
    pace, course = row.pace, result.courses[row.period]
    if pace is None:
        return
    due = figures.exact(pace.due, unit)
    difference = figures.exact(abs(pace.ahead), unit)
    words = (
        translate("{period}: {passed} of {days} working days gone, {due} due: {amount} behind")
        if pace.ahead < 0
        else translate("{period}: {passed} of {days} working days gone, {due} due: {amount} ahead")
    )
    yield line(
        words.format(
            period=row.period,
            passed=course.passed,
            days=course.days,
            due=due,
            amount=difference,
        ),
        Tone.RISK if pace.ahead < 0 else Tone.PLAIN,
    )
    if row.gap is not None and row.gap > 0:
        yield line("  " + translate("; ").join(_needed(row, unit)))


def _needed(row: AttainmentRow, unit: Unit) -> Iterator[str]:
    """What is left, by the working day and the week, and what covers it."""
    pace = row.pace
    yield translate("to go: {amount}").format(amount=figures.amount(row.gap, unit))
    if pace and pace.per_day is not None and pace.per_week is not None:
        yield translate("{amount} a working day").format(amount=figures.amount(pace.per_day, unit))
        yield translate("{amount} a week").format(amount=figures.amount(pace.per_week, unit))
    if row.coverage is not None and row.weighted_coverage is not None:
        yield translate("covered {times} by what is open, {weighted} weighted").format(
            times=figures.times(row.coverage), weighted=figures.times(row.weighted_coverage)
        )
