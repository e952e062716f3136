"""acceptance-overdue: an order that was to be accepted by now and is not."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.acceptance import acceptance_due
from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity

SLUG, CODE, SEVERITY = "acceptance-overdue", "KAM274", Severity.WARNING


def find(book: Book, _deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each order past its day of acceptance, with the calendar `days` since (METHODS.md 2).

    Quiet about an account whose orders do not speak of acceptance at all.
    """
    for folder in book.folders:
        for order in folder.orders:
            due = acceptance_due(order, folder, book.models.service)
            if due and due < today:
                params = {"days": (today - due).days, "due": due, "order": order.id}
                params |= {"account": folder.account.id}
                keys = (order.id, "accept_by") if order.accept_by else (order.id,)
                yield Finding(CODE, SLUG, SEVERITY, order.path, keys, params=params)
