"""orders-falling: a customer that buys much less than the year before."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.periods import months_before
from kam.domain.purchase_gap import bought_in, gap_of, is_falling
from kam.domain.sales import known_sales

SLUG, CODE, SEVERITY = "orders-falling", "KAM232", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each account that buys less, with what it bought `before` and `now` (METHODS.md 5).

    Of one that has bought too seldom to have a rhythm nothing is said, nor of one that is late:
    that is said already.
    """
    model = book.models.worth
    for account, sales in known_sales(book, deals.values()):
        gap = gap_of(sales, model, today)
        if gap is None or gap.late:
            continue
        before = bought_in(sales, model.months, months_before(today, model.months))
        now = bought_in(sales, model.months, today)
        if is_falling(before, now, model):
            params = {"before": before, "now": now, "months": model.months, "account": account.id}
            yield Finding(CODE, SLUG, SEVERITY, account.path, ("name",), params=params)
