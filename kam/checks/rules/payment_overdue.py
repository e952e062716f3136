"""payment-overdue: a payment that has been late for long."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.payments import is_paid, pay_day

SLUG, CODE, SEVERITY = "payment-overdue", "KAM303", Severity.WARNING


def find(book: Book, _deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each payment later than the model allows, with the calendar `days` since its day.

    One that was promised for a day, by a `paid` that lay ahead, is due on it (METHODS.md 13).
    """
    limit = book.models.receivables.late
    for folder in book.folders:
        for order in folder.orders:
            for index, payment in enumerate(order.payments):
                due = pay_day(payment)
                if due is None or is_paid(payment, today) or (today - due).days <= limit:
                    continue
                params = {"days": (today - due).days, "due": due, "number": index + 1}
                params |= {"account": folder.account.id, "order": order.id}
                keys = (order.id, "payments", index, "due")
                yield Finding(CODE, SLUG, SEVERITY, order.path, keys, params=params)
