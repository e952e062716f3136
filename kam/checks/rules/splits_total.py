"""splits-total: an opportunity whose credit is not shared out to 100 %."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.credits import is_uneven, revenue_total
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity

SLUG, CODE, SEVERITY = "splits-total", "KAM109", Severity.ERROR


def find(_book: Book, deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each list of splits whose shares, overlays apart, miss 100 % (METHODS.md 10)."""
    for deal in deals.values():
        if is_uneven(deal):
            params = {"total": revenue_total(deal.splits)}
            yield Finding(CODE, SLUG, SEVERITY, deal.path, ("splits",), params=params)
