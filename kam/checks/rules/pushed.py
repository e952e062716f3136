"""pushed: an open opportunity whose close date was put off again and again."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import playbook_of_deal
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity

SLUG, CODE, SEVERITY = "pushed", "KAM121", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], _: date, /) -> Iterator[Finding]:
    """Yield each with its push count in `times`; what is without history has none (METHODS.md 11).

    The playbook says in `push_limit` from which count on.
    """
    if book.trails is None:
        return
    for deal in deals.values():
        limit = playbook_of_deal(book, deal).push_limit
        if not deal.is_open or limit is None:
            continue
        times = book.trails.pushes(deal)
        if times >= limit:
            params = {"times": times, "limit": limit}
            yield Finding(CODE, SLUG, SEVERITY, deal.path, ("close_date",), params=params)
