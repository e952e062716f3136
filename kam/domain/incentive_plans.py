"""Which plan of commission.yaml a person is on, and whether its tiers can be reckoned with."""

from collections.abc import Iterator
from datetime import date

from kam.domain.incentives import Commission, CommissionPlan


def plan_on(person: str, commission: Commission, day: date) -> str | None:
    """The key of the plan of a person on a day; the default before the first of dated ones."""
    stated = commission.people.get(person)
    if isinstance(stated, tuple):
        begun = [entry for entry in stated if entry.from_ <= day]
        stated = max(begun, key=lambda entry: entry.from_).plan if begun else None
    return stated or commission.default


def tier_flaws(plan: CommissionPlan) -> Iterator[tuple[int, str]]:
    """What is wrong with the tiers: the place of a tier and `order`, `open` or `end`.

    Each but the last ends above the one before it; the last has no end.
    """
    end = None
    last = len(plan.tiers) - 1
    for place, tier in enumerate(plan.tiers):
        if place < last and tier.to is None:
            yield place, "open"
        elif tier.to is not None and tier.to <= (end or 0):
            yield place, "order"
        elif place == last and tier.to is not None:
            yield place, "end"
        end = tier.to if tier.to is not None else end
