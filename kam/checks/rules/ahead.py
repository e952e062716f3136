"""ahead: an open opportunity whose stage claims more than the customer has done."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.checks.misfits import misfits
from kam.domain.alignment import Alignment
from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity

SLUG, CODE, SEVERITY = "ahead", "KAM211", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each stage whose buying step the customer has not come to (METHODS.md 3)."""
    for misfit in misfits(book, deals, Alignment.AHEAD):
        yield Finding(CODE, SLUG, SEVERITY, misfit.path, ("stage",), params=misfit.params)
