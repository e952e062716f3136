"""A common factor: every deal keeps its probability, and what they come to together varies more."""

from fractions import Fraction
from functools import cache
from math import asin, pi, sqrt
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.domain.common_factor import Factor, mix, under
from kam.domain.common_moments import moments
from kam.domain.outcome_grid import on_grid
from kam.domain.outcomes import Bet, Distribution, exact
from tests.domain.test_outcomes import SHARES, bets_of, mean_of, some

CASES = 21


def mixed(
    bets: list[Bet], correlation: float, cells: int = 0, count: int = CASES, step: int = 1
) -> Distribution:
    parts, factor = [], Factor(correlation, count)
    for case in factor.cases(bets):
        certain, left = under(case, bets)
        parts.append((on_grid(left, cells) if cells else exact(left)).moved(certain))
    return mix(parts, factor.blur(bets), step)


BETS = bets_of(("100", 10), ("70", 30), ("250", 30), ("-40", 50), ("500", "90.55"))


@given(st.integers(1, 9_999), st.integers(1, 99))
def test_every_deal_keeps_its_probability_exactly(percent: int, correlation: int) -> None:
    (bet,) = bets_of(("100", f"{percent / 100:.2f}"))
    found = Fraction(0)
    cases = Factor(correlation / 100, CASES).cases([bet])
    for case in cases:
        certain, left = under(case, [bet])
        found += Fraction(left[0].won, left[0].of) if left else Fraction(bool(certain))
    assert found / len(cases) == Fraction(bet.won, bet.of)


@pytest.mark.parametrize("correlation", [0.05, 0.2, 0.5, 0.99])
def test_the_expected_value_stays(correlation: float) -> None:
    assert float(mixed(BETS, correlation).mean) == pytest.approx(float(mean_of(BETS)), abs=1e-9)


@pytest.mark.parametrize("correlation", [0.04, 0.2, 0.5, 0.81])
def test_two_even_deals_are_won_together_as_often_as_the_normal_model_says(
    correlation: float,
) -> None:
    """1/4 + asin(ρ) / 2π, but for the tails that a factor of so many values does not have."""
    both = mixed(bets_of(("1", 50), ("10", 50)), correlation).at_least(11_00)
    assert both == pytest.approx(0.25 + asin(correlation) / (2 * pi), abs=0.003)


def test_the_more_they_are_correlated_the_wider_is_the_range() -> None:
    bets = bets_of(*((str(amount), percent) for amount in (100, 200, 300) for percent in (25, 50)))
    variances = [mixed(bets, correlation).variance for correlation in (0.01, 0.05, 0.2, 0.5, 0.9)]
    assert variances == sorted(variances)
    assert variances[-1] > 3 * variances[0]


def test_the_figures_lie_inside_a_case_and_not_between_two() -> None:
    assert all(CASES * share % 1 for share in SHARES)


def test_a_grid_of_each_case_stays_within_its_bound() -> None:
    bets = some(7, 12)
    true, found = mixed(bets, 0.3), mixed(bets, 0.3, cells=2_000)
    for share in SHARES:
        assert abs(found.reached(share) - true.reached(share)) <= found.reached_bound(share)


DEALS = bets_of(
    ("123.45", 10), ("70", 30), ("250.10", 25), ("500", 90), ("311", 50), ("97.3", 75), ("820", 20)
)


@cache
def brute_force(bets: tuple[Bet, ...], correlation: float, points: int = 1_001) -> Distribution:
    """The model itself: its own thresholds, at very many points, every outcome."""
    normal, values, masses = NormalDist(), [0], [0.0]
    for cents, _, _ in bets:
        values += [value + cents for value in values]
    masses = [0.0] * len(values)
    thresholds = [normal.inv_cdf(bet.won / bet.of) for bet in bets]
    for point in range(points):
        place = sqrt(correlation) * normal.inv_cdf((point + 0.5) / points)
        found = [1.0]
        for threshold in thresholds:
            share = normal.cdf((threshold - place) / sqrt(1 - correlation))
            found = [mass * (1 - share) for mass in found] + [mass * share for mass in found]
        masses = [old + new / points for old, new in zip(masses, found, strict=True)]
    pairs = sorted(zip(values, masses, strict=True))
    return Distribution(
        [value for value, _ in pairs], [round(mass * (1 << 60)) for _, mass in pairs], 1 << 60
    )


@pytest.mark.parametrize("correlation", [0.05, 0.2, 0.5, 0.9, 0.99])
@pytest.mark.parametrize(("count", "step"), [(21, 1), (21, 500), (201, 1), (201, 500)])
def test_the_model_is_within_the_bound(correlation: float, count: int, step: int) -> None:
    true = brute_force(tuple(DEALS), correlation)
    found = mixed(DEALS, correlation, count=count, step=step)
    assert not found.is_exact
    for share in SHARES:
        assert abs(found.reached(share) - true.reached(share)) <= found.reached_bound(share)
    for aim in range(0, 2_200_00, 50_00):
        bound = found.at_least_bound(aim)
        assert abs(found.at_least(aim) - true.at_least(aim)) <= bound
        assert bound <= 0.05 or count == CASES or step > 1


@pytest.mark.parametrize("correlation", [0.1, 0.3])
def test_the_moments_of_many_deals_are_within_their_bound(correlation: float) -> None:
    """Against the count of those that are won, of equal ones with one probability."""
    bets = bets_of(*(("10", 30),) * 200)
    true = mixed(bets, correlation, cells=2_000, count=201)
    found = moments(bets, Factor(correlation, 401))
    assert found.blur < 0.1
    laid_out = found.distribution()
    assert float(laid_out.mean) == pytest.approx(200 * 10_00 * 0.3, rel=1e-3)
    assert (laid_out.values[0], laid_out.values[-1]) >= (0, 0)
    for share in SHARES:
        apart = abs(laid_out.reached(share) - true.reached(share))
        assert apart <= min(20_00, laid_out.reached_bound(share))


def test_moments_of_what_is_certain_in_a_case_are_certain() -> None:
    bets = bets_of(*(("10", "0.01"),) * 30)
    found = moments(bets, Factor(0.99, 21))
    assert found.deviations[-1] == 0
    assert found.distribution().at_least(1) < found.blur


def test_a_negative_amount_widens_the_bound() -> None:
    factor = Factor(0.2, 201)
    assert factor.blur(bets_of(("-10", 30), ("20", 30))) > 2.5 * factor.blur(bets_of(("20", 50)))
