"""Lots: what is divided adds up, by fact and by lot, to the cent."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kam.domain.lots import share_amounts, share_units
from kam.domain.money import share_out
from tests.strategies import LAW

CENTS = st.integers(0, 10**9).map(lambda cents: Decimal(cents).scaleb(-2))
WEIGHTS = st.lists(
    st.integers(1, 10**9).map(lambda cents: Decimal(cents).scaleb(-2)), min_size=2, max_size=6
)


@LAW
@given(st.lists(CENTS, max_size=6), WEIGHTS)
def test_every_amount_adds_up_and_so_does_every_lot(
    amounts: list[Decimal], weights: list[Decimal]
) -> None:
    shares = list(share_amounts(amounts, weights))
    assert [sum(parts) for parts in shares] == amounts
    lots = [sum((parts[place] for parts in shares), Decimal(0)) for place in range(len(weights))]
    assert tuple(lots) == share_out(sum(amounts, Decimal(0)), weights)
    assert all(part >= 0 for parts in shares for part in parts)


@LAW
@given(st.integers(0, 10**6), WEIGHTS)
def test_units_stay_whole_and_add_up(units: int, weights: list[Decimal]) -> None:
    shares = share_units(units, weights)
    assert sum(shares) == units
    assert min(shares) >= 0


def test_the_amounts_of_lots_give_the_proportion() -> None:
    (automation, spares) = share_amounts(
        [Decimal(2_000_000), Decimal(1_200_000)], [Decimal(2_000_000), Decimal(1_200_000)]
    )
    assert automation == (Decimal(1_250_000), Decimal(750_000))
    assert spares == (Decimal(750_000), Decimal(450_000))
    assert share_units(5, [Decimal(1), Decimal(1)]) == (3, 2)


def test_no_part_is_below_nothing_where_cents_are_few() -> None:
    """Sixths of 0.10, 0.01 and 0.03: rounded one after another lot 3 would give a cent back."""
    weights = [Decimal("0.06"), Decimal("0.06"), Decimal("0.02")]
    shares = share_amounts([Decimal("0.10"), Decimal("0.01"), Decimal("0.03")], weights)
    assert min(part for parts in shares for part in parts) == 0
    assert [sum(parts) for parts in zip(*shares, strict=True)] == weights
