"""How we stand on what the customer decides by (METHODS.md 3)."""

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal

from kam.domain.opportunity import Criterion

_STEP = Decimal("0.01")


def weighted_standing(
    criteria: Iterable[Criterion], standings: Mapping[str, int]
) -> Decimal | None:
    """The mean of our standings on the criteria, weighted: Σ weight · standing / Σ weight.

    It lies between the figures of the words, to two decimals. A criterion without a weight weighs
    1; one without a standing, or with weight 0, is left out. None where none is left.

    Args:
        criteria: What the customer decides by.
        standings: The figure of each word (`BuyingModel.standings`).
    """
    known = [
        (1 if one.weight is None else one.weight, standings[one.standing])
        for one in criteria
        if one.standing is not None and one.standing in standings
    ]
    total = sum(weight for weight, _ in known)
    if not total:
        return None
    scored = sum(weight * standing for weight, standing in known)
    return (Decimal(scored) / total).quantize(_STEP, ROUND_HALF_UP)
