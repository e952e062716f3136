"""next-step: an open opportunity without an open task of its own."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.activity import step_of
from kam.domain.book import Book
from kam.domain.consistency import Known
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.states import State

SLUG, CODE, SEVERITY = "next-step", "KAM106", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each opportunity without a next step; a task of the account alone is none of it.

    An opportunity on hold needs no step; nothing is said where tasks.yaml did not read.
    """
    known = Known(book)
    for folder, opportunity in book.opportunities():
        if (
            deals[opportunity.reference].state is State.OPEN
            and step_of(folder.tasks, opportunity.id) is None
            and known.reads(folder.account.id, "tasks.yaml")
        ):
            yield Finding(CODE, SLUG, SEVERITY, opportunity.path)
