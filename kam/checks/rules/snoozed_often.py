"""snoozed-often: an open next step that was put off again and again."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity

SLUG, CODE, SEVERITY = "snoozed-often", "KAM245", Severity.WARNING


def find(book: Book, _deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each open step that was put off as many `times` as the model allows, or more."""
    for folder in book.folders:
        for task in folder.tasks:
            times = len(task.snoozed)
            if task.done is None and times >= book.models.rhythm.snooze_limit:
                keys = (task.id, "snoozed")
                params = {"times": times, "account": folder.account.id, "task": task.id}
                yield Finding(CODE, SLUG, SEVERITY, task.path, keys, params=params)
