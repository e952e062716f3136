"""A scenario on paper, in JSON and CSV: beside each row what it would be, and the difference."""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from kam.i18n import translate
from kam.render import figures
from kam.render.forecast_face import Face
from kam.render.json import Json, Parts, row_json
from kam.render.keys import CALL_KEYS
from kam.render.line import Line, Tone, line
from kam.render.notes import not_counted
from kam.render.phrases import listed
from kam.render.screen import Screen
from kam.render.table import EMPTY, Row
from kam.render.units import Unit
from kam.reports.forecast import ForecastRow
from kam.reports.scenario import Scenario
from kam.reports.unmoved import Unmoved

_CHANCE = "target_probability"


def scenario_rows(scenario: Scenario, row: ForecastRow, face: Face, unit: Unit) -> Iterator[Row]:
    """The rows under one that the scenario changes: what it would be, and by how much."""
    supposed = scenario.beside(row)
    if supposed == row:
        return
    words, changed = translate("what if"), translate("change")
    yield Row([line(f"  {words}"), *face.cells(supposed)])
    changes = scenario.changes_of(row)
    cells = [_change(field, changes.get(field), unit) for field in face.fields]
    yield Row([line(f"  {changed}"), *cells])


def scenario_face(scenario: Scenario, plain: Face, unit: Unit, screen: Screen) -> Face:
    """What the rows of the scenario show: what those of the plain forecast do."""
    if scenario.supposed_ranges is None:
        return plain
    from kam.render.forecast_range import range_face

    ranges = scenario.supposed_ranges
    return range_face(scenario.supposed, ranges, unit, screen, scenario.plain)


def _change(field: str, value: Decimal | int | None, unit: Unit) -> Line:
    """A change of an amount, or in percentage points of a probability."""
    if value is None:
        return EMPTY
    if field == _CHANCE:
        return line(_points(Decimal(value)))
    return line(figures.signed(Decimal(value), unit))


def _points(value: Decimal) -> str:
    """A change of a probability: no percentage of what it was."""
    if not value:
        return figures.NOTHING
    number = figures.trimmed(value.quantize(Decimal(1), ROUND_HALF_UP))
    return translate("{number} pts").format(number=f"+{number}" if value > 0 else number)


def scenario_notes(scenario: Scenario, unit: Unit) -> Iterator[Line]:
    """What was supposed, and what then stands apart."""
    said = listed(f"{name}={change}" for name, change in scenario.changes.items())
    yield line(translate("what if {changes}: nothing is written").format(changes=said), Tone.STRONG)
    for name, reason in scenario.unmoved.items():
        yield line(_unmoved(reason).format(opportunity=name))
    if scenario.supposed.other != scenario.plain.other:
        lead = line(translate("what if: "))
        yield from ((*lead, *note) for note in not_counted(scenario.supposed.other, unit))
        if not scenario.supposed.other:
            yield line(translate("what if: nothing is left uncounted"))


def _unmoved(reason: Unmoved) -> str:
    return {
        Unmoved.SAME: translate("what if: {opportunity} is so already"),
        Unmoved.FILTERED: translate("what if: the filter leaves {opportunity} out"),
        Unmoved.HELD: translate(
            "what if: {opportunity} is on hold and not counted; resume takes it in again"
        ),
        Unmoved.UNCONVERTED: translate("what if: {opportunity} has no rate and is not counted"),
        Unmoved.ALTERNATIVES: translate(
            "what if: another alternative counts in place of {opportunity}"
        ),
        Unmoved.OVERDUE: translate("what if: {opportunity} is overdue and not counted"),
        Unmoved.UNDATED: translate("what if: {opportunity} has no close date and is not counted"),
        Unmoved.OMITTED: translate("what if: the category of {opportunity} stays omitted"),
        Unmoved.OWN_PROBABILITY: translate(
            "what if: {opportunity} keeps the probability that a person set"
        ),
    }[reason]


def scenario_json(scenario: Scenario, supposed: Parts) -> Parts:
    """The scenario, made of its own forecast as JSON, and what it changes."""
    rows = [_without_calls(row) for row in supposed["rows"]]
    changes = [
        {"opportunity": name, "change": change, "unmoved": scenario.unmoved.get(name)}
        for name, change in scenario.changes.items()
    ]
    kept = {key: supposed[key] for key in ("totals", "other", "range") if key in supposed}
    plain = scenario.plain
    return {
        "scenario": {"changes": changes, "rows": rows, **kept},
        "difference": {
            "rows": [
                {**row_json(("period", "group"), row), **scenario.changes_of(row)}
                for row in plain.rows
            ],
            "totals": scenario.changes_of(plain.totals),
        },
    }


def scenario_sheet(keys: tuple[str, ...], parts: Parts) -> list[Mapping[str, Json]]:
    """The rows of the CSV: of each what it is, what it would be and the difference, by `case`."""
    cases = {
        "plain": parts["rows"],
        "scenario": parts["scenario"]["rows"],
        "difference": parts["difference"]["rows"],
    }
    return [
        {"case": case, **{key: row.get(key) for key in keys}}
        for each in zip(*cases.values(), strict=True)
        for case, row in zip(cases, each, strict=True)
    ]


def _without_calls(row: Mapping[str, Json]) -> Mapping[str, Json]:
    return {key: value for key, value in row.items() if key not in CALL_KEYS}
