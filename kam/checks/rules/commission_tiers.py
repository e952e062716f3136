"""commission-tiers: a plan whose tiers do not rise, or end: nobody is paid by it."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import COMMISSION
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.incentive_plans import tier_flaws

SLUG, CODE, SEVERITY = "commission-tiers", "KAM297", Severity.ERROR


def find(book: Book, _deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each tier that ends below the one before it, too early or not at all."""
    for key, plan in book.commission.plans.items():
        for place, kind in tier_flaws(plan):
            keys = ("plans", key, "tiers", place)
            params = {"kind": kind, "plan": key, "number": place + 1}
            yield Finding(CODE, SLUG, SEVERITY, COMMISSION, keys, params=params)
