"""A common factor: every deal keeps its probability, and what they come to together varies more."""

from fractions import Fraction
from math import asin, pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.domain.common_factor import ALONE, CASES, cases_of, mix, under
from kam.domain.outcome_grid import on_grid
from kam.domain.outcomes import Bet, Distribution, exact
from tests.domain.test_outcomes import SHARES, bets_of, mean_of, some


def mixed(bets: list[Bet], correlation: float, cells: int = 0) -> Distribution:
    parts = []
    for case in cases_of(bets, correlation):
        certain, left = under(case, bets)
        parts.append((on_grid(left, cells) if cells else exact(left)).moved(certain))
    return mix(parts)


BETS = bets_of(("100", 10), ("70", 30), ("250", 30), ("-40", 50), ("500", "90.55"))


@given(st.integers(1, 9_999), st.integers(0, 99))
def test_every_deal_keeps_its_probability_exactly(percent: int, correlation: int) -> None:
    (bet,) = bets_of(("100", f"{percent / 100:.2f}"))
    found = Fraction(0)
    cases = cases_of([bet], correlation / 100)
    for case in cases:
        certain, left = under(case, [bet])
        found += Fraction(left[0].won, left[0].of) if left else Fraction(bool(certain))
    assert found / len(cases) == Fraction(bet.won, bet.of)


@pytest.mark.parametrize("correlation", [0.0, 0.05, 0.2, 0.5, 0.99])
def test_the_expected_value_stays(correlation: float) -> None:
    assert float(mixed(BETS, correlation).mean) == pytest.approx(float(mean_of(BETS)), abs=1e-9)


def test_without_correlation_deals_are_independent() -> None:
    assert cases_of(BETS, 0) is ALONE
    assert list(mixed(BETS, 0).points()) == list(exact(BETS).points())


@pytest.mark.parametrize("correlation", [0.04, 0.2, 0.5, 0.81])
def test_two_even_deals_are_won_together_as_often_as_the_normal_model_says(
    correlation: float,
) -> None:
    """1/4 + asin(ρ) / 2π, but for the tails that a factor of so many values does not have."""
    both = mixed(bets_of(("1", 50), ("10", 50)), correlation).at_least(11_00)
    assert both == pytest.approx(0.25 + asin(correlation) / (2 * pi), abs=0.003)


def test_the_more_they_are_correlated_the_wider_is_the_range() -> None:
    bets = bets_of(*((str(amount), percent) for amount in (100, 200, 300) for percent in (25, 50)))
    variances = [mixed(bets, correlation).variance for correlation in (0, 0.05, 0.2, 0.5, 0.9)]
    assert variances == sorted(variances)
    assert variances[-1] > 3 * variances[0]


def test_the_figures_lie_inside_a_case_and_not_between_two() -> None:
    assert all(CASES * share % 1 for share in SHARES)


def test_a_grid_of_each_case_stays_within_its_bound() -> None:
    bets = some(7, 12)
    true, found = mixed(bets, 0.3), mixed(bets, 0.3, cells=2_000)
    for share in SHARES:
        assert abs(found.reached(share) - true.reached(share)) <= found.reached_bound(share)
