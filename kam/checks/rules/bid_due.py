"""bid-due: a bid that is due soon, or was, and has no price yet."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.tender_dates import round_in_progress

SLUG, CODE, SEVERITY = "bid-due", "KAM214", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each round in progress whose bid is due within the model's `bid_days`, unpriced."""
    for _, opportunity in book.opportunities():
        tender = round_in_progress(opportunity.tenders)
        if not (tender and tender.bid_due and deals[opportunity.reference].is_open):
            continue
        days = (tender.bid_due - today).days
        if tender.price is None and days <= book.models.buying.bid_days:
            kind = "past" if days < 0 else "soon"
            params = {"kind": kind, "days": abs(days), "round": tender.round}
            keys = ("tenders", opportunity.tenders.index(tender), "bid_due")
            yield Finding(CODE, SLUG, SEVERITY, opportunity.path, keys, params=params)
