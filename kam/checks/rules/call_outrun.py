"""call-outrun: a call for a running period that is less than what its seller has closed in it."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from kam.domain.book import Book
from kam.domain.calls import calls_in_force
from kam.domain.consistency import CALLS
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.money import ZERO
from kam.domain.periods import Period

SLUG, CODE, SEVERITY = "call-outrun", "KAM288", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each call in force whose commit is below what is closed: it holds that already."""
    force = calls_in_force(book.calls, today, book.settings.fiscal_year_start)
    for (owner, period), call in force.items():
        if not period.first_day <= today <= period.last_day:
            continue
        closed = _closed(deals, owner, period)
        if closed > call.commit:
            place = max(index for index, one in enumerate(book.calls) if one == call)
            params = {
                "owner": owner,
                "period": str(period),
                "commit": call.commit,
                "closed": closed,
            }
            yield Finding(CODE, SLUG, SEVERITY, CALLS, (place, "commit"), params=params)


def _closed(deals: Mapping[str, Deal], owner: str, period: Period) -> Decimal:
    """What somebody has closed in a period, in the book's currency."""
    return sum(
        (
            booking.amount
            for deal in deals.values()
            if deal.owner == owner
            for booking in deal.bookings
            if period.first_day <= booking.day <= period.last_day
        ),
        ZERO,
    )
