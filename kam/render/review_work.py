"""The parts of a review that are of work: the largest that are due, tenders, what needs a word."""

from collections.abc import Iterator
from decimal import Decimal

from kam.domain.money import ZERO
from kam.i18n import translate
from kam.render import figures
from kam.render.agenda_words import distance, sentence
from kam.render.labels import label_text
from kam.render.line import Line, Tone, line
from kam.render.notes import next_step
from kam.render.opportunity_facts import stage_words
from kam.render.phrases import joined, listed
from kam.render.review_paper import NAME, Paper, amount_column, in_room, left_out
from kam.render.table import Column, Row, Section, Table
from kam.reports.agenda_items import AgendaItem
from kam.reports.review import Review
from kam.reports.review_attention import AttentionRow, Trouble
from kam.reports.review_deals import DueDeal

_ID, _WHAT = 12, 26
_RULES = {
    Trouble.OVERDUE: "close-date-past",
    Trouble.STALLED: "stalled",
    Trouble.NO_STEP: "next-step",
}


def largest_table(result: Review, paper: Paper) -> Table | None:
    """The largest that are due in the quarter, each with what it has reached and what is to do."""
    if not result.largest:
        return None
    more = result.due - len(result.largest)
    heading = translate("Largest due in {period}").format(period=result.quarter)
    return Table(
        title=(),
        columns=[
            Column(heading=heading, least=_ID, keeps=True),
            amount_column(translate("Amount")),
            Column(heading=translate("Close date")),
            Column(heading=translate("Owner"), least=NAME, drop=1),
            amount_column(translate("Days")),
            amount_column(translate("Pushes")),
        ],
        sections=[Section([_deal(row, paper) for row in result.largest])],
        notes=list(left_out(more, "kam list opportunities")),
    )


def _deal(row: DueDeal, paper: Paper) -> Row:
    deal = row.deal
    return Row(
        [
            line(deal.id),
            paper.amount(deal.amount),
            line(figures.day(deal.close_date)),
            line(paper.person(deal.owner)),
            line(figures.days(row.days)),
            line(figures.known_count(row.pushes), Tone.RISK if row.pushes else Tone.PLAIN),
        ],
        below=list(_below(row, paper)),
    )


def _below(row: DueDeal, paper: Paper) -> Iterator[Line]:
    """Reached and in hand, the next step, and what the gate still asks for."""
    yield line(stage_words(row.deal, row.playbook))
    yield paper.on_one(_step(row, paper))
    stage = row.in_hand
    asked = [*stage.evidence.values(), *row.delays] if stage else []
    if asked:
        words = translate("missing: {items}")
        yield paper.on_one(line(words.format(items=listed(map(label_text, asked))), Tone.FAINT))


def _step(row: DueDeal, paper: Paper) -> Line:
    step = row.step
    if step is not None:
        when = figures.day(step.due)
        late = step.due is not None and step.due < paper.look.today
        who = paper.person(row.step_owner)
        words = translate("next: {facts}").format(facts=joined([when, who, step.what]))
        return line(words, Tone.RISK if late else Tone.PLAIN)
    if not row.steps_known:
        return line(translate("next: not known, tasks.yaml does not read"), Tone.RISK)
    return line(translate("next: nothing planned"), Tone.RISK)


def tenders_table(result: Review, paper: Paper) -> Table | None:
    """The days of tenders that are late or near."""
    if not result.tenders:
        return None
    return Table(
        title=(),
        columns=[
            Column(heading=translate("Tenders")),
            Column(),
            Column(heading=translate("Opportunity"), least=_ID),
            Column(heading=translate("Owner"), least=NAME),
            Column(heading=translate("What"), least=_WHAT, sentence=True),
        ],
        sections=[Section([_tender(item, paper) for item in result.tenders])],
    )


def _tender(item: AgendaItem, paper: Paper) -> Row:
    today = paper.look.today
    tone = Tone.RISK if item.due < today else Tone.PLAIN
    return Row(
        [
            line(figures.day(item.due), tone),
            line(distance(item.due, today), tone),
            line(item.opportunity or item.account),
            line(paper.person(item.owner)),
            line(sentence(item, paper.look)),
        ]
    )


def attention_table(result: Review, paper: Paper) -> Table | None:
    """What is overdue, stalled or without a next step, by owner, and the command that lists it."""
    found = result.attention
    if found is None or not (found.rows or found.unread):
        return None
    shown = in_room(found.rows, result.page.people, _weight)
    headings = {
        Trouble.OVERDUE: translate("Overdue"),
        Trouble.STALLED: translate("Stalled"),
        Trouble.NO_STEP: translate("No step"),
    }
    columns = [Column(heading=translate("Needs a word"), least=NAME)]
    for heading in headings.values():
        columns += [amount_column(heading), amount_column(translate("Amount"))]
    return Table(
        title=(),
        columns=columns,
        sections=[Section([_troubles(row, paper) for row in shown])],
        totals=[_troubles(found.totals, paper)],
        notes=list(_attention_notes(result, len(found.rows) - len(shown))),
    )


def _weight(row: AttentionRow) -> Decimal:
    return sum((one.amount for one in row.kinds.values()), ZERO)


def _troubles(row: AttentionRow, paper: Paper) -> Row:
    total = row.owner is None
    cells = [line(translate("Total") if total else paper.person(row.owner))]
    for one in row.kinds.values():
        cells += [line(figures.count(one.count)), paper.amount(one.amount)]
    return Row(cells, Tone.STRONG if total else Tone.PLAIN)


def _attention_notes(result: Review, more: int) -> Iterator[Line]:
    found = result.attention
    if found is None:
        return
    rules = [rule for kind, rule in _RULES.items() if found.totals.kinds[kind].count]
    if rules:
        yield from left_out(more, "kam check")
        yield next_step(translate("all by name"), f"kam check --select {','.join(rules)}")
    if found.unread:
        words = translate("next steps not known, tasks.yaml does not read: {accounts}")
        yield line(words.format(accounts=listed(found.unread)), Tone.RISK)
