"""target-twice: a target that stands in place of another one for the same period."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import TARGETS
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity

SLUG, CODE, SEVERITY = "target-twice", "KAM294", Severity.ERROR


def find(book: Book, _deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each target that says again what one above it says: only the last one holds."""
    seen = set()
    for index, target in enumerate(book.targets):
        whose = target.owner or target.team or ""
        fact = (bool(target.owner), whose, target.period, target.measure)
        if fact in seen:
            params = {"kind": "whose" if whose else "book", "whose": whose, "period": target.period}
            yield Finding(CODE, SLUG, SEVERITY, TARGETS, (index, "period"), params=params)
        seen.add(fact)
