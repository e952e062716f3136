"""What the pages of an account and of an opportunity share: people, steps, activities, orders."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kam.domain.activity import Activity, Task, open_tasks
from kam.domain.book import Book, Folder
from kam.domain.contact import Contact
from kam.domain.conversion import order_terms
from kam.domain.deal import Deal
from kam.domain.money import ZERO
from kam.domain.opportunity import PersonHere
from kam.domain.order import Order
from kam.domain.payments import is_paid
from kam.domain.person import roles_here
from kam.domain.playbook import Playbook, Stage
from kam.domain.snoozing import is_asleep, snooze_of
from kam.domain.states import State
from kam.i18n import language, translate, translate_plural
from kam.render import figures
from kam.render.line import Line, Tone, line
from kam.render.phrases import joined, listed, with_detail

_LATEST = 5
Lines = list[Sequence[Line]]


def word(book: Book, vocabulary: str, key: str | None) -> str:
    """A word of the book's vocabulary in the language in force; empty for none."""
    return book.methods.vocabulary.label(vocabulary, key, language()) if key else ""


def person(book: Book, key: str | None) -> str:
    """One of our people: the id, and the name where the book has it."""
    member = book.settings.people.get(key) if key else None
    return f"{key} {member.name}" if member and member.name else key or ""


def date_words(day: date | None, today: date) -> str:
    """A date and how far away it is: `2026-12-28 (in 37 days)`."""
    if day is None:
        return ""
    return with_detail(day.isoformat(), away(day, today))


def away(day: date, today: date) -> str:
    """How far away a date is: `in 37 days`, `3 days ago`."""
    days = (day - today).days
    if days < 0:
        words = translate_plural("{days} day ago", "{days} days ago", -days)
        return words.format(days=figures.days(-days))
    return translate("in {days} days").format(days=figures.days(days))


def amount_words(deal: Deal) -> str | None:
    """What a deal is worth as its file states it; nothing where it does not."""
    return figures.money(deal.stated, deal.currency) if deal.stated is not None else None


def chance_words(deal: Deal) -> str | None:
    """How probable a deal is; nothing where that is not known."""
    return f"{figures.percent(deal.probability)} %" if deal.probability is not None else None


def uncounted(deal: Deal) -> str | None:
    """That another alternative counts in its place; nothing of all others."""
    return translate("not counted: an alternative") if deal.superseded else None


def work_in_hand(playbook: Playbook, deal: Deal) -> Stage | None:
    """The stage that an opportunity works towards: the next one, also after the sale."""
    goes_on = deal.is_open or deal.state is State.WON
    return playbook.after(deal.stage) if goes_on else None


def people_lines(
    book: Book, contacts: Mapping[str, Contact], here: Mapping[str, PersonHere]
) -> Lines:
    """The customer's people: attitude, name, id, and what they are; those that left come last."""
    ordered = sorted(contacts.items(), key=lambda pair: pair[1].left is not None)
    return [_person_line(book, key, contact, here.get(key)) for key, contact in ordered]


def _person_line(book: Book, key: str, contact: Contact, here: PersonHere | None) -> Sequence[Line]:
    attitude = (here.attitude if here else None) or contact.attitude
    roles = roles_here(contact, here or PersonHere())
    parts = [
        contact.title,
        listed(word(book, "role", role) for role in roles),
        translate("leads the evaluation") if here and here.lead else None,
        word(book, "level", contact.level),
        word(book, "attitude", attitude),
        word(book, "contact-depth", contact.contact),
        translate("veto") if contact.veto else None,
        translate("outside") if contact.outside else None,
        translate("left {day}").format(day=contact.left.isoformat()) if contact.left else None,
        translate("moved to {place}").format(place=contact.moved_to) if contact.moved_to else None,
    ]
    sign = book.models.people.stance(attitude).sign if attitude else " "
    return line(sign), line(contact.name), line(key), line(joined(parts))


def task_lines(tasks: Iterable[Task], today: date) -> Lines:
    """The open next steps by due date, with their ids."""
    return [
        (
            line(
                figures.day(task.due),
                Tone.RISK if task.due and task.due < today else Tone.PLAIN,
            ),
            line(task.id),
            line(task.owner or figures.NOTHING),
            line(_put_off(task, today)),
        )
        for task in open_tasks(tasks)
    ]


def _put_off(task: Task, today: date) -> str:
    """What a step is and, while it is put off, until when, how often and why."""
    snooze = snooze_of(task)
    if snooze is None or not is_asleep(task, today):
        return task.what
    detail = translate("put off until {day}, {count}×: {reason}").format(
        day=snooze.until, count=len(task.snoozed), reason=snooze.because or figures.NOTHING
    )
    return with_detail(task.what, detail)


def activity_lines(book: Book, activities: Iterable[Activity]) -> Lines:
    """The latest activities, the last one first."""
    latest = sorted(activities, key=lambda entry: entry.date, reverse=True)[:_LATEST]
    return [
        (
            line(figures.day(entry.date)),
            line(word(book, "activity", entry.kind)),
            line(entry.by or figures.NOTHING),
            line(note_words(entry, listed(entry.with_))),
        )
        for entry in latest
    ]


def note_words(entry: Activity, people: str) -> str:
    """What was noted, and with whom it was: `people`."""
    return with_detail(entry.note, people) if entry.note else people


def order_lines(book: Book, folder: Folder, orders: Iterable[Order], today: date) -> Lines:
    """Orders by date, with what of their payments is open today."""
    by_id = {opportunity.id: opportunity for opportunity in folder.opportunities}
    found: Lines = []
    for order in sorted(orders, key=lambda order: order.date):
        currency = order_terms(by_id.get(order.opportunity or ""), book.settings).currency
        unpaid = sum((one.amount for one in order.payments if not is_paid(one, today)), ZERO)
        parts = [
            figures.money(order.amount, currency),
            order.line,
            translate("accepted {day}").format(day=order.accepted) if order.accepted else None,
            translate("to be paid {amount}").format(amount=figures.trimmed(unpaid))
            if unpaid
            else None,
        ]
        found.append((line(figures.day(order.date)), line(order.id), line(joined(parts))))
    return found
