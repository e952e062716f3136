"""Velocity and its factors: the worked examples of METHODS.md 11."""

from decimal import Decimal

import pytest

from kam.domain.velocity import Factor, Factors, improved, is_better


def factors(open_deals: int, rate: str, amount: int, cycle: int) -> Factors:
    return Factors(Decimal(open_deals), Decimal(rate), Decimal(amount), Decimal(cycle))


@pytest.mark.parametrize(
    ("given", "a_day"),
    [
        (factors(40, "0.25", 25000, 90), "2777.78"),
        (factors(18, "0.24", 42000, 78), "2326.15"),
    ],
)
def test_the_worked_examples_to_the_cent(given: Factors, a_day: str) -> None:
    assert given.velocity == Decimal(a_day)


def test_no_velocity_without_a_factor_or_in_no_time() -> None:
    known = factors(40, "0.25", 25000, 90)
    assert known._replace(win_rate=None).velocity is None
    assert known._replace(mean_won_amount=None).velocity is None
    assert known._replace(mean_cycle_days=None).velocity is None
    assert factors(40, "0.25", 25000, 0).velocity is None


def test_a_better_cycle_is_shorter_and_a_win_rate_is_never_above_one() -> None:
    assert improved(Factor.CYCLE, Decimal(90), Decimal(10)) == 81
    assert improved(Factor.OPEN, Decimal(40), Decimal(10)) == 44
    assert improved(Factor.WIN_RATE, Decimal("0.95"), Decimal(10)) == 1
    assert is_better(Factor.CYCLE, Decimal(80), than=Decimal(90))
    assert is_better(Factor.AMOUNT, Decimal(90), than=Decimal(80))


def test_a_tenth_more_of_a_factor_is_a_tenth_more_velocity() -> None:
    known = factors(40, "0.25", 25000, 90)
    for factor in (Factor.OPEN, Factor.WIN_RATE, Factor.AMOUNT):
        value = known.value(factor)
        assert value is not None
        assert known.having(factor, value * 2).velocity == Decimal("5555.56")
