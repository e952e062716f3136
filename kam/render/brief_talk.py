"""What the conversation sheets say, for a brief: needs, answers, FABE, negotiation, objections."""

from collections.abc import Iterator, Sequence

from kam.domain.book import Book
from kam.domain.corridor import POINTS, figure_of
from kam.domain.sheet import Fabe, NegotiationPlan, Objection
from kam.i18n import mark, translate
from kam.render.brief_room import in_a_row, limited
from kam.render.figures import NOTHING, money
from kam.render.line import Line, Tone, line
from kam.render.page import Block
from kam.render.phrases import joined, with_detail
from kam.render.show_parts import Lines, word
from kam.reports.brief import Brief

_NEEDS, _ANSWERS, _FEATURES, _OBJECTIONS = 4, 2, 3, 4
"""How many needs, answers of each part, features and objections there is room for."""
_POINTS = {
    "opening": mark("opening {value}"),
    "target": mark("target {value}"),
    "floor": mark("floor {value}"),
}


def talk_blocks(result: Brief, book: Book) -> Iterator[Block]:
    """A block for each kind of sheet that says something."""
    yield Block(translate("What they said"), _said(result, book))
    shown = [_fabe(one, result) for one in result.talk.fabe]
    yield Block(translate("What we show (FABE)"), limited(shown, _FEATURES))
    yield Block(translate("Negotiation"), _negotiation(result, book))
    objections = [_objection(one, result, book) for one in result.objections]
    yield Block(translate("Objections"), limited(objections, _OBJECTIONS))


def name_of(result: Brief, reference: str | None) -> str:
    """The name of a contact; the reference itself where it leads to none of the map."""
    names = {row.id: row.person.contact.name for row in result.map.rows}
    return names.get(reference or "", reference or "")


def _said(result: Brief, book: Book) -> Lines:
    """Needs first, then the latest answers of each part of SPIN, then 6W3H on one line."""
    talk = result.talk
    needs: Lines = [
        (
            line(translate("Need")),
            line(
                translate("{implied} → {explicit}").format(
                    implied=_by(one.implied, result, one.by),
                    explicit=one.explicit or translate("not yet explicit"),
                ),
            ),
        )
        for one in talk.needs
    ]
    found = limited(needs, _NEEDS)
    for part in dict.fromkeys((*book.models.sheets.spin, *talk.spin)):
        texts = [f"{one.ask} {one.answer}" for one in talk.spin.get(part, ()) if one.answer]
        if texts:
            latest = in_a_row(reversed(texts), _ANSWERS)
            found.append((line(word(book, "spin", part)), line(latest)))
    answers = [
        translate("{words}: {answer}").format(
            words=word(book, "question-word", key), answer=talk.questions[key]
        )
        for key in dict.fromkeys((*book.models.sheets.questions, *talk.questions))
        if key in talk.questions
    ]
    return [*found, *([(line("6W3H"), line(joined(answers)))] if answers else [])]


def _by(text: str, result: Brief, reference: str | None) -> str:
    """What was said, and who said it."""
    return with_detail(text, name_of(result, reference))


def _fabe(shown: Fabe, result: Brief) -> Sequence[Line]:
    chain = " → ".join(part for part in (shown.advantage, shown.benefit) if part)
    return (
        line(_by(shown.feature, result, shown.for_)),
        line(joined([chain, shown.evidence]) or NOTHING),
    )


def _negotiation(result: Brief, book: Book) -> Lines:
    sheet, order = result.talk.negotiation, book.models.sheets.negotiation
    terms = [key for key in dict.fromkeys((*order, *sheet.terms)) if key in sheet.terms]
    found: Lines = [
        (line(word(book, "negotiation-term", key)), line(_corridor(key, result, book)))
        for key in terms
    ]
    return [*found, *(_plan(plan, result, book) for plan in sheet.plans)]


def _corridor(term: str, result: Brief, book: Book) -> str:
    corridor = result.talk.negotiation.terms[term]
    points = [
        translate(_POINTS[point]).format(value=_value(term, value, result, book))
        for point in POINTS
        if (value := getattr(corridor, point))
    ]
    return joined([" → ".join(points), corridor.note])


def _value(term: str, value: str, result: Brief, book: Book) -> str:
    """A point of a term; plain figures of money with the currency of the opportunity."""
    guide, figure = book.models.sheets.negotiation.get(term), figure_of(value)
    if guide is None or not guide.amount or figure is None or figure[1]:
        return value
    currency = result.deal.currency if result.deal else book.settings.currency
    return money(figure[0], currency)


def _plan(plan: NegotiationPlan, result: Brief, book: Book) -> Sequence[Line]:
    terms = [
        f"{word(book, 'negotiation-term', term)} {_value(term, value, result, book)}"
        for term, value in plan.terms.items()
    ]
    name = translate("Plan {name}").format(name=plan.name)
    return line(name), line(joined([plan.when, *terms]) or NOTHING)


def _objection(one: Objection, result: Brief, book: Book) -> Sequence[Line]:
    model = book.models.sheets
    status = one.status or next(iter(model.open_objections), None)
    answer = one.answer or translate("no answer yet")
    return (
        line(word(book, "objection-status", status), Tone.RISK),
        line(f"{_by(one.objection, result, one.by)} → {answer}"),
    )
