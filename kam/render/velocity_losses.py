"""Losses on paper: why, and to whom (METHODS.md 3).

Where the screen is narrow, names shorten and these columns go: of the reasons the amount; of the
competitors their price, what went to them, how many deals they were met in.
"""

from collections.abc import Iterator

from kam.domain.methods import Methods
from kam.domain.states import State
from kam.i18n import language, translate, translate_plural
from kam.render import figures
from kam.render.labels import state_word, titled
from kam.render.layout import title_of
from kam.render.line import Line, Tone, line
from kam.render.notes import no_amount
from kam.render.table import EMPTY, Column, Row, Section, Table
from kam.render.units import Unit, choose_unit, money_heading
from kam.reports.losses import CompetitorRow, ReasonRow
from kam.reports.velocity import Velocity

_NAME = 12


def reason_table(result: Velocity, methods: Methods) -> Table:
    """A row a reason, the most frequent first; the abandoned ones apart."""
    unit = choose_unit(row.amount for row in result.reasons)
    money = money_heading(unit, result.currency, result.tax)
    return Table(
        title=title_of(translate("Why opportunities were lost"), None, money),
        columns=[
            Column(heading=translate("Reason"), least=_NAME),
            Column(heading=translate("No."), right=True),
            Column(heading=translate("of these"), right=True),
            Column(heading=translate("Amount"), right=True, drop=1),
        ],
        sections=list(_sections(result, methods, unit)),
        notes=list(_notes(result)),
    )


def _sections(result: Velocity, methods: Methods, unit: Unit) -> Iterator[Section]:
    for kind in (State.LOST, State.ABANDONED):
        rows = [row for row in result.reasons if row.kind is kind]
        if rows:
            heading = Row([line(titled(state_word(kind))), EMPTY, EMPTY, EMPTY], Tone.STRONG)
            yield Section([_reason(row, methods, unit) for row in rows], heading)


def _reason(row: ReasonRow, methods: Methods, unit: Unit) -> Row:
    return Row(
        [
            line(f"  {reason_word(row.reason, methods)}"),
            line(figures.count(row.count)),
            line(figures.share(row.share)),
            line(figures.amount(row.amount, unit)),
        ]
    )


def reason_word(reason: str | None, methods: Methods) -> str:
    """A reason by its word of the vocabulary, else as the file has it."""
    if reason is None:
        return translate("not stated")
    return methods.vocabulary.label("loss-reason", reason, language())


def _notes(result: Velocity) -> Iterator[Line]:
    if not result.reasons:
        yield line(translate("nothing was lost or given up"))
    yield from no_amount(sum(row.no_amount for row in result.reasons))


def competitor_table(result: Velocity, _methods: Methods) -> Table:
    """A row a competitor, the one to whom most was lost first."""
    unit = choose_unit(row.lost_amount for row in result.competitors)
    money = money_heading(unit, result.currency, result.tax)
    return Table(
        title=title_of(translate("Competitors"), None, money),
        columns=[
            Column(heading=translate("Competitor"), least=_NAME),
            Column(heading=translate("Met"), right=True, drop=3),
            Column(heading=translate("Won"), right=True),
            Column(heading=translate("Lost"), right=True),
            Column(heading=translate("to it"), right=True),
            Column(heading=translate("Win rate"), right=True),
            Column(heading=translate("Amount to it"), right=True, drop=2),
            Column(heading=translate("its price"), right=True, drop=1),
        ],
        sections=[Section([_competitor(row, unit) for row in result.competitors])],
        notes=list(_prices(result)),
    )


def _competitor(row: CompetitorRow, unit: Unit) -> Row:
    return Row(
        [
            line(row.competitor),
            line(figures.count(row.met)),
            line(figures.count(row.won), Tone.WON),
            line(figures.count(row.lost)),
            line(figures.count(row.lost_to)),
            line(figures.share(row.win_rate)),
            line(figures.amount(row.lost_amount, unit)),
            line(figures.share(row.price_ratio)),
        ]
    )


def _prices(result: Velocity) -> Iterator[Line]:
    if not result.competitors:
        yield line(translate("no competitor is named where anything was won or lost"))
    known = sum(row.prices for row in result.competitors)
    if known:
        words = translate_plural(
            "its price: against ours where both are known, of {count} lost to it",
            "its price: against ours where both are known, the median of {count} lost",
            known,
        )
        yield line(words.format(count=figures.count(known)))
