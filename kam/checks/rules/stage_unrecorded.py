"""stage-unrecorded: an opportunity that stands at a stage and has no history."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.checks.fixes import Fix, record_stage
from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity

SLUG, CODE, SEVERITY = "stage-unrecorded", "KAM103", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], today: date, /) -> Iterator[Finding]:
    """Yield each stage without any entry; `date` is the day to record it under.

    A closed one is recorded under its closing day, so that recording moves no booking.
    """
    for _, opportunity in book.opportunities():
        if opportunity.stage is not None and not opportunity.history:
            closed_on = deals[opportunity.reference].closed_on
            params = {"stage": opportunity.stage, "date": closed_on or today}
            yield Finding(CODE, SLUG, SEVERITY, opportunity.path, ("stage",), params=params)


def fix(finding: Finding) -> Fix:
    """Append the first entry."""
    return record_stage(finding)
