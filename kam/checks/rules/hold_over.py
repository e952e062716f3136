"""hold-over: an opportunity that is still on hold after the day until which it was to be."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.states import State

SLUG, CODE, SEVERITY = "hold-over", "KAM120", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each hold that ran out `days` ago; until then it is out of the forecast."""
    for _, opportunity in book.opportunities():
        held = deals[opportunity.reference].state is State.HELD
        until = opportunity.hold.until if opportunity.hold else None
        if held and until and until < today:
            params = {"days": (today - until).days}
            keys = ("hold", "until")
            yield Finding(CODE, SLUG, SEVERITY, opportunity.path, keys, params=params)
