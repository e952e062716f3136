"""rate-missing: an amount that nothing brings into the book's currency or tax basis."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.conversion import terms_of
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.money import rate_on
from kam.domain.opportunity import Opportunity
from kam.domain.settings import Settings
from kam.domain.states import State

SLUG, CODE, SEVERITY = "rate-missing", "KAM295", Severity.WARNING
_CLOSED = frozenset({State.LOST, State.ABANDONED})
"""What is in no total anyway."""


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each open or won opportunity that stands apart of every total for want of a rate."""
    for _, opportunity in book.opportunities():
        deal = deals[opportunity.reference]
        if deal.state not in _CLOSED and (deal.unconverted or deal.unbooked):
            days = [deal.closed_on or today] if deal.unconverted else []
            day = min([*days, *(entry.day for entry in deal.unbooked)])
            params = {"day": day, **_missing(opportunity, book.settings, day)}
            keys = ("tax" if params["kind"] == "tax" else "currency",)
            yield Finding(CODE, SLUG, SEVERITY, opportunity.path, keys, params=params)


def _missing(opportunity: Opportunity, settings: Settings, day: date) -> dict[str, str]:
    """What is not known: the book's currency, a rate on the day, or a tax rate."""
    terms = terms_of(opportunity, settings)
    currency = terms.currency or ""
    if settings.home is None and currency:
        return {"kind": "book", "currency": currency}
    if terms.rate is None and rate_on(settings, currency, day) is None:
        return {"kind": "rate", "currency": currency, "home": settings.home or ""}
    return {"kind": "tax"}
