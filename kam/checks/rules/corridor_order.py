"""corridor-order: a term of a negotiation sheet whose opening, target and floor are crossed."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.corridor import out_of_order
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity

SLUG, CODE, SEVERITY = "corridor-order", "KAM251", Severity.ERROR


def find(book: Book, _deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each term whose floor or target is better for us than what stands before it.

    Its `kind` names the two points. Only figures of one unit are compared (METHODS.md 8).
    """
    guides = book.models.sheets.negotiation
    for sheet in (sheet for folder in book.folders for sheet in folder.sheets):
        for term, corridor in sheet.negotiation.terms.items():
            better = guides[term].better if term in guides else None
            points = out_of_order(corridor, better) if better else None
            if points is None:
                continue
            early, late = points
            params = {
                "kind": f"{early}-{late}",
                "early": getattr(corridor, early),
                "late": getattr(corridor, late),
            }
            keys = ("negotiation", "terms", term, late)
            yield Finding(CODE, SLUG, SEVERITY, sheet.path, keys, params=params)
