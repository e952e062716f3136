"""tier-differs: a recorded tier that is not the one that the data suggest."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import unread_paths
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.tiering import assess, is_higher, is_on_purpose

SLUG, CODE, SEVERITY = "tier-differs", "KAM222", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each tier that profit, growth and screens do not bear out (METHODS.md 5).

    Shares mean something only where every sale of the book states its margin, reads and converts:
    else nothing is said.
    Nor is it of a higher tier that a person gave or kept in a review that is not over yet: only
    upward is a tier moved on purpose.
    """
    model, words = book.models.accounts, book.methods.vocabulary.words["tier"]
    standings = assess(
        book.folders, deals.values(), model, book.settings, unread_paths(book.findings), today
    )
    if not all(one.is_sure for one in standings.values()):
        return
    for standing in standings.values():
        account, suggested = standing.account, standing.suggested
        if account.tier in {None, suggested} or suggested is None:
            continue
        if not is_on_purpose(standing, model, today):
            params = {
                "tier": words[account.tier].label,
                "suggested": words[suggested].label,
                "account": account.id,
                "kind": "" if is_higher(standing, model) else "lower",
            }
            yield Finding(CODE, SLUG, SEVERITY, account.path, ("tier",), params=params)
