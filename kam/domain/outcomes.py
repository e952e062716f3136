"""The distribution of what open deals bring: closed + Σ amount·Bernoulli(p) (METHODS.md 11).

Values are whole cents and masses whole numbers, so that what is exact stays exact; what a grid
rounds is accounted for, and every figure comes with the bound of its error.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate, pairwise
from math import gcd, log, prod, sqrt
from typing import NamedTuple

from kam.domain.chance import Chance
from kam.domain.money import HUNDRED

DOUBT = 2.0**-12
"""The probability with which a rounding error may be larger than its bound says, to each side."""
FINEST = 1 << 30
"""The largest denominator of a probability; a finer one is rounded to it."""


NOTHING = 2.0**-40
"""A probability below which a loss is none."""


class Bet(NamedTuple):
    """A chance in whole numbers: so many cents in `won` of `of` cases, else nothing."""

    cents: int
    won: int
    of: int

    @property
    def variance(self) -> float:
        """p(1 - p)."""
        return self.won * (self.of - self.won) / (self.of * self.of)


class Slack(NamedTuple):
    """How far a sum of independent rounding errors, each less its mean, may be from nothing.

    Attributes:
        variance: Of the sum.
        largest: What one error is at most.
        worst: What they are together at most.
    """

    variance: float = 0.0
    largest: float = 0.0
    worst: float = 0.0

    @property
    def likely(self) -> float:
        """The cents that it passes with probability `DOUBT` at most: Bernstein's inequality."""
        doubt = -log(DOUBT)
        tail = self.largest * doubt / 3
        return tail + sqrt(tail * tail + 2 * self.variance * doubt)

    @property
    def reach(self) -> float:
        """The cents that it does not pass, but for `doubt`."""
        return min(self.worst, self.likely)

    @property
    def doubt(self) -> float:
        """The probability with which it passes its reach."""
        return DOUBT if self.likely < self.worst else 0.0

    def joined(self, other: "Slack") -> "Slack":
        """The errors of both."""
        return Slack(
            self.variance + other.variance,
            max(self.largest, other.largest),
            self.worst + other.worst,
        )


