"""An opportunity divided into lots: every sum to the cent, every product and phase with it."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_FLOOR, Decimal

from kam.domain.money import CENT, HUNDRED, ZERO, share_out

Shares = tuple[Decimal, ...]
"""One part for each lot."""


def share_amounts(amounts: Iterable[Decimal], weights: Sequence[Decimal]) -> list[Shares]:
    """The parts of each amount by lot, in proportion to `weights`; none of the other sign.

    The parts of an amount add up to it; what a lot gets of all of them is what it would get of
    their sum. So products that make up an amount still make it up in every lot. Each part is
    rounded down; the cents that are left of an amount go to the lots that still lack most, of
    equal ones to the largest remainder. Weights add up to more than nothing.
    """
    every = list(amounts)
    whole = sum(weights)
    exact = [[amount * weight / whole for weight in weights] for amount in every]
    parts = [[_rounded_down(part) for part in row] for row in exact]
    lots = share_out(sum(every, ZERO), weights)
    lack = [lot - sum((row[place] for row in parts), ZERO) for place, lot in enumerate(lots)]
    for amount, row, stated in zip(every, parts, exact, strict=True):
        rest = [part - down for part, down in zip(stated, row, strict=True)]
        places = set[int]()
        while sum(row) < amount:
            lacking = [place for place, cents in enumerate(lack) if cents > 0]
            place = max(lacking, key=lambda one: (one not in places, lack[one], rest[one]))
            row[place] += CENT
            lack[place] -= CENT
            places.add(place)
    return [tuple(row) for row in parts]


def _rounded_down(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_FLOOR)


def share_units(units: int, weights: Sequence[Decimal]) -> tuple[int, ...]:
    """Whole things by lot, in proportion to `weights`; they add up."""
    return tuple(int(part * HUNDRED) for part in share_out(Decimal(units).scaleb(-2), weights))
