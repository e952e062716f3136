"""maintenance-due: a maintenance whose day has gone by."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.contracts import contracts_of
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity

SLUG, CODE, SEVERITY = "maintenance-due", "KAM277", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each contract whose maintenance was due `days` ago, calendar days."""
    for folder in book.folders:
        for one in contracts_of(folder, deals, book.models.service, today):
            if one.maintenance and one.maintenance < today:
                params = {"days": (today - one.maintenance).days, "day": one.maintenance}
                params |= {"account": folder.account.id, "contract": one.id}
                keys = ("contracts", one.id, "maintenance")
                yield Finding(CODE, SLUG, SEVERITY, folder.account.path, keys, params=params)
