"""call-crossed: a call whose best case is less than its commit."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import CALLS
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity

SLUG, CODE, SEVERITY = "call-crossed", "KAM287", Severity.ERROR


def find(book: Book, _deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each such line; the best case holds the commit."""
    for index, call in enumerate(book.calls):
        if call.best_case is not None and call.best_case < call.commit:
            params = {"commit": call.commit, "best_case": call.best_case}
            keys = (index, "best_case")
            yield Finding(CODE, SLUG, SEVERITY, CALLS, keys, params=params)
