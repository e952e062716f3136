"""stalled: an open opportunity that has stood at its stage longer than the playbook allows."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import playbook_of_deal
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.stalling import stalled_days

SLUG, CODE, SEVERITY = "stalled", "KAM105", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each stalled opportunity with its working `days` and their `limit` (METHODS.md 7)."""
    for deal in deals.values():
        playbook = playbook_of_deal(book, deal)
        days = stalled_days(deal, playbook, book.settings.calendar, today)
        if days is not None and deal.stage is not None:
            limit = playbook.stages[deal.stage].stall_days
            params = {"stage": deal.stage, "days": days, "limit": limit}
            yield Finding(CODE, SLUG, SEVERITY, deal.path, ("stage",), params=params)
