"""splits-total: an opportunity whose credit is not shared out to 100 %."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.money import HUNDRED, ZERO

SLUG, CODE, SEVERITY = "splits-total", "KAM109", Severity.ERROR


def find(book: Book, _deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each list of splits whose shares, overlays apart, miss 100 % (METHODS.md 10)."""
    for _, opportunity in book.opportunities():
        shares = (split.share for split in opportunity.splits if not split.overlay)
        total = sum(shares, ZERO)
        if opportunity.splits and total != HUNDRED:
            params = {"total": total}
            yield Finding(CODE, SLUG, SEVERITY, opportunity.path, ("splits",), params=params)
