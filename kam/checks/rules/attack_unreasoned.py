"""attack-unreasoned: a competitor's customer worked on, and nobody says why it can be won."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.purchase_ladder import rung_of, wants_a_reason
from kam.domain.sales import known_folders, sales_of

SLUG, CODE, SEVERITY = "attack-unreasoned", "KAM225", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each account with an incumbent, an open opportunity and no reason (METHODS.md 6).

    Nothing is said where a file did not read that says what they bought.
    """
    model = book.methods.relationship
    for folder, own in known_folders(book, deals.values()):
        account = folder.account
        if not any(deal.is_open for deal in own):
            continue
        rung = rung_of(account, tuple(sales_of(folder, own, book.settings)), model, today)
        if wants_a_reason(account, rung, model):
            params = {"incumbent": account.incumbent, "account": account.id}
            yield Finding(CODE, SLUG, SEVERITY, account.path, ("incumbent",), params=params)
