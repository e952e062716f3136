"""tender-result: a tender that was opened long ago and has no result."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.tender_dates import round_in_progress

SLUG, CODE, SEVERITY = "tender-result", "KAM216", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each round in progress that was opened more than the model's `result_days` ago."""
    for _, opportunity in book.opportunities():
        tender = round_in_progress(opportunity.tenders)
        if not (tender and tender.opens and deals[opportunity.reference].is_open):
            continue
        days = (today - tender.opens).days
        if days > book.models.buying.result_days:
            params = {"days": days, "round": tender.round}
            keys = ("tenders", opportunity.tenders.index(tender), "opens")
            yield Finding(CODE, SLUG, SEVERITY, opportunity.path, keys, params=params)
