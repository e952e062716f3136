"""complaint-late: a complaint that has waited longer than its severity allows."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.complaints import complaints_of
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity

SLUG, CODE, SEVERITY = "complaint-late", "KAM275", Severity.WARNING


def find(book: Book, _deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each complaint past its limit, with its working `days` and the `limit` (METHODS.md 2).

    Its `kind` says what it waits for: to be `answered` or to be `resolved`.
    """
    for folder in book.folders:
        account = folder.account
        for one in complaints_of(account, book.models.service, book.settings.calendar, today):
            if one.late:
                params = {"kind": one.waits, "days": one.days, "limit": one.limit}
                params |= {"complaint": one.id, "account": account.id}
                keys = ("complaints", one.id, "date")
                yield Finding(CODE, SLUG, SEVERITY, account.path, keys, params=params)
