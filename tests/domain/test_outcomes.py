"""The distribution of what open deals bring: against brute force, simulation and the laws."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import sqrt
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.domain.chance import Chance
from kam.domain.outcome_grid import convolve, on_grid
from kam.domain.outcomes import FINEST, Bet, Distribution, exact, exact_work, take_bets

SHARES = (Fraction(9, 10), Fraction(1, 2), Fraction(1, 10))
PERCENT = (10, 20, 25, 30, 50, 75, 90)


def bets_of(*pairs: tuple[str, str | int | None]) -> list[Bet]:
    """Bets of amounts and percent."""
    return take_bets(
        Chance("acme/x", Decimal(amount), None if percent is None else Decimal(percent))
        for amount, percent in pairs
    )[1]


def some(seed: int, number: int, low: int = 20_000, high: int = 5_000_000) -> list[Bet]:
    """Bets of amounts to the cent with the probabilities of milestones."""
    chance = Random(seed)  # noqa: S311 - a seed is the point
    return bets_of(
        *(
            (f"{chance.randint(low, high)}.{chance.randint(0, 99):02d}", chance.choice(PERCENT))
            for _ in range(number)
        )
    )


def by_brute_force(bets: Sequence[Bet]) -> dict[int, int]:
    """Every one of the 2^n outcomes, with the product of its odds."""
    outcomes = [(0, 1)]
    for cents, won, of in bets:
        outcomes = [
            next_
            for value, mass in outcomes
            for next_ in ((value, mass * (of - won)), (value + cents, mass * won))
        ]
    assert len(outcomes) == 2 ** len(bets)
    found: Counter[int] = Counter()
    for value, mass in outcomes:
        found[value] += mass
    return found


def spread_of(bets: Sequence[Bet]) -> float:
    return sqrt(sum(bet.cents**2 * bet.variance for bet in bets))


def mean_of(bets: Sequence[Bet]) -> Fraction:
    return sum((Fraction(bet.cents * bet.won, bet.of) for bet in bets), Fraction(0))


# Exact: every outcome


def test_sixteen_deals_are_exactly_their_65536_outcomes() -> None:
    bets = some(1, 16)
    found, brute = exact(bets), by_brute_force(bets)
    assert len(brute) == 65_536
    assert found.is_exact
    assert found.whole == sum(brute.values())
    assert dict(found.points()) == brute


def test_p10_is_reached_with_90_percent_and_is_the_low_one() -> None:
    found = exact(bets_of(("100", 90), ("1000", 50), ("10000", 10)))
    assert [found.reached(share) for share in SHARES] == [100_00, 1_100_00, 10_000_00]


def test_a_value_on_the_edge_of_its_probability_is_reached() -> None:
    found = exact(bets_of(("100", 90)))
    assert found.reached(Fraction(9, 10)) == 100_00
    assert found.reached(Fraction(901, 1000)) == 0
    assert (found.at_least(100_00), found.at_least(100_01), found.at_least(0)) == (0.9, 0, 1)
    assert (found.reached_bound(SHARES[0]), found.at_least_bound(100_00)) == (0, 0)


def test_a_negative_amount_takes_away_if_it_is_won() -> None:
    found = exact(bets_of(("100", 50), ("-40", 50)))
    assert list(found.values) == [-40_00, 0, 60_00, 100_00]
    grid = on_grid(bets_of(("100", 50), ("-40", 50)), 1 << 10)
    assert {value for value, mass in grid.points() if mass} == {-40_00, 0, 60_00, 100_00}


def test_nothing_is_bet_on_no_amount_and_no_probability_and_what_is_sure_is_certain() -> None:
    chances = [
        Chance("acme/a", Decimal(0), Decimal(50)),
        Chance("acme/b", Decimal(5), None),
        Chance("acme/c", Decimal(7), Decimal(0)),
        Chance("acme/d", Decimal("0.25"), Decimal(100)),
    ]
    assert take_bets(chances) == (25, [])
    assert list(exact([]).points()) == [(0, 1)]


def test_a_probability_finer_than_any_is_rounded_and_stays_one() -> None:
    (bet,) = bets_of(("1", str(Decimal(100) / 3)))
    assert bet.of == FINEST
    assert abs(bet.won / bet.of - 1 / 3) < 1e-9


def test_many_deals_of_equal_steps_are_exact_too() -> None:
    """Three hundred deals of one price have three hundred and one outcomes."""
    bets = bets_of(*[("250000", 25)] * 300)
    assert exact_work(bets) < 100_000
    found = exact(bets)
    assert len(found.values) == 301
    assert found.mean == mean_of(bets)


@given(st.lists(st.tuples(st.integers(-500, 500), st.integers(1, 99)), max_size=7))
def test_mean_and_variance_are_those_of_the_deals(pairs: list[tuple[int, int]]) -> None:
    bets = bets_of(*((str(amount), percent) for amount, percent in pairs))
    found = exact(bets)
    assert found.mean == mean_of(bets)
    squares = sum(
        (Fraction(bet.cents**2 * bet.won * (bet.of - bet.won), bet.of**2) for bet in bets),
        Fraction(0),
    )
    assert found.variance == squares
    assert found.moved(17).mean == found.mean + 17
    assert found.moved(17).variance == squares


def test_the_probability_between_two_values_has_the_lower_one() -> None:
    found = exact(bets_of(("100", 50), ("200", 50)))
    assert found.between([0, 100_00, 300_00, 300_01]) == [0.25, 0.5, 0.25]


# On a grid: with a bound


@pytest.mark.parametrize("cells", [100, 1_000, 30_000])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_on_any_grid_the_figures_of_sixteen_deals_are_within_their_bounds(
    cells: int, seed: int
) -> None:
    bets = some(seed, 16)
    true, found = exact(bets), on_grid(bets, cells)
    for share in SHARES:
        error = abs(found.reached(share) - true.reached(share))
        assert error <= found.reached_bound(share) < spread_of(bets) * 100 / cells
    for value in range(0, true.values[-1], true.values[-1] // 20):
        assert abs(found.at_least(value) - true.at_least(value)) <= found.at_least_bound(value)


def test_amounts_that_fit_the_grid_lose_nothing_by_it() -> None:
    bets = bets_of(*((str(number * 1000), 30) for number in range(1, 40)))
    found = on_grid(bets, 1 << 16)
    assert found.slacks == ()
    assert found.values[1] - found.values[0] == 1000_00
    assert abs(found.reached(SHARES[1]) - exact(bets).reached(SHARES[1])) == 0


@pytest.mark.parametrize("skewed", [False, True])
def test_five_thousand_deals_are_as_a_simulation_finds_them(*, skewed: bool) -> None:
    """A thousand quarters are drawn: a share q of them is known to 3.5 √(q(1 - q)/1,000)."""
    chance = Random(20261121)  # noqa: S311 - a seed is the point
    amounts = [
        chance.lognormvariate(12, 1.5) if skewed else chance.uniform(2e4, 5e6) for _ in range(5_000)
    ]
    bets = bets_of(*((f"{amount:.2f}", chance.choice(PERCENT)) for amount in amounts))
    found = on_grid(bets, 2_000)
    assert abs(float(found.mean - mean_of(bets))) < spread_of(bets) / 10_000
    assert abs(sqrt(found.variance) / spread_of(bets) - 1) < 0.01
    odds = [(bet.cents, bet.won / bet.of) for bet in bets]
    drawn = [sum([cents for cents, p in odds if chance.random() < p]) for _ in range(1_000)]
    for share in SHARES:
        value = found.reached(share)
        reached = sum(one >= value for one in drawn) / len(drawn)
        assert abs(reached - share) < 3.5 * sqrt(share * (1 - share) / len(drawn))
        assert found.reached_bound(share) < spread_of(bets) / 4


def test_a_rare_large_deal_is_not_cut_off() -> None:
    bets = [*some(4, 400, 1000, 2000), *bets_of(("90000000", 1))]
    found = on_grid(bets, 4_000)
    assert found.at_least(90_000_000_00) == pytest.approx(0.01, abs=0.0001)
    assert abs(float(found.mean - mean_of(bets))) < spread_of(bets) / 1000


# A sum of parts


def test_a_sum_of_periods_is_as_the_distribution_of_all_their_deals() -> None:
    bets = some(5, 90)
    parts = [on_grid(bets[:40], 4_000), on_grid(bets[40:77], 4_000), exact(bets[77:])]
    true, found = on_grid(bets, 1 << 15), convolve(parts, 2_048)
    assert float(found.mean) == pytest.approx(float(true.mean), rel=1e-4)
    for share in SHARES:
        bound = found.reached_bound(share) + true.reached_bound(share)
        assert abs(found.reached(share) - true.reached(share)) <= bound < spread_of(bets) / 5


def test_nothing_open_adds_nothing() -> None:
    nothing: Distribution = exact([])
    assert list(convolve([nothing, nothing.moved(500)], 16).values) == [500]
