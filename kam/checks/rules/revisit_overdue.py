"""revisit-overdue: an open opportunity that was not visited as soon as its intent asks."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import Known
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.touching import last_touch, revisit_due

SLUG, CODE, SEVERITY = "revisit-overdue", "KAM242", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each opportunity with a purchase `intent` whose last visit is `days` ago.

    Looked for only where the log speaks of the opportunity, and all of it reads (METHODS.md 7).
    """
    known, model = Known(book), book.models.rhythm
    for folder, opportunity in book.opportunities():
        due = revisit_due(folder, deals[opportunity.reference], model, today)
        if (
            due
            and due.since
            and due.day < today
            and last_touch(folder, model, today, opportunity.id)
            and known.reads_log(folder.account.id)
        ):
            params = {
                "days": (today - due.since).days,
                "intent": model.intents[due.key].label,
                "limit": due.limit,
            }
            keys = ("close_date",)
            yield Finding(CODE, SLUG, SEVERITY, opportunity.path, keys, params=params)
