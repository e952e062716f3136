"""Deals that are won or lost together: one common factor, with every probability left as it is.

The model is Vasicek's single factor (Loan portfolio value, Risk 2002): behind each deal stands a
normal variable √ρ·Z + √(1-ρ)·ε with Z common to all deals and ε its own; it is won where that lies
below its threshold. So any two deals' variables are correlated with ρ. Given Z they are independent
and won with Φ((k - √ρ·Z) / √(1-ρ)). Here Z takes a number of equally probable values, those of the
normal distribution at the middle of each share, and the threshold k is solved for these, so that
the cases' probabilities are the deal's own in the mean, exactly: a common shock moves no expected
value. The distribution is the mean of one of independent deals for each case.

How far that is from the model is bounded (`Factor.blur`). Where no amount is negative, the
probability of reaching a value falls as Z rises, from 1 to 0 at most, and the mean of n middles is
within 1/2n of the mean of such a function (Koksma's inequality). A deal of a negative amount can
make it rise and fall once more. Solved thresholds are those of a Z that is moved by δ at most, of
which the normal distribution differs from its own by δ/√2π at most.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import zip_longest
from math import erf, pi, sqrt
from statistics import NormalDist

from kam.domain.outcomes import Bet, Distribution, Slack

Odds = tuple[int, int]
Case = Mapping[Odds, Odds]
"""What the odds of a bet become."""
_FINE = 1 << 15
_HALVINGS = 40
_FAR = 8.0
"""No threshold is farther from that of the model."""
_WHOLE = 1 << 60
_NORMAL = NormalDist()


class Factor:
    """The common factor.

    Args:
        correlation: Of what stands behind any two deals; more than 0 and less than 1.
        count: How many cases it has; odd, so that P10, P50 and P90 lie inside one.
    """

    def __init__(self, correlation: float, count: int) -> None:
        self._correlation = correlation
        self.count = count
        self._known: dict[Odds, list[float]] = {}
        self._moved: dict[Odds, float] = {}

    def shares(self, odds: Odds) -> list[float]:
        """The probability in every case, from the best one to the worst."""
        if odds not in self._known:
            self._known[odds] = self._solved(odds)
        return self._known[odds]

    def blur(self, bets: Sequence[Bet]) -> float:
        """How much the probability of a sum of bets may differ from that of the model."""
        negative = sum(bet.cents < 0 for bet in bets)
        known = {(bet.won, bet.of) for bet in bets}
        for odds in known:
            self.shares(odds)
        moved = max((self._moved[odds] for odds in known), default=0.0)
        return (1 + 2 * negative) / (2 * self.count) + moved / sqrt(2 * pi)

    def cases(self, bets: Sequence[Bet]) -> tuple[Case, ...]:
        """What becomes of the odds of these bets, case by case."""
        spread = {odds: self._spread(odds) for odds in {(bet.won, bet.of) for bet in bets}}
        return tuple({odds: spread[odds][case] for odds in spread} for case in range(self.count))

    def _spread(self, odds: Odds) -> list[Odds]:
        """The odds in every case; in the mean they are what they were, to the last digit."""
        won, of = odds
        shares = self.shares(odds)
        fine = of * max(1, _FINE // of)
        found, left = [], 0.0
        for share in shares:
            part = min(fine, max(0, round(share * fine + left)))
            left += share * fine - part
            found.append(part)
        missing = won * (fine // of) * self.count - sum(found)
        step = 1 if missing > 0 else -1
        for place in sorted(range(self.count), key=lambda case: abs(shares[case] - 0.5)):
            room = fine - found[place] if step > 0 else found[place]
            moved = min(room, abs(missing))
            found[place] += step * moved
            missing -= step * moved
        return [(part, fine) for part in found]

    def _solved(self, odds: Odds) -> list[float]:
        """The probability in every case, the threshold solved by halving."""
        share = odds[0] / odds[1]
        own, pull = sqrt(1 - self._correlation), sqrt(self._correlation)
        true = _NORMAL.inv_cdf(share)
        scale = own * sqrt(2)
        places = [pull * place / scale for place in self._places]
        wanted = share * self.count
        low, high = true - _FAR, true + _FAR
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            threshold = middle / scale
            if sum(1 + erf(threshold - place) for place in places) > 2 * wanted:
                high = middle
            else:
                low = middle
        self._moved[odds] = abs(low - true) / pull
        return [(1 + erf(low / scale - place)) / 2 for place in places]

    @cached_property
    def _places(self) -> list[float]:
        """The values of the factor."""
        return [_NORMAL.inv_cdf((case + 0.5) / self.count) for case in range(self.count)]


def under(case: Case, bets: Sequence[Bet]) -> tuple[int, list[Bet]]:
    """The bets as they stand in one case: what is certain then, in cents, and what is left open."""
    certain, left = 0, []
    for bet in bets:
        won, of = case[bet.won, bet.of]
        if 0 < won < of:
            left.append(Bet(bet.cents, won, of))
        elif won:
            certain += bet.cents
    return certain, left


def mix(parts: Sequence[Distribution], blur: float, step: int = 1) -> Distribution:
    """The distribution that is each of these with the same probability, on multiples of a step.

    What lies between two of them is shared between both, so that the mean stays.
    """
    masses: dict[int, int] = {}
    for part in parts:
        for value, mass in part.points():
            if mass:
                share, off = mass * _WHOLE // part.whole, value % step
                place, above = value - off, share * off // step
                masses[place] = masses.get(place, 0) + share - above
                if above:
                    masses[place + step] = masses.get(place + step, 0) + above
    values = sorted(masses)
    slacks = zip_longest(*(part.slacks for part in parts), fillvalue=Slack())
    placed = (Slack(step * step / 4, step, step),) if step > 1 else ()
    return Distribution(
        values,
        [masses[value] for value in values],
        _WHOLE * len(parts),
        (*(Slack(*map(max, *column)) for column in slacks), *placed),
        blur,
    )
