"""attack-unreasoned: a competitor's customer worked on, and nobody says why it can be won."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import unread_paths
from kam.domain.deal import Deal, by_account
from kam.domain.finding import Finding, Severity
from kam.domain.purchase_ladder import rung_of, wants_a_reason
from kam.domain.sales import sales_are_read, sales_of

SLUG, CODE, SEVERITY = "attack-unreasoned", "KAM225", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each account with an incumbent, an open opportunity and no reason (METHODS.md 6).

    Nothing is said where a file did not read that says what they bought.
    """
    model, unread = book.methods.relationship, unread_paths(book.findings)
    of_account = by_account(deals.values())
    for folder in book.folders:
        account = folder.account
        own = of_account.get(account.id, ())
        if not any(deal.is_open for deal in own) or not sales_are_read(account.id, unread):
            continue
        rung = rung_of(account, tuple(sales_of(folder, own, book.settings)), model, today)
        if wants_a_reason(account, rung, model):
            params = {"incumbent": account.incumbent, "account": account.id}
            yield Finding(CODE, SLUG, SEVERITY, account.path, ("incumbent",), params=params)
