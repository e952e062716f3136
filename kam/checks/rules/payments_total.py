"""payments-total: an order whose payments do not add up to it."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.money import ZERO

SLUG, CODE, SEVERITY = "payments-total", "KAM302", Severity.WARNING


def find(book: Book, _deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each order that states payments of another sum than its amount.

    Its `kind`: `less`, nothing says when the `rest` is paid; `more`, the payments go beyond it.
    Of a credit note it is the other way round: its amounts are below 0.
    """
    for folder in book.folders:
        for order in folder.orders:
            total = sum((payment.amount for payment in order.payments), ZERO)
            rest = order.amount - total
            if order.payments and rest:
                kind = "less" if (rest > 0) is (order.amount > 0) else "more"
                params = {"kind": kind, "total": total, "amount": order.amount, "rest": rest}
                params |= {"account": folder.account.id, "order": order.id}
                keys = (order.id, "payments")
                yield Finding(CODE, SLUG, SEVERITY, order.path, keys, params=params)
