"""A project on an opportunity's page: its lots and alternatives, and what of them counts."""

from kam.domain.book import Book
from kam.i18n import mark, translate
from kam.render.figures import NOTHING, money
from kam.render.labels import state_word
from kam.render.line import Line, Tone, line
from kam.render.phrases import joined, listed, with_detail
from kam.render.show_parts import Lines, amount_words, word
from kam.reports.project import Project, ProjectPart
from kam.reports.selection import Apart

_APART = {
    Apart.HELD: mark("not counted: on hold"),
    Apart.UNCONVERTED: mark("not counted: no rate converts it"),
    Apart.ALTERNATIVES: mark("not counted: an alternative"),
}


def project_lines(book: Book, project: Project, own: str) -> Lines:
    """Every part by lot, the page's own with a sign, and the sums of what counts.

    Nothing where `own`, the full id of the page's opportunity, is the only part.
    """
    if len(project.parts) < 2:  # noqa: PLR2004 - another one beside it
        return []
    currency = book.settings.currency
    sums = (
        (translate("open {amount}"), project.open_amount),
        (translate("weighted {amount}"), project.weighted),
        (translate("won {amount}"), project.won),
    )
    total = joined(text.format(amount=money(value, currency)) for text, value in sums if value)
    found: Lines = [_part(book, part, part.deal.id == own) for part in project.parts]
    return [*found, (line(""), line(translate("Counted")), line(total))] if total else found


def _part(book: Book, part: ProjectPart, own: bool) -> tuple[Line, ...]:  # noqa: FBT001
    deal = part.deal
    lot = translate("lot {lot}").format(lot=deal.lot) if deal.lot else NOTHING
    parties = (
        with_detail(party.name, word(book, "party-role", party.role)) for party in part.parties
    )
    told = [
        deal.name,
        deal.stage if deal.is_open else state_word(deal.state),
        amount_words(deal),
        translate(_APART[part.apart]) if part.apart else None,
        listed(parties),
    ]
    name = line(f"▶{deal.id}" if own else deal.id, Tone.STRONG if own else Tone.PLAIN)
    return line(lot), name, line(joined(told))
