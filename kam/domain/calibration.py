"""What stage probabilities are learned by, and how probabilities are judged (METHODS.md 11).

Probabilities are percent, scores are shares of one; decimals that are exact as far as roots allow.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from kam.domain.money import HUNDRED, ZERO

_PLACES = 9
"""Decimals of an interval: what lies behind them comes from roots."""


def learned_probability(won: int, ended: int, prior: Decimal, weight: int) -> Decimal:
    """(w + m·p₀)/(n + m) in percent; the prior alone where nothing has ended.

    It is the mean of a Beta distribution that began with m deals at the prior.
    """
    if not ended:
        return prior
    return (won * HUNDRED + weight * prior) / (ended + weight)


class Interval(NamedTuple):
    """Between which percentages a probability lies."""

    low: Decimal
    high: Decimal


def wilson_interval(won: int, ended: int, confidence: Decimal) -> Interval | None:
    """The interval of a share in percent; None where nothing has ended.

    E. B. Wilson, Probable inference, the law of succession, and statistical inference, Journal of
    the American Statistical Association 22 (1927). It stays within 0 and 100 and holds for few.
    """
    if not ended:
        return None
    from statistics import NormalDist

    z = Decimal(str(NormalDist().inv_cdf(float(HUNDRED + confidence) / 200)))
    share, spread = Decimal(won) / ended, z * z / ended
    middle = share + spread / 2
    half = z * (share * (1 - share) / ended + spread / ended / 4).sqrt()
    whole = (1 + spread) / HUNDRED
    low, high = ((middle + side) / whole for side in (-half, half))
    return Interval(max(ZERO, round(low, _PLACES)), min(HUNDRED, round(high, _PLACES)))


class Judged(NamedTuple):
    """`n` deals of which one probability was said, and how many of them were won."""

    probability: Decimal
    n: int
    won: int


class Score(NamedTuple):
    """How far probabilities were from what happened.

    Attributes:
        n: How many were judged.
        won: How many of them were won.
        brier: Mean (p-y)², 0 for a seer, 0.25 for a coin; None where none was judged.
        skill: 1 - Brier/(ȳ(1-ȳ)): 0 for who says the same share of all, below for who says worse;
            None where all of them ended alike.
    """

    n: int
    won: int
    brier: Decimal | None
    skill: Decimal | None


def score(judged: Iterable[Judged]) -> Score:
    """The Brier score and the skill of probabilities."""
    n = won = 0
    squares = ZERO
    for one in judged:
        said = one.probability / HUNDRED
        squares += one.won * (1 - said) ** 2 + (one.n - one.won) * said**2
        n += one.n
        won += one.won
    if not n:
        return Score(0, 0, None, None)
    brier, share = squares / n, Decimal(won) / n
    spread = share * (1 - share)
    return Score(n, won, brier, 1 - brier / spread if spread else None)
