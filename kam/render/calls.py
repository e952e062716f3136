"""The sellers' calls on paper: a small table below a forecast, each beside the system's figure.

Where the screen is narrow, the best case goes first, then who called.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kam.i18n import translate
from kam.render.figures import exact
from kam.render.json import Json, row_json
from kam.render.keys import CALL_KEYS
from kam.render.labels import grain_word, group_label, group_word, titled
from kam.render.layout import print_table, title_of
from kam.render.line import Line, Tone, line
from kam.render.phrases import listed
from kam.render.screen import Screen
from kam.render.table import EMPTY, Column, Row, Section, Table
from kam.render.units import Unit, choose_unit, money_heading
from kam.reports.calls import Calls, CallSum, Cell
from kam.reports.forecast import Forecast, ForecastRow
from kam.reports.selection import By

_GROUP = 8


def calls_text(
    calls: Calls,
    result: Forecast,
    screen: Screen,
    names: Mapping[str, str],
    people: Mapping[str, str],
) -> str:
    """The table of the calls beside a forecast; only a line where all are of another grain.

    `names` are what people call the groups of `--by`, `people` what they call each other.
    """
    if not calls.sums and not calls.elsewhere:
        return ""
    system = {(row.group, row.period or ""): row for row in result.rows}
    unit = choose_unit(_amounts(calls, system))
    first = translate("Period") if result.by is None else titled(group_word(result.by))
    money = money_heading(unit, result.currency, result.tax)
    table = Table(
        title=title_of(translate("The sellers' calls"), None, money) if calls.sums else (),
        columns=[
            Column(heading=first, least=_GROUP if result.by else None),
            Column(heading=translate("Commit call"), right=True),
            Column(heading=translate("Forecast"), right=True),
            Column(heading=translate("Best-case call"), right=True, drop=2),
            Column(heading=translate("Forecast"), right=True, drop=1),
            Column(heading=translate("Have called"), right=result.by is not By.OWNER, drop=3),
        ]
        if calls.sums
        else [],
        sections=_sections(calls, system, unit, result.by, names),
        notes=list(_notes(calls, result, people)),
    )
    return "\n" + print_table(table, screen)


def _amounts(calls: Calls, system: Mapping[Cell, ForecastRow]) -> Iterator[Decimal]:
    for cell, said in calls.sums.items():
        yield from (said.commit, said.best_case)
        if cell in system:
            yield from (system[cell].commit_forecast, system[cell].best_case_forecast)


def _sections(
    calls: Calls,
    system: Mapping[Cell, ForecastRow],
    unit: Unit,
    by: By | None,
    names: Mapping[str, str],
) -> list[Section]:
    """All periods in one section; with `--by` a section a period, a row a group."""
    periods: dict[str, list[Row]] = {}
    for group, period in sorted(calls.sums, key=lambda cell: (cell[1], not cell[0], cell[0] or "")):
        name = period if by is None else f"  {group_label(by, group, names)}"
        cell = (group, period)
        row = _row(name, calls.sums[cell], system.get(cell), unit, by)
        periods.setdefault(period, []).append(row)
    if by is None:
        return [Section([row for rows in periods.values() for row in rows])] if periods else []
    return [
        Section(rows, Row([line(period), *[EMPTY] * 5], Tone.STRONG))
        for period, rows in periods.items()
    ]


def _row(name: str, said: CallSum, row: ForecastRow | None, unit: Unit, by: By | None) -> Row:
    """A row; zero is a fact here: somebody said so. An owner called on a day, a team in part."""
    pairs = (
        (said.commit, row and row.commit_forecast),
        (said.best_case, row and row.best_case_forecast),
    )
    figures = [exact(figure or Decimal(0), unit) for pair in pairs for figure in pair]
    words = translate("{called} of {callers}").format(called=said.called, callers=said.callers)
    if by is By.OWNER:
        words = said.day.isoformat()
    return Row([line(name), *map(line, figures), line(words)])


def _notes(calls: Calls, result: Forecast, people: Mapping[str, str]) -> Iterator[Line]:
    missing: dict[str, set[str]] = {}
    for (_, period), said in calls.sums.items():
        missing.setdefault(period, set()).update(said.missing)
    for period, absent in sorted(missing.items()):
        if absent:
            words = translate("not called yet for {period}: {people}")
            named = listed(people.get(person, person) for person in sorted(absent))
            yield line(words.format(period=period, people=named))
    for grain in calls.elsewhere:
        words = translate(
            "there are calls by {other}; they are not divided or added up by {grain}: "
            "kam forecast --period {key}"
        )
        grains = {"other": grain_word(grain), "grain": grain_word(result.grain)}
        yield line(words.format(**grains, key=grain.value))


def call_facts(calls: Calls, row: ForecastRow) -> dict[str, Json]:
    """The keys of the calls in a row of a forecast; null where nobody has called."""
    said = calls.sums.get((row.group, row.period or ""))
    if said is None:
        return dict.fromkeys(CALL_KEYS)
    figures: Sequence[Json] = (said.commit, said.best_case, said.called, said.callers)
    return dict(zip(CALL_KEYS, figures, strict=True))


def calls_json(calls: Calls) -> list[dict[str, Json]]:
    """Each call that holds for a period of the forecast."""
    keys = ("owner", "period", "commit", "best_case", "date")
    return [row_json(keys, call) for call in calls.each]
