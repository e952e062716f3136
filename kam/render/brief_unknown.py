"""What is still unknown, in words: a line a subject, the things to ask one after the other."""

from itertools import groupby

from kam.domain.book import Book
from kam.i18n import mark, translate
from kam.render.brief_room import in_a_row
from kam.render.json import Json
from kam.render.labels import label_text
from kam.render.line import Tone, line
from kam.render.people_words import gap_words
from kam.render.phrases import listed, with_detail
from kam.render.show_parts import Lines, word
from kam.reports.brief import Brief
from kam.reports.brief_unknown import About, Unknown

_SUBJECTS = {
    About.FILES: mark("Files that do not read"),
    About.PEOPLE: mark("People"),
    About.ATTITUDES: mark("Attitude of"),
    About.FACTS: mark("Facts"),
    About.NEEDS: mark("Explicit need"),
    About.ASKED: mark("Unanswered"),
    About.SPIN: mark("Ask (SPIN)"),
    About.QUESTIONS: mark("Ask (6W3H)"),
    About.FABE: mark("To prove (FABE)"),
    About.NEGOTIATION: mark("Before negotiating"),
    About.QUALIFICATION: mark("Qualification"),
    About.VISIT: mark("A first visit collects"),
}
_FACTS = {
    "amount": mark("amount"),
    "close_date": mark("close date"),
    "competitors": mark("competitors"),
    "criteria": mark("criteria of the decision"),
    "mode": mark("buying mode"),
    "step": mark("their present step"),
    "contacts": mark("anybody of the customer"),
    "tier": mark("tier"),
    "industry": mark("industry"),
    "ownership": mark("ownership"),
    "pattern": mark("how often they buy"),
    "organisation": mark("where they buy"),
    "incumbent": mark("whose customer they are now"),
    "category_spend": mark("what they spend on it a year"),
}
_WORDS = {About.QUESTIONS: "question-word", About.NEGOTIATION: "negotiation-term"}
"""Where the words are enough; the questions stand in a new sheet."""
_ROOM = 4
"""How many things of one subject there is room for, where a word is not enough for each."""
_FABE = {
    "benefit": mark("{feature}: the benefit"),
    "evidence": mark("{feature}: the evidence"),
}


def unknown_lines(result: Brief, book: Book) -> Lines:
    """A line a subject of which something is unknown."""
    found: Lines = []
    for about, group in groupby(sorted(result.unknown, key=_order), key=lambda one: one.about):
        words = [_words(one, result, book) for one in group]
        texts = in_a_row(words, len(words) if about in _WORDS else _ROOM)
        found.append((line(translate(_SUBJECTS[about]), Tone.FAINT), line(texts)))
    return found


def unknown_json(result: Brief, book: Book) -> list[Json]:
    """Each thing with its subject and key, in words."""
    return [
        {
            "about": one.about.value,
            "key": one.key,
            "text": label_text(one.label) if one.label else _words(one, result, book),
        }
        for one in sorted(result.unknown, key=_order)
    ]


def _order(unknown: Unknown) -> int:
    return tuple(About).index(unknown.about)


def _words(unknown: Unknown, result: Brief, book: Book) -> str:
    if unknown.gap:
        names = {row.person.key: row.person.contact.name for row in result.map.rows}
        people = listed(names[key] for key in unknown.gap.people)
        return gap_words(unknown.gap, people, book.methods.vocabulary)
    if unknown.about is About.FACTS:
        return translate(_FACTS[unknown.key])
    if unknown.about is About.FABE:
        return translate(_FABE[unknown.key]).format(feature=unknown.text)
    if unknown.about is About.ASKED:
        return with_detail(unknown.text, word(book, "spin", unknown.key))
    if unknown.about in _WORDS:
        return word(book, _WORDS[unknown.about], unknown.key)
    return label_text(unknown.label) if unknown.label else unknown.text
