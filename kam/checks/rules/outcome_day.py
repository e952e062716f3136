"""outcome-day: an outcome whose day is before the way that led to it, or lies ahead."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import has_stage, playbook_of_deal
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity

SLUG, CODE, SEVERITY = "outcome-day", "KAM291", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each outcome later than `today`, or earlier than an entry that came before it.

    Its `kind` is `future` or `order`. Steps after the sale come later than it, and say nothing.
    """
    for _, opportunity in book.opportunities():
        outcome = opportunity.outcome
        if outcome is None:
            continue
        playbook = playbook_of_deal(book, deals[opportunity.reference])
        winning = playbook.winning_position
        days = [
            entry.date
            for entry in opportunity.history
            if has_stage(playbook, entry.stage) and playbook.position(entry.stage) <= winning
        ]
        last = max(days, default=outcome.date)
        if outcome.date > today:
            params = {"kind": "future", "date": outcome.date}
        elif outcome.date < last:
            params = {"kind": "order", "date": outcome.date, "entry": last}
        else:
            continue
        keys = ("outcome", "date")
        yield Finding(CODE, SLUG, SEVERITY, opportunity.path, keys, params=params)
