"""What moves velocity most, on paper: each factor better, and as good as the best group's.

Where the screen is narrow, names shorten, and of the best value go how many cases it is made of,
and what it would bring.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from kam.domain.money import ZERO
from kam.domain.velocity import Factor
from kam.i18n import mark, translate
from kam.render import figures
from kam.render.labels import group_word, titled
from kam.render.layout import title_of
from kam.render.line import Line, line
from kam.render.table import Column, Row, Section, Table
from kam.render.units import Unit
from kam.reports.levers import Lever
from kam.reports.velocity import Velocity

_NAME = 8
_FACTORS = {
    Factor.OPEN: mark("number open"),
    Factor.WIN_RATE: mark("win rate"),
    Factor.AMOUNT: mark("mean amount"),
    Factor.CYCLE: mark("mean cycle"),
}


def lever_table(result: Velocity, unit: Unit, names: Mapping[str, str]) -> Table:
    """A row a factor; `names` are what people call the groups among which the best is."""
    percent = figures.percent(result.improvement)
    compares = any(lever.best_group for lever in result.levers)
    return Table(
        title=title_of(translate("What moves it most")),
        columns=[
            Column(),
            Column(heading=translate("now"), right=True),
            Column(heading=translate("{percent} % better").format(percent=percent), right=True),
            Column(heading=translate("a day"), right=True),
            *(_best_columns(result) if compares else ()),
        ],
        sections=[
            Section(
                [
                    Row([*_own(lever, unit), *(_best(lever, unit, names) if compares else ())])
                    for lever in result.levers
                ]
            )
        ],
        notes=list(_notes(result, names)),
    )


def _best_columns(result: Velocity) -> list[Column]:
    group = translate("best {group}").format(group=group_word(result.by_lever))
    return [
        Column(heading=group, least=_NAME),
        Column(heading=translate("has"), right=True),
        Column(heading=translate("cases"), right=True, drop=1),
        Column(heading=translate("if all had it"), right=True, drop=2),
    ]


def _own(lever: Lever, unit: Unit) -> list[Line]:
    """A factor as it is, better, and what that gains."""
    return [
        line(titled(translate(_FACTORS[lever.factor]))),
        line(_value(lever.factor, lever.value, unit)),
        line(_value(lever.factor, lever.improved, unit)),
        line(_gain(lever.gain, unit)),
    ]


def _best(lever: Lever, unit: Unit, names: Mapping[str, str]) -> list[Line]:
    """Who has the best value, and what it gains if all have it."""
    best = lever.best_group
    return [
        line(names.get(best, best) if best else figures.NOTHING),
        line(_value(lever.factor, lever.best, unit)),
        line(figures.count(lever.best_cases or 0)),
        line(_gain(lever.best_gain, unit)),
    ]


def _value(factor: Factor, value: Decimal | None, unit: Unit) -> str:
    if factor is Factor.WIN_RATE:
        return figures.fine_share(value)
    return figures.amount(value, unit) if factor is Factor.AMOUNT else figures.days(value)


def _gain(value: Decimal | None, unit: Unit) -> str:
    return figures.NOTHING if value is None else figures.signed(value, unit)


def _notes(result: Velocity, names: Mapping[str, str]) -> Iterator[Line]:
    """Which factor is worth most where it is as good as the best group's, or that none is known."""
    known = [lever for lever in result.levers if lever.best_gain]
    if not known:
        words = translate("no {group} with {count} cases is better than all together")
        group, count = group_word(result.by_lever), figures.count(result.cases)
        yield line(words.format(group=group, count=count))
        return
    most = max(known, key=lambda lever: lever.best_gain or ZERO)
    now = result.totals.velocity_per_day or ZERO
    words = translate("most by the {factor}: as good as {group}, velocity is {times} of today's")
    yield line(
        words.format(
            factor=translate(_FACTORS[most.factor]),
            group=names.get(most.best_group or "", most.best_group),
            times=figures.share((now + (most.best_gain or ZERO)) / now),
        )
    )
