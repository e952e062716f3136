"""outcome-contradicts: an outcome that the stage does not bear out."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import playbook_of_deal
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.states import Result

SLUG, CODE, SEVERITY = "outcome-contradicts", "KAM122", Severity.ERROR


def find(book: Book, deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each that is won at an open stage, or not won at the winning stage or a later one.

    Its `kind` is the result. The outcome counts; of one without a stage nothing is said.
    """
    for _, opportunity in book.opportunities():
        outcome, stage = opportunity.outcome, opportunity.stage
        if outcome is None or stage is None:
            continue
        playbook = playbook_of_deal(book, deals[opportunity.reference])
        if playbook.has_won(stage) != (outcome.result is Result.WON):
            params = {"kind": outcome.result.value, "stage": stage, "winning": playbook.winning}
            keys = ("outcome", "result")
            yield Finding(CODE, SLUG, SEVERITY, opportunity.path, keys, params=params)
