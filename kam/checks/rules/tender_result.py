"""tender-result: a tender that was opened long ago and has no result."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity

SLUG, CODE, SEVERITY = "tender-result", "KAM216", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each round opened more than the model's `result_days` ago, also before a later one."""
    for _, opportunity in book.opportunities():
        if not deals[opportunity.reference].is_open:
            continue
        for place, tender in enumerate(opportunity.tenders):
            if tender.result is not None or tender.opens is None:
                continue
            days = (today - tender.opens).days
            if days > book.models.buying.result_days:
                params = {"days": days, "round": tender.round}
                keys = ("tenders", place, "opens")
                yield Finding(CODE, SLUG, SEVERITY, opportunity.path, keys, params=params)
