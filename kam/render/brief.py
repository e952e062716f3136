"""The brief: one page before a meeting, on a terminal and as Markdown (METHODS.md 3, 4 and 8).

It has room for what matters most of everything; the last line of a part says how much more there
is. What is still unknown stands at its end.
"""

from collections.abc import Iterator, Sequence

from kam.domain.activity import Activity
from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.i18n import translate
from kam.render import figures
from kam.render.account_plan import objective_words
from kam.render.brief_facts import fact_lines
from kam.render.brief_room import limited, more_words
from kam.render.brief_talk import name_of, talk_blocks
from kam.render.brief_unknown import unknown_lines
from kam.render.labels import label_text
from kam.render.layout import title_of
from kam.render.line import Line, Tone, line
from kam.render.markdown import page_markdown
from kam.render.page import Block, print_page
from kam.render.people_words import unread_words
from kam.render.phrases import joined, listed
from kam.render.screen import Screen
from kam.render.show_parts import (
    Lines,
    amount_words,
    chance_words,
    note_words,
    task_lines,
    uncounted,
    word,
)
from kam.reports.brief import Brief
from kam.reports.people_map import MapRow

_PEOPLE, _DEALS, _STEPS, _LATEST, _AIMS, _VISITS = 5, 5, 4, 3, 3, 3
"""How many lines each part has room for."""


def brief_text(result: Brief, book: Book, screen: Screen) -> str:
    """The brief for a screen."""
    return print_page(_title(result), _blocks(result, book), screen)


def brief_markdown(result: Brief, book: Book) -> str:
    """The brief as a Markdown file."""
    return page_markdown(_title(result), _blocks(result, book))


def _title(result: Brief) -> list[Line]:
    account, opportunity = result.folder.account, result.opportunity
    if opportunity is None:
        return title_of(translate("Brief"), result.as_of, account.id, account.name)
    names = (opportunity.reference, opportunity.name, account.name)
    return title_of(translate("Brief"), result.as_of, *names)


def _blocks(result: Brief, book: Book) -> Iterator[Block]:
    yield Block("", fact_lines(result, book))
    yield Block(translate("Opportunities"), limited(list(map(_deal, result.deals)), _DEALS))
    yield Block(translate("People"), _people(result, book))
    yield Block(translate("Next steps"), limited(task_lines(result.tasks, result.as_of), _STEPS))
    latest = [_activity(one, result, book) for one in result.activities[:_LATEST]]
    yield Block(translate("Latest activities"), latest)
    yield from talk_blocks(result, book)
    yield Block(_plan_heading(result), _plan(result, book))
    asked = [(line(label_text(one)),) for one in result.preparation]
    yield Block(translate("Before a first visit"), asked)
    yield Block(translate("Still unknown"), unknown_lines(result, book))


def _deal(deal: Deal) -> Sequence[Line]:
    """One open opportunity of the account."""
    day = deal.close_date.isoformat() if deal.close_date else translate("undated")
    name = deal.id.rpartition("/")[2]
    return (
        line(deal.stage or figures.NOTHING),
        line(name),
        line(joined([deal.name, amount_words(deal), chance_words(deal), day, uncounted(deal)])),
    )


def _people(result: Brief, book: Book) -> Lines:
    shown = result.people[:_PEOPLE]
    found: Lines = [_person(row, book) for row in shown]
    for home in result.map.unread_contacts:
        found.append((line(unread_words(home), Tone.RISK),))
    names = listed(row.person.contact.name for row in result.map.visits[:_VISITS])
    rest = [
        more_words(len(result.people) - len(shown)) if len(result.people) > len(shown) else "",
        translate("visit next: {names}").format(names=names) if names else "",
    ]
    return [*found, (line(joined(rest)),)] if any(rest) else found


def _person(row: MapRow, book: Book) -> Sequence[Line]:
    """Attitude as a sign, the name, and what matters in a conversation."""
    contact, person, model = row.person.contact, row.person, book.models.people
    relation = row.relation_type
    texts = [
        contact.title,
        listed(word(book, "role", role) for role in person.roles),
        translate("leads the evaluation") if person.lead else None,
        translate("veto") if contact.veto else None,
        word(book, "attitude", person.attitude),
        label_text(model.relation_types[relation].label) if relation else None,
    ]
    return line(model.stance(person.attitude).sign), line(contact.name), line(joined(texts))


def _activity(entry: Activity, result: Brief, book: Book) -> Sequence[Line]:
    """What was done last: the day, the kind, what came of it and who was there."""
    people = listed(name_of(result, name) for name in entry.with_)
    text = note_words(entry, people)
    return line(entry.date.isoformat()), line(word(book, "activity", entry.kind)), line(text)


def _plan_heading(result: Brief) -> str:
    return " ".join(filter(None, (translate("Account plan"), result.plan.period)))


def _plan(result: Brief, book: Book) -> Lines:
    words = book.methods.vocabulary
    rows = [row for row in result.plan.rows if row.open and row.objective]
    return limited(
        [
            (line(row.objective.what), objective_words(row, result.plan, words, owner=False))
            for row in rows
            if row.objective
        ],
        _AIMS,
    )
