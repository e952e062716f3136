"""The scorecard on paper: a part a person, a row a measure, a column a month, and its trend.

A measure of which a person has nothing at all is left out. Where the screen is narrow, the first
months go, the earliest first; the figures over all months and the trend stay.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kam.domain.money import HUNDRED, ZERO
from kam.i18n import mark, translate
from kam.render import figures
from kam.render.bars import spark
from kam.render.json import Parts, row_json
from kam.render.keys import ROW_KEYS
from kam.render.labels import chosen_words
from kam.render.layout import print_table, title_of
from kam.render.line import Line, Tone, line
from kam.render.month_columns import fit_months, month_columns, no_room
from kam.render.phrases import with_detail
from kam.render.screen import Screen
from kam.render.table import EMPTY, Column, Row, Section, Table
from kam.render.units import Unit, choose_unit, money_heading
from kam.reports.score import Score
from kam.reports.scorecard import Scorecard


class _Measure(NamedTuple):
    """A row: what it is called, its figure, and how that is written.

    `money` is written in the table's unit.
    """

    name: str
    value: Callable[[Score], Decimal | int | None]
    text: Callable[[Decimal], str] | None = None


def _counted(value: Decimal) -> str:
    return figures.count(int(value))


def _points(value: Decimal) -> str:
    """A change of a share in percentage points."""
    points = figures.rounded(value * HUNDRED, 0)
    return translate("{points} pt").format(points=f"+{points}" if value > 0 else points)


_MEASURES = (
    _Measure(mark("Prospects qualified"), lambda score: score.prospects, _counted),
    _Measure(mark("Milestones gained"), lambda score: score.milestones, _counted),
    _Measure(mark("Conversion"), lambda score: score.conversion, figures.share),
    _Measure(mark("Touch rhythm kept"), lambda score: score.touch_rhythm, figures.share),
    _Measure(mark("Coverage gained"), lambda score: score.coverage_gained, _points),
    _Measure(mark("Bookings"), lambda score: score.bookings),
    _Measure(mark("Margin"), lambda score: score.margin),
    _Measure(mark("Retention"), lambda score: score.retention, figures.share),
)


def scorecard_text(result: Scorecard, names: Mapping[str, str], screen: Screen) -> str:
    """The table: everybody by name, and all together where they are several.

    `names` are what our people and teams are called, by id.
    """
    unit = choose_unit(_amounts(result))
    months = [str(month) for month in result.months]
    sections = [
        Section(
            list(_rows(_months_of(result, person.person), person, unit)),
            _head(person, names, len(result.months)),
        )
        for person in result.people
    ]
    if len(result.people) > 1:
        rows = list(_rows(result.together, result.totals, unit))
        sections.append(Section(rows, _heading(translate("Together"), len(result.months))))
    money = money_heading(unit, result.currency, result.tax)
    whose = chosen_words(result.chosen, names)
    span = f"{months[0]} – {months[-1]}"
    table = Table(
        title=title_of(translate("Scorecard"), result.as_of, span, *whose, money),
        columns=[
            Column(heading=translate("Measure")),
            *month_columns(months),
            Column(heading=translate("All"), right=True),
            Column(heading=translate("Trend")),
        ],
        sections=sections,
    )
    shown, gone = fit_months(table, months, screen.width)
    notes = [*no_room(gone, "kam scorecard --csv"), *_notes(result)]
    return print_table(shown._replace(notes=notes), screen)


def _amounts(result: Scorecard) -> Iterator[Decimal | None]:
    for score in (*result.rows, *result.people, result.totals):
        yield from (score.bookings, score.margin)


def _months_of(result: Scorecard, person: str | None) -> list[Score | None]:
    """A person's months in order; None for one in which the filter does not let them through."""
    own = {score.month: score for score in result.rows if score.person == person}
    return [own.get(str(month)) for month in result.months]


def _head(score: Score, names: Mapping[str, str], months: int) -> Row:
    name = names.get(score.person or "", score.person) or translate("none")
    return _heading(with_detail(name, score.team and names.get(score.team, score.team)), months)


def _heading(text: str, months: int) -> Row:
    return Row([line(text), *[EMPTY] * (months + 2)], Tone.STRONG, span=months + 1)


def _rows(months: Sequence[Score | None], whole: Score, unit: Unit) -> Iterator[Row]:
    for measure in _MEASURES:
        found = [None if score is None else measure.value(score) for score in months]
        values = [None if value is None else Decimal(value) for value in found]
        over_all = measure.value(whole)
        if not any(values) and not over_all and not _is_fact(values, measure):
            continue
        total = None if over_all is None else Decimal(over_all)
        yield Row(
            [
                line(f"  {translate(measure.name)}"),
                *(line(_text(value, measure, unit)) for value in values),
                line(_text(total, measure, unit), Tone.STRONG),
                line(_trend(values)),
            ]
        )


def _is_fact(values: Sequence[Decimal | None], measure: _Measure) -> bool:
    """Whether nothing is something: a ratio of 0 is, a count of 0 is not."""
    counted = measure.text in {None, _counted}
    return not counted and any(value is not None for value in values)


def _text(value: Decimal | None, measure: _Measure, unit: Unit) -> str:
    if value is None:
        return figures.NOTHING
    return measure.text(value) if measure.text else figures.amount(value, unit)


def _trend(values: Sequence[Decimal | None]) -> str:
    """A cell a month; a month of which nothing is known is empty."""
    known = [value for value in values if value is not None]
    low, high = min((ZERO, *known)), max((ZERO, *known))
    drawn = (" " if value is None else spark([value], low, high) for value in values)
    return "".join(drawn).rstrip()


def _notes(result: Scorecard) -> Iterator[Line]:
    if not result.people:
        yield line(translate("nobody has anything to measure in these months"))
        return
    if not result.coverage_known:
        yield line(translate("coverage gained: git has no book of some of these days"))
    yield line(translate("what each measure is: kam help scorecard"))


def scorecard_json(result: Scorecard) -> Parts:
    """The rows, and what persons and months come to, for `json.envelope`."""
    keys = ROW_KEYS["scorecard"]
    person, team, month, *figures_of = keys
    return {
        "rows": [row_json(keys, row) for row in result.rows],
        "totals": row_json(figures_of, result.totals),
        "from": str(result.months[0]),
        "to": str(result.months[-1]),
        "people": [row_json((person, team, *figures_of), row) for row in result.people],
        "months": [row_json((month, *figures_of), row) for row in result.together],
        "coverage_known": result.coverage_known,
    }
