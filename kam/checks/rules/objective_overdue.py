"""objective-overdue: an objective of an account plan whose day has passed without a result."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.talk import is_under_way

SLUG, CODE, SEVERITY = "objective-overdue", "KAM253", Severity.WARNING


def find(book: Book, _deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each objective that was due `days` ago and of which nothing says what came of it."""
    for plan in (folder.plan for folder in book.folders if folder.plan):
        for key, objective in plan.objectives.items():
            due = objective.due
            if due and due < today and is_under_way(objective, book.models.sheets):
                params = {"days": (today - due).days, "what": objective.what}
                keys = ("objectives", key, "due")
                yield Finding(CODE, SLUG, SEVERITY, plan.path, keys, params=params)
