"""amount-missing: an open opportunity of which nothing says how large it is."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity

SLUG, CODE, SEVERITY = "amount-missing", "KAM107", Severity.WARNING


def find(_book: Book, deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each open opportunity with neither an amount nor amounts of its products."""
    for deal in deals.values():
        if deal.is_open and deal.stated is None:
            yield Finding(CODE, SLUG, SEVERITY, deal.path, ("amount",))
