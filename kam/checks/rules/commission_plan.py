"""commission-plan: somebody is on a plan that commission.yaml does not have."""

from collections.abc import Iterator, Mapping
from datetime import date

from kam.domain.book import Book
from kam.domain.consistency import COMMISSION
from kam.domain.deal import Deal
from kam.domain.finding import Finding, Severity
from kam.domain.guess import closest
from kam.domain.incentives import Commission

SLUG, CODE, SEVERITY = "commission-plan", "KAM298", Severity.ERROR


def find(book: Book, _deals: Mapping[str, Deal], _today: date, /) -> Iterator[Finding]:
    """Yield each name of a plan that is none: of a person, on some day, or of everybody else."""
    plans = book.commission.plans
    for keys, plan in _named(book.commission):
        if plan not in plans:
            params = {"plan": plan, "guess": closest(plan, plans) or ""}
            yield Finding(CODE, SLUG, SEVERITY, COMMISSION, keys, params=params)


def _named(commission: Commission) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every place that names a plan."""
    for person, stated in commission.people.items():
        if isinstance(stated, str):
            yield ("people", person), stated
        else:
            for place, entry in enumerate(stated):
                yield ("people", person, place, "plan"), entry.plan
    if commission.default is not None:
        yield ("default",), commission.default
