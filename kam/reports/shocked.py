"""The distributions of a forecast whose deals a common shock moves together (METHODS.md 11).

How many cases the shock has, and whether a case is convolved deal by deal or taken by its moments,
is chosen for a small bound in little time.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from math import gcd

from kam.domain.common_factor import Factor, mix, under
from kam.domain.common_moments import moments
from kam.domain.outcome_grid import in_steps
from kam.domain.outcomes import Bet, Distribution, exact, exact_work

_CASES = (21, 201)
"""The fewest and the most cases; a bound is half of one, as a part of all, at least."""
_NEARLY = 0.05
"""How far from the model a sum that is taken by its moments may be at most, as a probability."""
_WORK = 100_000
"""How many bets in how many cases a report may convolve."""
_STEPS = 500_000
_CELLS = (512, 1 << 13)
"""All cells of all cases that a report may mix; the fewest and the most of one distribution."""


def shocked(rows: Sequence[Sequence[Bet]], correlation: float) -> list[Distribution]:
    """The distribution of each row's bets. One bet alone is as likely as ever."""
    fine = Factor(correlation, 2 * _CASES[1] - 1)
    normal = {
        place: found
        for place, bets in enumerate(rows)
        if len(bets) > _CASES[0] and (found := moments(bets, fine)).blur <= _NEARLY
    }
    left = [bets for place, bets in enumerate(rows) if len(bets) > 1 and place not in normal]
    factor = Factor(correlation, _cases_for(left))
    few, most = _CELLS
    cells = min(most, max(few, _STEPS // max(1, factor.count * len(left))))

    def each() -> Iterator[Distribution]:
        for place, bets in enumerate(rows):
            if place in normal:
                yield normal[place].distribution()
            elif len(bets) > 1:
                yield _convolved(bets, factor, cells)
            else:
                yield exact(bets)

    return list(each())


def _cases_for(rows: Sequence[Sequence[Bet]]) -> int:
    """As many as the work allows, an odd number."""
    few, most = _CASES
    return min(most, max(few, _WORK // max(1, sum(map(len, rows))))) // 2 * 2 + 1


def _convolved(bets: Sequence[Bet], factor: Factor, cells: int) -> Distribution:
    """The mean of the distributions in every case, all of them exact or on one grid."""
    unit = gcd(*(bet.cents for bet in bets))
    step = max(unit, sum(abs(bet.cents) for bet in bets) // cells + 1)
    one: Callable[[Sequence[Bet]], Distribution] = partial(in_steps, step=step)
    place = 1 if step == unit else step
    if exact_work(bets) <= cells:
        one, place = exact, 1
    parts = []
    for case in factor.cases(bets):
        certain, left = under(case, bets)
        parts.append(one(left).moved(certain))
    return mix(parts, factor.blur(bets), place)
