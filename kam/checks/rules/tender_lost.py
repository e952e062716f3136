"""tender-lost: an open opportunity whose last tender can no longer be won."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.tender_dates import last_round

SLUG, CODE, SEVERITY = "tender-lost", "KAM219", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each last round with a result after which nothing more comes (`lost_results`)."""
    lost = book.models.buying.lost_results
    for _, opportunity in book.opportunities():
        tender = last_round(opportunity.tenders)
        if tender and tender.result in lost and deals[opportunity.reference].is_open:
            results = book.methods.vocabulary.words["tender-result"]
            params = {"round": tender.round, "result": results[tender.result].label}
            keys = ("tenders", opportunity.tenders.index(tender), "result")
            yield Finding(CODE, SLUG, SEVERITY, opportunity.path, keys, params=params)
