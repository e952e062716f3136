"""Velocity on paper: how deals end, what moves it most, stages, losses (METHODS.md 11).

Where the screen is narrow, names shorten and these columns go: of the ends the abandoned ones, the
median cycle, the win rate by amount, lost, won.
"""

from collections.abc import Callable, Iterator, Mapping

from kam.domain.methods import Methods
from kam.domain.money import ZERO
from kam.domain.states import State
from kam.i18n import translate, translate_plural
from kam.render import figures
from kam.render.json import Json, Parts, row_json
from kam.render.keys import COHORT, COMPETITOR, LEVER, REASON, ROW_KEYS, STAGE_STEP
from kam.render.labels import group_label, group_word, stage_label, state_word, titled
from kam.render.layout import print_table, title_of
from kam.render.line import Line, Tone, line
from kam.render.screen import Screen
from kam.render.table import Column, Row, Section, Table
from kam.render.units import Unit, choose_unit, money_heading
from kam.render.velocity_levers import lever_table
from kam.render.velocity_losses import competitor_table, reason_table, reason_word
from kam.render.velocity_stages import cohort_tables, empty_table, stage_table
from kam.reports.cohorts import CohortRow
from kam.reports.results import VelocityRow
from kam.reports.selection import By
from kam.reports.velocity import Velocity

_NAME = 8
_LARGE = 1000


def velocity_text(
    result: Velocity,
    methods: Methods,
    screen: Screen,
    names: Callable[[By | None], Mapping[str, str]],
    alone: str | None = None,
) -> str:
    """The tables that have rows, but for the cohorts, or one of them `alone`, empty or not.

    `names` says what people call the groups of a grouping.
    """
    unit = _unit(result)
    if alone == "cohorts":
        tables = list(cohort_tables(result, methods)) or [empty_table(result)]
    elif alone:
        tables = [_TABLES[alone](result, methods)]
    else:
        tables = [_ends(result, unit, names(result.by))]
        tables += _moving(result, unit, names(result.by_lever))
        filled = [name for name in _TABLES if getattr(result, name)]
        tables += [_TABLES[name](result, methods) for name in filled]
    return "\n".join(print_table(table, screen) for table in tables)


def _moving(result: Velocity, unit: Unit, names: Mapping[str, str]) -> list[Table]:
    """What moves it, where there is anything to be moved."""
    return [lever_table(result, unit, names)] if result.totals.velocity_per_day else []


_TABLES: Mapping[str, Callable[[Velocity, Methods], Table]] = {
    "stages": stage_table,
    "reasons": reason_table,
    "competitors": competitor_table,
}
"""The tables that may stand alone, by the name of their rows in the result."""


def _unit(result: Velocity) -> Unit:
    """The unit of means and velocities, whose cents say nothing where they are large."""
    rows = (*result.rows, result.totals)
    found = [row.mean_won_amount for row in rows] + [row.velocity_per_day for row in rows]
    largest = max((one for one in found if one is not None), default=ZERO)
    return choose_unit([largest if largest < _LARGE else largest.to_integral_value()])


def window_words(result: Velocity) -> str:
    """The periods that are looked at; nothing where all are."""
    if result.first is None and result.last is None:
        return ""
    first, last = str(result.first or "…"), str(result.last or "…")
    return first if first == last else translate("{first} to {last}").format(first=first, last=last)


