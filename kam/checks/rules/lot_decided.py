"""lot-decided: an alternative that is still open although what it was for is won."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal, won_instead, won_parts
from kam.domain.finding import Finding, Severity

SLUG, CODE, SEVERITY = "lot-decided", "KAM217", Severity.WARNING


def find(_book: Book, deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each open alternative whose lot, or whose project whole, is won: it is to be closed."""
    won = won_parts(deals.values())
    for deal in deals.values():
        winner = won_instead(deal, won)
        if winner:
            params = {"kind": "lot" if winner.lot else "", "project": deal.project or ""}
            params |= {"lot": winner.lot or "", "other": winner.id}
            yield Finding(CODE, SLUG, SEVERITY, deal.path, ("alternative",), params=params)
