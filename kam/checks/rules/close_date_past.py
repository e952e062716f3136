"""close-date-past: an open opportunity whose expected signing date has gone by."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.states import State

SLUG, CODE, SEVERITY = "close-date-past", "KAM102", Severity.WARNING


def find(_book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each opportunity due before `today`, `days` late; one on hold waits for its own date.

    It is in no period of the forecast: it stands below it as overdue (SPEC.md 3).
    """
    for deal in deals.values():
        if deal.state is State.OPEN and deal.close_date and deal.close_date < today:
            params = {"days": (today - deal.close_date).days}
            yield Finding(CODE, SLUG, SEVERITY, deal.path, ("close_date",), params=params)
