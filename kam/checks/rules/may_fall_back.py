"""may-fall-back: a relationship whose decision maker left, and nobody has looked at it since."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.regress import leavers
from kam.domain.working_points import stage_of

SLUG, CODE, SEVERITY = "may-fall-back", "KAM224", Severity.WARNING


def find(book: Book, _deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each person who decided and left since the last entry (METHODS.md 6)."""
    for folder in book.folders:
        for contact in leavers(folder, book.methods.relationship, today):
            params = {
                "name": contact.name,
                "left": contact.left,
                "account": folder.account.id,
                "stage": stage_of(folder.account.relationship, book.methods.relationship, today),
            }
            keys = (contact.id, "left")
            yield Finding(CODE, SLUG, SEVERITY, contact.path, keys, params=params)
