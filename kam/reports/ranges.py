"""The range of a forecast: how its periods may turn out, deal by deal won or not (METHODS.md 11).

Deals are taken to be independent of each other, or to share a common shock. Floats are of
probabilities and bounds alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, ROUND_UP, Decimal
from fractions import Fraction
from itertools import chain
from typing import NamedTuple

from kam.domain.chance import Chance
from kam.domain.money import CENT, HUNDRED, ZERO
from kam.domain.outcome_grid import convolve, on_grid
from kam.domain.outcomes import Bet, Distribution, exact, exact_work, take_bets
from kam.reports.forecast import Forecast, ForecastRow

REACHED = (Fraction(9, 10), Fraction(1, 2), Fraction(1, 10))
"""With which probability P10, P50 and P90 are reached: P10 is the low one."""
_EXACT = 1 << 18
"""How many steps all exact distributions of a report may take together."""
_STEPS = 12_000_000
"""How many cells all bets of a report may touch together, on grids."""
_CELLS = (512, 1 << 16)
"""The fewest and the most cells of a grid."""
_MANY = 1_000
"""With more bets than that the total is made of its rows."""
_TOTAL_CELLS = 2_048


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """How one row may turn out, what is closed included.

    `p10`, `p50` and `p90` are reached with 90, 50 and 10 %; each is within `range_bound` of the
    true one. `target_probability` is that of reaching the target, in percent, within
    `target_probability_bound` points; None without a target, 0 and 100 only where it is certain.
    """

    p10: Decimal
    p50: Decimal
    p90: Decimal
    range_bound: Decimal
    target_probability: Decimal | None
    target_probability_bound: Decimal | None
    distribution: Distribution

    @property
    def is_certain(self) -> bool:
        """Whether there is nothing that may still be won or lost."""
        return self.distribution.values[0] == self.distribution.values[-1]


@dataclass(frozen=True, slots=True)
class Ranges:
    """The outlooks of a forecast's rows by period and group, and of all its periods together.

    `correlation` is that of what stands behind any two deals; 0 where they are independent.
    """

    each: Mapping[tuple[str | None, str | None], Outlook]
    totals: Outlook
    correlation: Decimal

    def of(self, row: ForecastRow) -> Outlook:
        """The outlook of a row, or of the totals."""
        return self.each.get((row.period, row.group), self.totals)

    @property
    def is_exact(self) -> bool:
        """Whether every figure is."""
        return all(outlook.distribution.is_exact for outlook in self._all)

    @property
    def bound(self) -> Decimal:
        """The largest bound of a P10, P50 or P90."""
        return max(outlook.range_bound for outlook in self._all)

    @property
    def probability_bound(self) -> Decimal:
        """The largest bound of the probability of a target, in points."""
        return max(outlook.target_probability_bound or ZERO for outlook in self._all)

    @property
    def _all(self) -> tuple[Outlook, ...]:
        return (*self.each.values(), self.totals)


class _Effort(NamedTuple):
    """How much may be spent on one distribution: steps of an exact one, cells of a grid."""

    steps: float
    cells: int

    @classmethod
    def of(cls, distributions: int, bets: int) -> "_Effort":
        """What there is for each of so many distributions of so many bets in all."""
        few, most = _CELLS
        cells = min(most, max(few, _STEPS // max(1, bets)))
        return cls(_EXACT / max(2, distributions), cells)

    def distribution(self, bets: Sequence[Bet]) -> Distribution:
        """Of these bets, exact where that is not too much."""
        return exact(bets) if exact_work(bets) <= self.steps else on_grid(bets, self.cells)


def build_ranges(forecast: Forecast, correlation: Decimal = ZERO) -> Ranges:
    """The distribution of every row of a forecast and of its totals.

    Args:
        forecast: The forecast; what its open deals bring to each row stands in `chances`.
        correlation: Of what stands behind any two deals, see `common_factor`; less than 1.
    """
    chances = [
        tuple(_by_deal(forecast.chances.get((row.period, row.group), ()))) for row in forecast.rows
    ]
    taken = [take_bets(own) for own in chances]
    certain = sum(own for own, _ in taken)
    bets = [own for _, own in taken]
    whole: Sequence[Bet] = list(chain.from_iterable(bets))
    deals = tuple(_by_deal(chain.from_iterable(chances)))
    is_split = len(deals) < sum(map(len, chances))
    if is_split:
        certain, whole = take_bets(deals)
    rows, total = _distributions(bets, whole, float(correlation), is_split=is_split)
    return Ranges(
        each={
            (row.period, row.group): _outlook(row, own, *others)
            for row, own, others in zip(forecast.rows, rows, taken, strict=True)
        },
        totals=_outlook(forecast.totals, total, certain, whole),
        correlation=correlation,
    )


def _by_deal(chances: Iterable[Chance]) -> Iterable[Chance]:
    """The chances with the parts of one deal as one: they are won together."""
    found: dict[tuple[str, Decimal | None], Chance] = {}
    for chance in chances:
        key = (chance.deal, chance.probability)
        known = found.get(key)
        found[key] = chance._replace(amount=known.amount + chance.amount) if known else chance
    return found.values()


def _distributions(
    rows: Sequence[Sequence[Bet]], whole: Sequence[Bet], correlation: float, *, is_split: bool
) -> tuple[list[Distribution], Distribution]:
    """Those of the rows and that of their total, without what is closed."""
    if correlation:
        from kam.reports.shocked import shocked

        *found, total = shocked([*rows, whole], correlation)
        return found, total
    adds_up = len(whole) > _MANY and not is_split
    work = sum(map(len, rows)) + (0 if adds_up else len(whole))
    effort = _Effort.of(len(rows) + 1, work)
    found = [effort.distribution(bets) for bets in rows]
    return found, convolve(found, _TOTAL_CELLS) if adds_up else effort.distribution(whole)


def _outlook(row: ForecastRow, opened: Distribution, certain: int, bets: Sequence[Bet]) -> Outlook:
    """What a row may come to: its bets, by their distribution, and what is certain beside them."""
    certain += int(row.closed * HUNDRED)
    found = opened.moved(certain)
    p10, p50, p90 = (Decimal(found.reached(share)) / HUNDRED for share in REACHED)
    bound = max(found.reached_bound(share) for share in REACHED)
    probability = probability_bound = None
    if row.target is not None:
        aim = int(row.target * HUNDRED)
        probability = _percent(found.at_least(aim), aim - certain, bets)
        probability_bound = _rounded(found.at_least_bound(aim) * 100, ROUND_UP)
    return Outlook(
        p10=p10,
        p50=p50,
        p90=p90,
        range_bound=_rounded(bound / 100, ROUND_UP),
        target_probability=probability,
        target_probability_bound=probability_bound,
        distribution=found,
    )


def _percent(probability: float, missing: int, bets: Sequence[Bet]) -> Decimal:
    """That of reaching what is missing: 0 and 100 say that bets cannot reach it, or cannot fail."""
    if missing <= sum(min(0, bet.cents) for bet in bets):
        return HUNDRED
    if missing > sum(max(0, bet.cents) for bet in bets):
        return ZERO
    return min(HUNDRED - CENT, max(CENT, _rounded(probability * 100, ROUND_HALF_UP)))


def _rounded(value: float, rounding: str) -> Decimal:
    return Decimal(value).quantize(CENT, rounding=rounding)
