"""target-weights: weights that do not split a target over its quarters or months."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import TARGETS
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.money import HUNDRED, ZERO
from kam.domain.periods import MONTHS, Grain, Period
from kam.domain.target import Target

SLUG, CODE, SEVERITY = "target-weights", "KAM119", Severity.ERROR
QUARTERS = MONTHS // Grain.QUARTER.months


def find(book: Book, _deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each list of weights that is not four or twelve of a year, or misses 100 %."""
    for index, target in enumerate(book.targets):
        kind = _flaw(target)
        if target.weights and kind:
            total = sum(target.weights, ZERO)
            params = {"kind": kind, "total": total, "count": len(target.weights)}
            params["period"] = target.period
            yield Finding(CODE, SLUG, SEVERITY, TARGETS, (index, "weights"), params=params)


def _flaw(target: Target) -> str:
    if Period.parse(target.period).grain is not Grain.YEAR:
        return "period"
    if len(target.weights) not in {QUARTERS, MONTHS}:
        return "count"
    return "" if sum(target.weights, ZERO) == HUNDRED else "total"
