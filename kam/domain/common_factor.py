"""Deals that are won or lost together: one common factor, with every probability left as it is.

The model is Vasicek's single factor (Loan portfolio value, Risk 2002): behind each deal stands a
normal variable √ρ·Z + √(1-ρ)·ε with Z common to all deals and ε its own; it is won where that lies
below its threshold. So any two deals' variables are correlated with ρ. Given Z they are independent
and won with Φ((k - √ρ·Z) / √(1-ρ)). Here Z takes `CASES` equally probable values, those of the
normal distribution at the middle of each share, and the threshold k is solved for these, so that
the cases' probabilities are the deal's own in the mean, exactly: a common shock moves no expected
value. The distribution is the mean of one of independent deals for each case.
"""

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from math import erf, sqrt

from kam.domain.outcomes import Bet, Distribution, Slack

CASES = 21
"""Odd, and no tenth of it is whole: P10, P50 and P90 lie inside a case and not between two."""
Odds = tuple[int, int]
Case = Mapping[Odds, Odds]
"""What the odds of a bet become."""
ALONE: tuple[Case, ...] = ({},)
"""The one case of deals that are independent."""
_FINE = 1 << 15
_HALVINGS = 60
_FAR = 40.0
_WHOLE = 1 << 96


def cases_of(bets: Sequence[Bet], correlation: float) -> tuple[Case, ...]:
    """The cases of the factor, equally probable, for these bets; the correlation is less than 1."""
    if not correlation:
        return ALONE
    known = {(bet.won, bet.of) for bet in bets}
    spread = {odds: _spread(odds, correlation) for odds in known}
    return tuple({odds: spread[odds][case] for odds in known} for case in range(CASES))


def under(case: Case, bets: Sequence[Bet]) -> tuple[int, list[Bet]]:
    """The bets as they stand in one case: what is certain then, in cents, and what is left open."""
    if not case:
        return 0, list(bets)
    certain, left = 0, []
    for bet in bets:
        won, of = case[bet.won, bet.of]
        if 0 < won < of:
            left.append(Bet(bet.cents, won, of))
        elif won:
            certain += bet.cents
    return certain, left


def mix(parts: Sequence[Distribution]) -> Distribution:
    """The distribution that is each of these with the same probability."""
    if len(parts) == 1:
        return parts[0]
    masses: dict[int, int] = {}
    for part in parts:
        for value, mass in part.points():
            masses[value] = masses.get(value, 0) + mass * _WHOLE // part.whole
    values = sorted(masses)
    slacks = zip_longest(*(part.slacks for part in parts), fillvalue=Slack())
    return Distribution(
        values,
        [masses[value] for value in values],
        _WHOLE * len(parts),
        tuple(Slack(*map(max, *column)) for column in slacks),
    )


def _spread(odds: Odds, correlation: float) -> list[Odds]:
    """The odds in every case; in the mean they are what they were, to the last digit."""
    won, of = odds
    shares = _shares(won / of, correlation)
    fine = of * max(1, _FINE // of)
    found = [round(share * fine) for share in shares]
    missing = won * (fine // of) * CASES - sum(found)
    step = 1 if missing > 0 else -1
    for place in sorted(range(CASES), key=lambda case: abs(shares[case] - 0.5)):
        room = fine - found[place] if step > 0 else found[place]
        moved = min(room, abs(missing))
        found[place] += step * moved
        missing -= step * moved
    return [(part, fine) for part in found]


def _shares(share: float, correlation: float) -> list[float]:
    """The probability in every case, the threshold solved by halving."""
    own = sqrt(1 - correlation)
    factors = [sqrt(correlation) * place for place in _places()]
    low, high = -_FAR, _FAR
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if sum(_below((middle - factor) / own) for factor in factors) > share * CASES:
            high = middle
        else:
            low = middle
    return [_below((low - factor) / own) for factor in factors]


def _places() -> list[float]:
    """The values of the factor, of variance 1."""
    from statistics import NormalDist

    normal = NormalDist()
    found = [normal.inv_cdf((case + 0.5) / CASES) for case in range(CASES)]
    spread = sqrt(sum(place * place for place in found) / CASES)
    return [place / spread for place in found]


def _below(value: float) -> float:
    return (1 + erf(value / sqrt(2))) / 2
