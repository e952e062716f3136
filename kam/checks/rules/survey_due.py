"""survey-due: an account that was asked how satisfied it is, and not again for too long."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.satisfaction import survey_due, surveys_of

SLUG, CODE, SEVERITY = "survey-due", "KAM279", Severity.WARNING


def find(book: Book, _deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each account whose next survey was due `days` ago, calendar days (METHODS.md 6.1)."""
    scale = book.models.service.satisfaction
    for folder in book.folders:
        surveys = surveys_of(folder.account, scale, today)
        due = survey_due(surveys, scale)
        if due and due < today:
            params = {"days": (today - due).days, "last": surveys[-1].date}
            params |= {"account": folder.account.id}
            keys = ("satisfaction",)
            yield Finding(CODE, SLUG, SEVERITY, folder.account.path, keys, params=params)
