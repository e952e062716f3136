"""tier-review: a tier that nobody has looked at for longer than the model allows."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.tiering import review_due

SLUG, CODE, SEVERITY = "tier-review", "KAM221", Severity.WARNING


def find(book: Book, _deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each tier whose last review is too old; one never reviewed says nothing of it."""
    for folder in book.folders:
        account = folder.account
        due = review_due(account, book.models.accounts, today)
        if account.tier is not None and due is not None and due < today:
            params = {"reviewed": account.tier_reviewed, "due": due, "account": account.id}
            yield Finding(CODE, SLUG, SEVERITY, account.path, ("tier_reviewed",), params=params)
