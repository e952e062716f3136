"""touch-missed: an account that was not touched for longer than the rhythm of its tier."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import Known
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.touching import find_touches, touch_due
from kam.domain.workdays import workdays_between

SLUG, CODE, SEVERITY = "touch-missed", "KAM241", Severity.WARNING


def find(book: Book, _deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each account whose last touch is so many working `days` ago (METHODS.md 7).

    Nothing is said of one without a tier, or that was never touched, or whose log does not read.
    """
    known, calendar = Known(book), book.settings.calendar
    touched = find_touches(book.folders, book.models.rhythm, today).accounts
    for folder in book.folders:
        since = touched.get(folder.account.id)
        due = touch_due(folder.account, since, book.models.rhythm, calendar, today, today)
        if due and due.since and due.day < today and known.reads_log(folder.account.id):
            params = {
                "days": workdays_between(due.since, today, calendar),
                "limit": due.limit,
                "account": folder.account.id,
            }
            yield Finding(CODE, SLUG, SEVERITY, folder.account.path, ("tier",), params=params)
