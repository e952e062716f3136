"""The parts of a review that are of what happened: the changes by owner, what ended and why."""

from collections.abc import Iterator
from decimal import Decimal

from kam.domain.deal import Deal
from kam.domain.states import State
from kam.i18n import translate
from kam.render import figures
from kam.render.bridge import end_notes
from kam.render.labels import movement_word, state_word, titled
from kam.render.line import Line, Tone, line
from kam.render.notes import no_amount
from kam.render.phrases import joined, listed, with_detail
from kam.render.review_paper import NAME, Paper, amount_column, in_room, left_out
from kam.render.table import Column, Row, Section, Table
from kam.reports.movements import Movement
from kam.reports.owner_bridge import OwnerBridge, OwnerMoves
from kam.reports.review import Review
from kam.reports.review_results import ENDS, Outcomes, worth_of

_MOVES = ("created", "changed", "lost", "won", "other")


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
            amount_column(titled(translate("other")), drop=2),
            amount_column(movement_word(Movement.CLOSING)),
            amount_column(movement_word(Movement.PUSHED_OUT), drop=1),
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
    if bridge.whole.from_day != result.since:
        words = translate("compared with the book of {day}, the last one up to {since}")
        yield line(words.format(day=bridge.whole.from_day, since=result.since))
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
    yield from end_notes(bridge.whole)


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
            Section([_result_row(found, state, room, paper) for state in ENDS if found.of(state)])
        ],
        notes=list(_result_notes(found, paper)),
    )


def _result_row(found: Outcomes, state: State, room: int, paper: Paper) -> Row:
    ended = found.of(state)
    return Row(
        [
            line(titled(state_word(state)), Tone.WON if state is State.WON else Tone.RISK),
            line(figures.count(len(ended))),
            paper.amount(found.amount(state)),
        ],
        below=[paper.on_one(line(_ended(deal, paper))) for deal in ended[:room]],
    )


def _ended(deal: Deal, paper: Paper) -> str:
    to = deal.lost_to and translate("to {competitor}").format(competitor=deal.lost_to)
    amount = figures.amount(worth_of(deal), paper.unit)
    reason = deal.reason and paper.look.word("loss-reason", deal.reason)
    return with_detail(f"{deal.id} {amount}", joined([figures.day(deal.closed_on), reason, to]))


def _result_notes(found: Outcomes, paper: Paper) -> Iterator[Line]:
    yield from no_amount(sum(map(found.no_amount, ENDS)))
    rates = found.measures
    if rates.win_rate is not None:
        words = translate("win rate {share} ({won} of {all}), by amount {amount}")
        yield line(
            words.format(
                share=figures.share(rates.win_rate),
                won=rates.won,
                all=rates.won + rates.lost,
                amount=figures.share(rates.win_rate_amount),
            )
        )
    reasons = [
        f"{paper.look.word('loss-reason', row.reason)} {row.count}"
        for row in found.reasons
        if row.kind is State.LOST and row.reason
    ]
    if len(reasons) > 1:
        words = translate("lost for: {reasons}").format(reasons=listed(reasons))
        yield paper.on_one(line(words))
