"""centre-unvisited: a monthly tender that went by without a visit to the procurement centre."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from kam.domain.book import Book
from kam.domain.centre import centre_visits, cycle_on
from kam.domain.consistency import Known
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity

SLUG, CODE, SEVERITY = "centre-unvisited", "KAM243", Severity.WARNING


def find(book: Book, _deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each account without a visit before its last `tender` and since (METHODS.md 7).

    Without a day of the tender the months count. Nothing is said while the log does not read.
    """
    known, calendar = Known(book), book.settings.calendar
    for folder in book.folders:
        account, centre = folder.account, folder.account.purchasing.centre
        if centre is None or not known.reads_log(account.id):
            continue
        start = cycle_on(centre, today, calendar).start
        before = cycle_on(centre, start - timedelta(days=1), calendar)
        visits = centre_visits(folder, centre, book.models.rhythm, today)
        if not any(day >= before.start for day in visits):
            params = {
                "kind": "tender" if centre.tender_day else "month",
                "day": start,
                "account": account.id,
            }
            keys = ("purchasing", "centre")
            yield Finding(CODE, SLUG, SEVERITY, account.path, keys, params=params)
