"""history-order: a history whose days run backwards or lie ahead."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from kam.domain.account import RelationshipEntry
from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.opportunity import StageEntry

SLUG, CODE, SEVERITY = "history-order", "KAM116", Severity.WARNING
History = Sequence[StageEntry | RelationshipEntry]


def find(book: Book, _deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each entry that is earlier than the one above it, or later than `today`."""
    for folder in book.folders:
        account = folder.account
        yield from _flaws(
            account.path, ("relationship", "history"), account.relationship.history, today
        )
        for opportunity in folder.opportunities:
            yield from _flaws(opportunity.path, ("history",), opportunity.history, today)


def _flaws(path: str, keys: tuple[str, ...], history: History, today: date) -> Iterator[Finding]:
    for index, entry in enumerate(history):
        before = history[index - 1].date if index else entry.date
        if before <= entry.date <= today:
            continue
        kind = "future" if entry.date > today else "order"
        params = {"kind": kind, "date": entry.date, "before": before}
        place: tuple[str | int, ...] = (*keys, index, "date")
        yield Finding(CODE, SLUG, SEVERITY, path, place, params=params)
