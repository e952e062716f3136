"""One account on a page: who they are, how they buy, who decides, and what runs (SPEC.md 2)."""

from collections.abc import Callable, Sequence
from datetime import date

from kam.domain.account import Account, Relationship
from kam.domain.book import Book, Folder
from kam.domain.deal import Deal
from kam.domain.fiscal import fiscal_year
from kam.domain.prospecting import prospect_of
from kam.domain.qualifying import judge
from kam.domain.regress import leavers
from kam.domain.states import State
from kam.domain.tiering import review_due
from kam.domain.working_points import PointState, point_states, stage_of
from kam.i18n import translate
from kam.render.figures import NOTHING
from kam.render.labels import label_text, relationship_label, state_word
from kam.render.layout import title_of
from kam.render.line import Line, Tone, line
from kam.render.page import Block, facts, print_page
from kam.render.phrases import joined, listed
from kam.render.relation_lines import gone_words, history_lines, point_lines
from kam.render.screen import Screen
from kam.render.show_buying import deciders, usual_mode
from kam.render.show_parts import (
    Lines,
    activity_lines,
    amount_words,
    chance_words,
    date_words,
    order_lines,
    people_lines,
    person,
    task_lines,
    uncounted,
    word,
)
from kam.render.show_service import after_sale_lines
from kam.render.show_worth import worth_facts
from kam.reports.after_sale import build_after_sale


def account_text(  # noqa: PLR0913, PLR0917 - what a page is drawn of
    book: Book,
    folder: Folder,
    deals: Sequence[Deal],
    touched: Callable[[], date | None],
    today: date,
    screen: Screen,
) -> str:
    """The page of one account; `deals` are the rows of its opportunities.

    `touched` is when it was touched last: asked only where that decides what it is.
    """
    account = folder.account
    after_sale = build_after_sale(book, folder, deals, today)
    blocks = [
        Block("", [*_prospect(book, folder, deals, touched), *_facts(book, account, today)]),
        Block(translate("Relationship"), _relationship(book, account)),
        Block("", _gone(book, folder, today)),
        Block(translate("Trigger events"), _events(book, account)),
        Block(translate("Working points"), point_lines(_points(book, folder, today))),
        Block(translate("Opportunities"), [_deal(deal, today) for deal in deals]),
        Block(translate("Next steps"), task_lines(folder.tasks, today)),
        Block(translate("People"), people_lines(book, folder.contacts, {})),
        Block(translate("Latest activities"), activity_lines(book, folder.activities)),
        Block(translate("Orders"), order_lines(book, folder, folder.orders, today)),
        Block(translate("After the sale"), after_sale_lines(book, after_sale, today)),
    ]
    return print_page(title_of(account.id, today, account.name), blocks, screen)


def _facts(book: Book, account: Account, today: date) -> Lines:
    buying = account.purchasing
    how = [
        word(book, "purchasing-pattern", buying.pattern),
        word(book, "purchasing-organisation", buying.organisation),
        word(book, "purchasing-volume", buying.volume),
        word(book, "buying-mode", buying.mode),
    ]
    reviewed, due = account.tier_reviewed, review_due(account, book.models.accounts, today)
    late = due is not None and due < today
    return facts(
        (translate("Also called"), listed(account.aliases)),
        (translate("Parent"), account.parent),
        (translate("Owner"), person(book, account.owner)),
        (translate("Team"), listed(person(book, member) for member in account.team)),
        (
            translate("Tier"),
            joined(
                [
                    word(book, "tier", account.tier),
                    translate("reviewed {day}").format(day=reviewed) if reviewed else None,
                    translate("review due {day}").format(day=date_words(due, today))
                    if late
                    else None,
                ]
            ),
            Tone.RISK if late else Tone.PLAIN,
        ),
        (
            translate("Industry"),
            joined([account.industry, account.segment, word(book, "ownership", account.ownership)]),
        ),
        (translate("Purchasing"), joined(how)),
        (translate("Mostly buys by"), "" if buying.mode else usual_mode(book, account)),
        (translate("Procurement centre"), _centre(account)),
        (translate("Mostly decides"), deciders(book, account)),
        (translate("Incumbent"), account.incumbent),
        (translate("Trust"), _trust(account)),
        (translate("Key-account tests"), _tests(book, account, today)),
        *worth_facts(account),
        (translate("File"), account.path),
    )


