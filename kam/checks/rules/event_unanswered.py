"""event-unanswered: a trigger event after which nobody spoke with the customer in time."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import Known
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.touching import find_touches
from kam.domain.trigger import answer_by, is_answered

SLUG, CODE, SEVERITY = "event-unanswered", "KAM244", Severity.WARNING


def find(book: Book, _deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each event without an activity since, `days` after it (METHODS.md 5).

    One that has ended asks for nothing more; nothing is said while the log does not read.
    """
    known, model = Known(book), book.models.rhythm
    touches = find_touches(book.folders, model, today).accounts
    for folder in book.folders:
        account = folder.account
        if not account.events or not known.reads_log(account.id):
            continue
        touched = touches.get(account.id)
        for place, event in enumerate(account.events):
            due = answer_by(event, touched, model, today)
            if due and due < today and not is_answered(event, touched):
                params = {"days": (today - event.date).days, "account": account.id}
                keys = ("events", place)
                yield Finding(CODE, SLUG, SEVERITY, account.path, keys, params=params)
