"""override-reason: a category or probability that a person set without saying why."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity

SLUG, CODE, SEVERITY = "override-reason", "KAM108", Severity.ERROR


def find(book: Book, _deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each override without a reason (METHODS.md 9)."""
    for _, opportunity in book.opportunities():
        overrides = {"category": opportunity.category, "probability": opportunity.probability}
        for key, override in overrides.items():
            if override is not None and not (override.reason or "").strip():
                params = {"kind": key, "value": override.value}
                yield Finding(CODE, SLUG, SEVERITY, opportunity.path, (key,), params=params)