def _ends(result: Velocity, unit: Unit, names: Mapping[str, str]) -> Table:
    name = translate("Velocity")
    if result.by:
        name = translate("Velocity by {group}").format(group=group_word(result.by))
    money = money_heading(unit, result.currency, result.tax)
    total = _end(line(translate("Total")), result.totals, unit)
    rows = [_end(line(group_label(result.by, row.group, names)), row, unit) for row in result.rows]
    return Table(
        title=title_of(name, result.as_of, window_words(result), money),
        columns=[
            Column(heading=titled(group_word(result.by)) if result.by else "", least=_NAME),
            Column(heading=translate("Won"), right=True, drop=5),
            Column(heading=translate("Lost"), right=True, drop=4),
            Column(heading=titled(state_word(State.ABANDONED)), right=True, drop=1),
            Column(heading=translate("Win rate"), right=True),
            Column(heading=translate("by amount"), right=True, drop=3),
            Column(heading=translate("Mean won"), right=True),
            Column(heading=translate("Cycle"), right=True),
            Column(heading=translate("median"), right=True, drop=2),
            Column(heading=translate("Open"), right=True),
            Column(heading=translate("A day"), right=True),
        ],
        sections=[Section(rows if result.by else [total])],
        totals=[total._replace(tone=Tone.STRONG)] if result.by else (),
        notes=list(_notes(result)),
    )


def _end(name: Line, row: VelocityRow, unit: Unit) -> Row:
    return Row(
        [
            name,
            line(figures.count(row.won), Tone.WON),
            line(figures.count(row.lost)),
            line(figures.count(row.abandoned)),
            line(figures.fine_share(row.win_rate)),
            line(figures.fine_share(row.win_rate_amount)),
            line(figures.amount(row.mean_won_amount, unit)),
            line(figures.days(row.mean_cycle_days)),
            line(figures.days(row.median_cycle_days)),
            line(figures.count(row.open)),
            line(figures.amount(row.velocity_per_day, unit), Tone.STRONG),
        ]
    )


def _notes(result: Velocity) -> Iterator[Line]:
    """What a figure is made of where that is not all, and why there is none."""
    total = result.totals
    if not total.won + total.lost:
        yield line(translate("nothing was won or lost: no win rate, no velocity"))
    if total.no_amount:
        words = translate_plural(
            "{count} won or lost has no amount that converts: it is in no amount",
            "{count} won or lost have no amount that converts: they are in no amount",
            total.no_amount,
        )
        yield line(words.format(count=figures.count(total.no_amount)))
    if total.no_cycle:
        words = translate_plural(
            "{count} won has no history up to its outcome: it is in no cycle",
            "{count} won have no history up to their outcome: they are in no cycle",
            total.no_cycle,
        )
        yield line(words.format(count=figures.count(total.no_cycle)))


def velocity_json(result: Velocity, methods: Methods) -> Parts:
    """The rows, the totals, and the rows of each of the other tables."""
    keys = ROW_KEYS["velocity"]
    return {
        "rows": [row_json(keys, row) for row in result.rows],
        "totals": row_json(keys[1:], result.totals),
        "from": result.first and str(result.first),
        "to": result.last and str(result.last),
        "levers": [row_json(LEVER, row) for row in result.levers],
        **{name: rows_json(name, result, methods) for name in TABLES},
        "no_history": result.no_history,
    }


TABLES = ("stages", "cohorts", "reasons", "competitors")
"""The tables that may stand alone, by the name of their rows in the result and in JSON."""


def rows_json(name: str, result: Velocity, methods: Methods) -> list[dict[str, Json]]:
    """The rows of one of the tables, with what people call a stage or a reason."""
    if name == "stages":
        return [
            row_json(
                STAGE_STEP, row, label=stage_label(methods.playbooks.get(row.playbook), row.stage)
            )
            for row in result.stages
        ]
    if name == "cohorts":
        return [row_json(COHORT, row, reached=_reached(row)) for row in result.cohorts]
    if name == "reasons":
        return [
            row_json(REASON, row, label=reason_word(row.reason, methods)) for row in result.reasons
        ]
    return [row_json(COMPETITOR, row) for row in result.competitors]


def _reached(row: CohortRow) -> list[dict[str, Json]]:
    return [
        {
            "stage": stage,
            "resolved": found.resolved,
            "converted": found.converted,
            "conversion": found.ratio,
        }
        for stage, found in row.reached.items()
    ]
