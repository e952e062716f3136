"""The facts at the head of an opportunity's page: stage and work in hand, money, time, people."""

from collections.abc import Sequence
from datetime import date

from kam.domain.account import Account
from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.intent import intent_of
from kam.domain.opportunity import Opportunity
from kam.domain.playbook import Playbook
from kam.domain.states import Kind, State
from kam.i18n import translate
from kam.render.figures import money, percent
from kam.render.labels import (
    category_word,
    kind_word,
    label_text,
    stage_code,
    stage_label,
    state_word,
    titled,
)
from kam.render.line import Line, Tone
from kam.render.page import Fact, facts
from kam.render.phrases import joined, listed
from kam.render.policy import deal_rule_facts
from kam.render.show_buying import step_fact
from kam.render.show_parts import amount_words, chance_words, date_words, person, word, work_in_hand
from kam.render.units import with_tax


def fact_lines(
    book: Book, account: Account, opportunity: Opportunity, deal: Deal, today: date
) -> list[Sequence[Line]]:
    """Every fact that the file states or that follows from it."""
    playbook = book.methods.playbooks[deal.playbook]
    return facts(
        (translate("Stage"), stage_words(deal, playbook)),
        step_fact(book, account, opportunity, deal),
        state_fact(opportunity, deal),
        *_money(book, opportunity, deal),
        _close(deal, today),
        (translate("Intent"), _intent(book, deal, today)),
        (translate("Owner"), person(book, deal.owner)),
        (translate("Splits"), _splits(opportunity)),
        (translate("Source"), _source(book, opportunity)),
        (translate("Kind"), kind_word(opportunity.kind)),
        (translate("Project"), _project(opportunity)),
        *deal_rule_facts(opportunity),
        (translate("Playbook"), label_text(playbook.name)),
        (translate("File"), opportunity.path),
    )


def stage_words(deal: Deal, playbook: Playbook) -> str:
    """The milestone reached and, while it is open, the work in hand (METHODS.md 1)."""
    label = titled(stage_label(playbook, deal.stage))
    code = stage_code(deal.stage) if deal.stage else ""
    reached = f"{code} {label}" if code else label
    following = work_in_hand(playbook, deal)
    if following is None:
        return reached
    work = label_text(following.task) or label_text(following.label)
    return translate("{reached} → {work}").format(reached=reached, work=work)


def state_fact(opportunity: Opportunity, deal: Deal) -> Fact:
    """How it ended, or since when and why it rests; nothing while it is simply open."""
    outcome, hold = opportunity.outcome, opportunity.hold
    parts: list[str | None] = [state_word(deal.state)]
    if outcome:
        to = outcome.to and translate("to {competitor}").format(competitor=outcome.to)
        parts += [outcome.date.isoformat(), to, outcome.reason]
    elif hold and deal.state is State.HELD:
        until = translate("until {day}").format(day=hold.until) if hold.until else None
        parts += [hold.since.isoformat(), until, hold.because]
    tone = Tone.WON if deal.state is State.WON else Tone.RISK
    return translate("State"), None if deal.state is State.OPEN else joined(parts), tone


def _money(book: Book, opportunity: Opportunity, deal: Deal) -> tuple[Fact, ...]:
    tax = opportunity.tax or book.settings.amounts.tax
    amount = amount_words(deal)
    chance, category = opportunity.probability, opportunity.category
    stated = chance_words(deal)
    weighted = money(deal.weighted, book.settings.currency) if deal.weighted else None
    kept = [category_word(deal.category), category.reason if category else None]
    return (
        (translate("Amount"), amount and joined([with_tax(amount, tax), _in_book(book, deal)])),
        (translate("Probability"), stated and joined([stated, chance.reason if chance else None])),
        (translate("Weighted"), weighted),
        (translate("Category"), joined(kept) if deal.is_open else None),
    )


def _in_book(book: Book, deal: Deal) -> str | None:
    """What an amount in another currency counts in the book; of a framework its orders do."""
    if deal.unconverted:
        return translate("not counted: no rate converts it")
    alike = deal.currency == book.settings.currency
    if deal.amount is None or alike or deal.kind is Kind.FRAMEWORK:
        return None
    return translate("counts {amount}").format(amount=money(deal.amount, book.settings.currency))


def _close(deal: Deal, today: date) -> Fact:
    if not deal.is_open:
        return translate("Close date"), deal.close_date.isoformat() if deal.close_date else None
    late = deal.close_date is None or deal.close_date < today
    words = date_words(deal.close_date, today) or translate("undated")
    return translate("Close date"), words, Tone.RISK if late else Tone.PLAIN


def _intent(book: Book, deal: Deal, today: date) -> str | None:
    """How soon it is expected to be signed: `≤ 1 week` (METHODS.md 7)."""
    key = intent_of(deal, today, book.models.rhythm)
    return label_text(book.models.rhythm.intents[key].label) if key else None


def _splits(opportunity: Opportunity) -> str:
    """Who has which share; an overlay stands outside the 100 %."""
    plain, overlay = translate("{owner} {share} %"), translate("{owner} {share} %, on top")
    return listed(
        (overlay if split.overlay else plain).format(owner=split.owner, share=percent(split.share))
        for split in opportunity.splits
    )


def _source(book: Book, opportunity: Opportunity) -> str:
    source = opportunity.source
    day = source.date.isoformat() if source.date else None
    return joined([word(book, "source-channel", source.channel), source.by, day])


def _project(opportunity: Opportunity) -> str:
    lot = translate("lot {lot}").format(lot=opportunity.lot) if opportunity.lot else None
    other = translate("one of several alternatives") if opportunity.alternative else None
    return joined([opportunity.project, lot, other])
