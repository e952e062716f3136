"""reporting-ring: people who report to each other in a ring."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.hierarchy import rings

SLUG, CODE, SEVERITY = "reporting-ring", "KAM205", Severity.ERROR


def find(book: Book, _deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield one finding a ring, at its first person."""
    for folder in book.folders:
        superiors = {name: contact.reports_to for name, contact in folder.contacts.items()}
        for ring in rings(superiors):
            params = {"names": " -> ".join((*ring, ring[0]))}
            path, keys = folder.contacts[ring[0]].path, (ring[0], "reports_to")
            yield Finding(CODE, SLUG, SEVERITY, path, keys, params=params)
