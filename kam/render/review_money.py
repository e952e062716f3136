"""The parts of a review that are of amounts: the quarter, its months, the changes, won and lost."""

from collections.abc import Iterator
from decimal import Decimal

from kam.domain.money import ZERO
from kam.domain.states import State
from kam.i18n import translate, translate_plural
from kam.render import figures
from kam.render.bars import bar
from kam.render.labels import category_word, movement_word, state_word, titled
from kam.render.line import Line, Tone, line
from kam.render.notes import not_counted
from kam.render.phrases import joined, with_detail
from kam.render.review_paper import NAME, Paper, amount_column, in_room, left_out
from kam.render.table import Column, Row, Section, Table
from kam.reports.forecast import ForecastRow
from kam.reports.movements import Movement
from kam.reports.owner_bridge import OwnerBridge, OwnerMoves
from kam.reports.review import QuarterRow, Review
from kam.reports.review_results import Ended, Results

_BAR = (8, 24)
_QUARTER = ("target", "closed", "commit", "best_case", "expected", "gap")
_MOVES = ("created", "changed", "lost", "won", "other")


def quarter_table(result: Review, paper: Paper) -> Table:
    """The quarter by owner: what is aimed at, closed, near and missing."""
    shown = in_room(result.quarters, result.page.people, _weight)
    headings = {
        "target": translate("Target"),
        "expected": translate("Expected"),
        "gap": translate("To go"),
    }
    headings |= {name: titled(category_word(name)) for name in ("closed", "commit", "best_case")}
    return Table(
        title=(),
        columns=[
            Column(heading=str(result.quarter), least=NAME),
            *(
                amount_column(headings[name], drop=1 if name == "best_case" else 0)
                for name in _QUARTER
            ),
            amount_column(translate("Coverage")),
        ],
        sections=[Section([_quarter_row(row, paper) for row in shown])],
        totals=[_quarter_row(result.totals, paper)],
        notes=[
            *left_out(len(result.quarters) - len(shown), "kam forecast --by owner"),
            *not_counted(result.other, paper.unit),
        ],
    )


def _weight(row: QuarterRow) -> Decimal:
    return max(row.target or ZERO, row.expected)


def _quarter_row(row: QuarterRow, paper: Paper) -> Row:
    low = row.coverage is not None and row.coverage < 1
    name = translate("Total") if row.owner is None else paper.person(row.owner)
    return Row(
        [
            line(name),
            *(paper.amount(getattr(row, field)) for field in _QUARTER),
            line(figures.times(row.coverage), Tone.RISK if low else Tone.PLAIN),
        ],
        Tone.STRONG if row.owner is None else Tone.PLAIN,
    )


def months_table(result: Review, paper: Paper) -> Table | None:
    """The months of the fiscal year: closed against target."""
    months = result.months
    if months is None or not any(row.closed or row.target for row in months.rows):
        return None
    longest = max(max(row.closed, row.target or ZERO) for row in months.rows)
    return Table(
        title=(),
        columns=[
            Column(heading=titled(translate("month"))),
            amount_column(translate("Target")),
            amount_column(titled(category_word("closed"))),
            amount_column(translate("Attained")),
            Column(picture=_BAR),
        ],
        sections=[Section([_month(row, longest, paper) for row in months.rows])],
        totals=[_month(months.totals, ZERO, paper)],
    )


def _month(row: ForecastRow, longest: Decimal, paper: Paper) -> Row:
    return Row(
        [
            line(row.period or translate("Total")),
            paper.amount(row.target),
            paper.amount(row.closed),
            line(figures.share(row.attainment)),
            lambda width: line(bar(row.closed, longest, width), Tone.WON),
        ],
        Tone.PLAIN if row.period else Tone.STRONG,
    )


