"""The ABC analysis: accounts by cumulative profit, not turnover (METHODS.md 5)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from kam.domain.accounts_model import ProfitClass
from kam.domain.money import HUNDRED, ZERO, ratio_of


class Rank(NamedTuple):
    """Where an account stands: ratios of what all that earn anything earn, None for no profit."""

    share: Decimal | None
    cumulative: Decimal | None
    letter: str


def rank_by_profit(
    profits: Mapping[str, Decimal], classes: Mapping[str, ProfitClass]
) -> dict[str, Rank]:
    """Rank accounts by profit, the highest first, equal ones by id.

    An account is in the class that begins before its own profit is added, so that the one that
    crosses a limit belongs to the higher class. What earns nothing has no share and the last class.
    """
    ordered = sorted(profits, key=lambda name: (-profits[name], name))
    rising = sorted(classes, key=lambda letter: classes[letter].to)
    total = sum((max(profit, ZERO) for profit in profits.values()), ZERO)
    found: dict[str, Rank] = {}
    reached = ZERO
    for name in ordered:
        profit = profits[name]
        if profit <= 0:
            found[name] = Rank(None, None, rising[-1])
            continue
        within = (key for key in rising if reached * HUNDRED < classes[key].to * total)
        letter = next(within, rising[-1])
        reached += profit
        found[name] = Rank(ratio_of(profit, total), ratio_of(reached, total), letter)
    return found