def _prospect(
    book: Book, folder: Folder, deals: Sequence[Deal], touched: Callable[[], date | None]
) -> Lines:
    """What a customer is that has not bought yet; nothing while a file of it does not read."""
    model = book.models.rhythm
    key = None if folder.unread else prospect_of(folder, deals, touched)
    label = model.prospects.get(key) if key else None
    return facts((translate("Status"), label_text(label) if label else None))


def _centre(account: Account) -> str | None:
    """Whom to visit there, and before which day of the month (METHODS.md 7)."""
    centre = account.purchasing.centre
    if centre is None:
        return None
    day = centre.tender_day
    before = translate("tender on day {day} of the month").format(day=day) if day else None
    return joined([centre.contact, before]) or translate("to be visited every month")


def _events(book: Book, account: Account) -> Lines:
    """The events by day, the last one first."""
    ordered = sorted(account.events, key=lambda event: event.date, reverse=True)
    return [
        (
            line(event.date.isoformat()),
            line(word(book, "trigger-event", event.kind)),
            line(
                joined(
                    [
                        event.what,
                        translate("until {day}").format(day=event.until) if event.until else None,
                    ]
                )
            ),
        )
        for event in ordered
    ]


def _trust(account: Account) -> str:
    trust = account.trust
    scores = (
        (translate("company {score}"), trust.company),
        (translate("person {score}"), trust.person),
        (translate("risk protection {score}"), trust.risk),
    )
    return joined(text.format(score=score) for text, score in scores if score is not None)


def _tests(book: Book, account: Account, today: date) -> str:
    """The questions that a person answered with yes or no."""
    words = {True: translate("yes"), False: translate("no")}
    verdicts = judge(account, {}, book.models.accounts, fiscal_year(today, book.settings))
    return joined(
        f"{label_text(answer.question.label)} {words[answer.value]}"
        for verdict in verdicts
        for answer in verdict.answers
        if isinstance(answer.value, bool)
    )


def _relationship(book: Book, account: Account) -> Lines:
    stage = account.relationship.stage
    history = history_lines(account, book.methods)
    if history or stage is None:
        return history
    return [(line(relationship_label(book.methods.relationship, stage)),)]


def _gone(book: Book, folder: Folder, today: date) -> Lines:
    """Who decided and left: the relationship may fall back (METHODS.md 6)."""
    left = gone_words(leavers(folder, book.methods.relationship, today))
    return facts((translate("May fall back"), left, Tone.RISK))


def _points(book: Book, folder: Folder, today: date) -> Sequence[PointState]:
    """The working points of the stage; none where nobody ever spoke of the relationship."""
    model, relationship = book.methods.relationship, folder.account.relationship
    if relationship == Relationship():
        return ()
    stage = stage_of(relationship, model, today)
    return point_states(stage, folder, model, book.models.accounts, book.settings, today)


def _deal(deal: Deal, today: date) -> Sequence[Line]:
    """One opportunity: stage, id, name; money, chance and date while it is open."""
    if deal.state is State.OPEN:
        state, tone = date_words(deal.close_date, today), Tone.PLAIN
    else:
        state, tone = state_word(deal.state), Tone.WON if deal.state is State.WON else Tone.PLAIN
    chance = chance_words(deal) if deal.is_open else None
    parts = [deal.name, amount_words(deal), chance, state, uncounted(deal)]
    name = deal.id.rpartition("/")[2]
    return line(deal.stage or NOTHING), line(name), line(joined(parts), tone)
