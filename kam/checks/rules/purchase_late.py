"""purchase-late: a customer that has not bought for longer than its own rhythm allows."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.purchase_gap import gap_of
from kam.domain.sales import known_sales

SLUG, CODE, SEVERITY = "purchase-late", "KAM231", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each account late by its own median gap: `days` since the last (METHODS.md 5).

    One that has bought too seldom to have a rhythm is never late.
    """
    for account, sales in known_sales(book, deals.values()):
        gap = gap_of(sales, book.models.worth, today)
        if gap is not None and gap.late:
            params = {"days": gap.days, "gap": gap.median, "due": gap.due_by, "account": account.id}
            yield Finding(CODE, SLUG, SEVERITY, account.path, ("name",), params=params)
