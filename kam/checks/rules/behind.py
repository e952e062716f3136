"""behind: an open opportunity whose customer is further than its stage."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.checks.misfits import misfits
from kam.domain.alignment import Alignment
from kam.domain.book import Book
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity

SLUG, CODE, SEVERITY = "behind", "KAM212", Severity.WARNING


def find(book: Book, deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each purchase that is past the step after its milestone's (METHODS.md 3)."""
    for misfit in misfits(book, deals, Alignment.BEHIND):
        keys = ("procurement", "step")
        yield Finding(CODE, SLUG, SEVERITY, misfit.path, keys, params=misfit.params)
