"""relation-differs: a relationship whose stage is not that of its last history entry."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity

SLUG, CODE, SEVERITY = "relation-differs", "KAM227", Severity.ERROR


def find(book: Book, _deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each stage that was changed by hand; an entry of a day to come is history-order's."""
    for folder in book.folders:
        relationship = folder.account.relationship
        if relationship.stage is None or not relationship.history:
            continue
        last = relationship.history[-1]
        if last.date <= today and last.stage != relationship.stage:
            params = {
                "account": folder.account.id,
                "stage": relationship.stage,
                "last": last.stage,
            }
            keys = ("relationship", "stage")
            yield Finding(CODE, SLUG, SEVERITY, folder.account.path, keys, params=params)
