"""stage-differs: an opportunity whose stage is not that of its last history entry."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.checks.fixes import Fix, record_stage
from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity

SLUG, CODE, SEVERITY = "stage-differs", "KAM101", Severity.ERROR


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each stage that was changed by hand; `date` is the day to record it under.

    A closed one is recorded under its closing day, so that recording moves no booking.
    """
    for _, opportunity in book.opportunities():
        if not opportunity.history or opportunity.history[-1].stage == opportunity.stage:
            continue
        last = opportunity.history[-1]
        closed_on = deals[opportunity.reference].closed_on
        params = {
            "kind": "cleared" if opportunity.stage is None else "differs",
            "stage": opportunity.stage,
            "last": last.stage or "–",
            "date": max(last.date, closed_on or today),
        }
        yield Finding(CODE, SLUG, SEVERITY, opportunity.path, ("stage",), params=params)


def fix(finding: Finding) -> Fix:
    """Append the entry that the stage lacks."""
    return record_stage(finding)
