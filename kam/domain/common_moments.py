"""Many deals under a common factor: in each of its cases their sum is nearly normal.

A case takes the mean and the variance of the sum, which are exact, and no convolution. How far a
sum of independent bets is from the normal distribution is bounded by their third moments
(Berry-Esseen, with the constant of Shevtsova 2010).
"""

from collections.abc import Sequence
from math import ceil, erf, sqrt
from typing import NamedTuple

from kam.domain.common_factor import Factor, Odds
from kam.domain.outcomes import Bet, Distribution, Slack

_CONSTANT = 0.56
_SPREAD = 6
"""How many standard deviations to each side a case is laid out."""
_CELLS = 2_048
_WHOLE = 1 << 40


class Moments(NamedTuple):
    """The sum in every case: its mean, standard deviation, and how far from normal it may be."""

    bets: Sequence[Bet]
    means: list[float]
    deviations: list[float]
    blur: float

    def distribution(self) -> Distribution:
        """The mean of the cases' normal distributions, on a grid within what is possible."""
        low, high = self._ends()
        step = max(1, ceil((high - low) / _CELLS))
        cells = (high - low) // step + 1
        masses = [0] * cells
        for mean, deviation in zip(self.means, self.deviations, strict=True):
            reach = _SPREAD * deviation
            first = min(cells - 1, max(0, round((mean - reach - low) / step)))
            last = min(cells - 1, max(first, round((mean + reach - low) / step)))
            below, edge = 0, low + (first + 0.5) * step - mean
            scale = deviation * sqrt(2) or 1.0
            for cell in range(first, last):
                mass = int((1 + erf(edge / scale)) / 2 * _WHOLE)
                masses[cell] += mass - below
                below, edge = mass, edge + step
            masses[last] += _WHOLE - below
        slack = Slack(step * step / 12, step, step / 2)
        values = range(low, low + cells * step, step)
        return Distribution(values, masses, _WHOLE * len(self.means), (slack,), self.blur)

    def _ends(self) -> tuple[int, int]:
        """Between what the cases are laid out."""
        pairs = list(zip(self.means, self.deviations, strict=True))
        low = min(mean - _SPREAD * deviation for mean, deviation in pairs)
        high = max(mean + _SPREAD * deviation for mean, deviation in pairs)
        least = sum(min(0, bet.cents) for bet in self.bets)
        most = sum(max(0, bet.cents) for bet in self.bets)
        return max(least, int(low)), min(most, ceil(high))


def moments(bets: Sequence[Bet], factor: Factor) -> Moments:
    """The moments of a sum of bets in every case of the factor, in cents."""
    sums: dict[Odds, tuple[int, int, int]] = {}
    for cents, won, of in bets:
        first, second, third = sums.get((won, of), (0, 0, 0))
        size = abs(cents)
        sums[won, of] = (first + cents, second + size * size, third + size * size * size)
    known = [(factor.shares(odds), *own) for odds, own in sums.items()]
    means, deviations, apart = [], [], 0.0
    for case in range(factor.count):
        mean = variance = rest = 0.0
        for shares, first, second, third in known:
            share = shares[case]
            open_part = share * (1 - share)
            mean += first * share
            variance += second * open_part
            rest += third * open_part * (1 - 2 * open_part)
        deviation = sqrt(variance)
        means.append(mean)
        deviations.append(deviation)
        apart += min(1.0, _CONSTANT * rest / deviation**3) if deviation**3 else 0.0
    return Moments(bets, means, deviations, factor.blur(bets) + apart / factor.count)