def bridge_table(result: Review, paper: Paper) -> Table | None:
    """What moved the open pipeline by owner, and below it what moved most."""
    bridge = result.bridge
    if bridge is None:
        return None
    shown = in_room(bridge.rows, result.page.people, _moved)
    return Table(
        title=(),
        columns=[
            Column(heading=translate("Changes"), least=NAME),
            amount_column(movement_word(Movement.OPENING)),
            amount_column(movement_word(Movement.CREATED)),
            amount_column(translate("Changed")),
            amount_column(movement_word(Movement.LOST)),
            amount_column(movement_word(Movement.WON)),
            amount_column(titled(translate("other")), drop=1),
            amount_column(movement_word(Movement.CLOSING)),
            amount_column(movement_word(Movement.PUSHED_OUT)),
        ],
        sections=[Section([_moves_row(row, paper) for row in shown])],
        totals=[_moves_row(bridge.totals, paper)],
        notes=list(_bridge_notes(result, bridge, len(bridge.rows) - len(shown), paper)),
    )


def _moved(row: OwnerMoves) -> Decimal:
    return sum((abs(getattr(row, name)) for name in _MOVES), abs(row.pushed))


def _moves_row(row: OwnerMoves, paper: Paper) -> Row:
    total = row.owner is None
    return Row(
        [
            line(translate("Total") if total else paper.person(row.owner)),
            paper.amount(row.opening),
            *(paper.signed(getattr(row, name)) for name in _MOVES),
            paper.amount(row.closing),
            paper.signed(row.pushed),
        ],
        Tone.STRONG if total else Tone.PLAIN,
    )


def _bridge_notes(result: Review, bridge: OwnerBridge, more: int, paper: Paper) -> Iterator[Line]:
    command = f"kam bridge --from {result.since}"
    yield from left_out(more, command)
    names = [
        f"{entry.id} {movement_word(kind).lower()} {figures.signed(entry.amount, paper.unit)}"
        for kind, entry in bridge.moved[: result.page.names]
    ]
    if names:
        yield line(translate("moved most: {names}").format(names=joined(names)))
    if bridge.pushed:
        parts = [
            f"{entry.id} {figures.day(entry.from_close)} -> {figures.day(entry.to_close)}"
            for entry in bridge.pushed[: result.page.names]
        ]
        words = translate("put off beyond {period}: {names}")
        yield line(words.format(period=bridge.period, names=joined(parts)), Tone.RISK)
    if bridge.whole.left_out:
        words = translate_plural(
            "{count} opportunity is on neither side: a file of it does not read",
            "{count} opportunities are on neither side: a file of theirs does not read",
            bridge.whole.left_out,
        )
        yield line(words.format(count=bridge.whole.left_out), Tone.RISK)


def results_table(result: Review, paper: Paper) -> Table | None:
    """Won, lost and abandoned since the day that the page looks back to, with their reasons."""
    found = result.results
    if found is None or not found.ended:
        return None
    room = result.page.names
    return Table(
        title=(),
        columns=[
            Column(heading=translate("Ended since {day}").format(day=result.since)),
            amount_column(translate("No.")),
            amount_column(translate("Amount")),
        ],
        sections=[
            Section(
                [
                    _result_row(found, state, room, paper)
                    for state in (State.WON, State.LOST, State.ABANDONED)
                    if found.count(state)
                ]
            )
        ],
        notes=list(_result_notes(found)),
    )


def _result_row(found: Results, state: State, room: int, paper: Paper) -> Row:
    shown = found.of(state)[:room]
    return Row(
        [
            line(titled(state_word(state)), Tone.WON if state is State.WON else Tone.RISK),
            line(figures.count(found.count(state))),
            paper.amount(found.amount(state)),
        ],
        below=[line(_ended_words(one, paper)) for one in shown],
    )


def _ended_words(one: Ended, paper: Paper) -> str:
    to = one.to and translate("to {competitor}").format(competitor=one.to)
    amount = figures.amount(one.deal.value, paper.unit)
    day = figures.day(one.deal.closed_on)
    return with_detail(f"{one.deal.id} {amount}", joined([day, one.reason, to]))


def _result_notes(found: Results) -> Iterator[Line]:
    if found.win_rate is not None:
        won, lost = found.count(State.WON), found.count(State.LOST)
        words = translate("win rate {share} ({won} of {all}), by amount {amount}")
        yield line(
            words.format(
                share=figures.share(found.win_rate),
                won=won,
                all=won + lost,
                amount=figures.share(found.win_rate_amount),
            )
        )
