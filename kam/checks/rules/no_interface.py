"""no-interface: a key account without an owner as its single interface."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity

SLUG, CODE, SEVERITY = "no-interface", "KAM223", Severity.WARNING


def find(book: Book, _deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each account without an owner whose tier asks for one person (METHODS.md 6)."""
    tiers = book.models.accounts.tiers
    for folder in book.folders:
        account = folder.account
        limits = tiers.get(account.tier or "")
        if limits and limits.single_interface and account.owner is None:
            params = {
                "tier": book.methods.vocabulary.words["tier"][str(account.tier)].label,
                "account": account.id,
            }
            yield Finding(CODE, SLUG, SEVERITY, account.path, ("tier",), params=params)