class Distribution:
    """Values in cents, ascending, and the mass of each.

    Args:
        values: The values.
        masses: As many masses.
        whole: What they would add up to if none had been lost.
        slacks: Errors by which the values differ from the true ones.
        blur: How much the probability of any value may be wrong beside that.
    """

    __slots__ = ("_from_top", "blur", "masses", "slacks", "values", "whole")

    def __init__(
        self,
        values: Sequence[int],
        masses: Sequence[int],
        whole: int,
        slacks: tuple[Slack, ...] = (),
        blur: float = 0.0,
    ) -> None:
        self.values = values
        self.masses = masses
        self.whole = whole
        self.slacks = slacks
        self.blur = blur
        self._from_top = list(accumulate(reversed(masses)))

    @property
    def total(self) -> int:
        """The mass that is there."""
        return self._from_top[-1]

    @property
    def lost(self) -> float:
        """The share of the mass that was lost: what lies far out, and what was rounded down."""
        return (self.whole - self.total) / self.whole

    @property
    def reach(self) -> float:
        """How many cents a true value may differ from its own here, but for `doubt`.

        The place of a grid is rounded to a cent as well.
        """
        return sum(slack.reach + 1 for slack in self.slacks)

    @property
    def doubt(self) -> float:
        """The probability that it differs by more, to each side."""
        return sum(slack.doubt for slack in self.slacks) + self.blur

    @property
    def is_exact(self) -> bool:
        """Whether nothing was rounded or cut, but for less than anybody will ever see."""
        return self.reach == 0 and self.lost < NOTHING and not self.blur

    @property
    def mean(self) -> Fraction:
        """The mean in cents."""
        return Fraction(sum(map(_product, self.values, self.masses)), self.total)

    @property
    def variance(self) -> Fraction:
        """The variance in square cents."""
        mean = self.mean
        squares = sum(value * value * mass for value, mass in self.points())
        return Fraction(squares, self.total) - mean * mean

    def moved(self, cents: int) -> "Distribution":
        """The same with something certain added."""
        values = self.values
        shifted: Sequence[int] = (
            range(values.start + cents, values.stop + cents, values.step)
            if isinstance(values, range)
            else [value + cents for value in values]
        )
        return Distribution(shifted, self.masses, self.whole, self.slacks, self.blur)

    def points(self) -> Iterable[tuple[int, int]]:
        """Each value with its mass."""
        return zip(self.values, self.masses, strict=True)

    def reached(self, share: Fraction) -> int:
        """The largest value that is reached with at least this probability."""
        return self._reached(share * self.total)

    def reached_bound(self, share: Fraction) -> float:
        """How many cents `reached` may be wrong at most."""
        if self.is_exact:
            return 0.0
        found, reach, doubt = self.reached(share), self.reach, self.doubt
        low = self._reached((float(share) + doubt) * self.whole) - reach
        high = self._reached((float(share) - doubt - self.lost) * self.whole) + reach
        return max(high - found, found - low)

    def at_least(self, cents: float) -> float:
        """The probability of reaching a value."""
        return self._mass_from(cents) / self.total

    def at_least_bound(self, cents: float) -> float:
        """How much `at_least` may be wrong at most."""
        if self.is_exact:
            return 0.0
        found, reach = self.at_least(cents), self.reach
        low = self._mass_from(cents + reach) / self.whole - self.doubt
        high = self._mass_from(cents - reach) / self.whole + self.lost + self.doubt
        return max(min(high, 1.0) - found, found - max(low, 0.0))

    def between(self, edges: Sequence[float]) -> list[float]:
        """The probability of each space between two edges, the lower one included."""
        tails = [self._mass_from(edge) for edge in edges]
        return [(low - high) / self.total for low, high in pairwise(tails)]

    def _reached(self, mass: float | Fraction) -> int:
        place = bisect_left(self._from_top, mass)
        return self.values[max(0, len(self.values) - 1 - place)]

    def _mass_from(self, cents: float) -> int:
        above = len(self.values) - bisect_left(self.values, cents)
        return self._from_top[above - 1] if above else 0


def take_bets(chances: Iterable[Chance]) -> tuple[int, list[Bet]]:
    """What is certain, in cents, and the bets on the rest."""
    certain, bets = 0, []
    for _, amount, probability in chances:
        cents = int(amount * HUNDRED)
        if not cents or not probability or probability <= 0:
            continue
        if probability >= HUNDRED:
            certain += cents
        else:
            bets.append(Bet(cents, *_odds(probability)))
    return certain, bets


def exact_work(bets: Sequence[Bet]) -> float:
    """How many steps `exact` takes at most."""
    amounts = Counter(abs(bet.cents) for bet in bets)
    subsets = 2 * prod((number + 1 for number in amounts.values()), start=1.0)
    lattice = len(bets) * (sum(amounts.elements()) // (gcd(*amounts) or 1) + 1)
    return min(subsets, lattice)


def exact(bets: Sequence[Bet]) -> Distribution:
    """Every outcome of the bets with its exact probability, by convolution."""
    masses, whole = {0: 1}, 1
    for cents, won, of in bets:
        lost = of - won
        found = {value: mass * lost for value, mass in masses.items()}
        for value, mass in masses.items():
            place = value + cents
            found[place] = found.get(place, 0) + mass * won
        masses, whole = found, whole * of
    values = sorted(masses)
    return Distribution(values, [masses[value] for value in values], whole)


@lru_cache
def _odds(percent: Decimal) -> tuple[int, int]:
    won, of = (percent / HUNDRED).as_integer_ratio()
    if of <= FINEST:
        return won, of
    return min(FINEST - 1, max(1, won * FINEST // of)), FINEST


def _product(first: int, second: int) -> int:
    return first * second
