"""over-ceiling: a bid above the highest price that the tender allows."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.tender_dates import round_in_progress

SLUG, CODE, SEVERITY = "over-ceiling", "KAM218", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each round in progress of an open opportunity whose price is above its ceiling."""
    for _, opportunity in book.opportunities():
        tender = round_in_progress(opportunity.tenders)
        if not (tender and deals[opportunity.reference].is_open):
            continue
        price, ceiling = tender.price, tender.ceiling
        if price is not None and ceiling is not None and price > ceiling:
            params = {"round": tender.round, "price": price, "ceiling": ceiling}
            keys = ("tenders", opportunity.tenders.index(tender), "price")
            yield Finding(CODE, SLUG, SEVERITY, opportunity.path, keys, params=params)
