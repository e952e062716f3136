"""An opportunity divided into lots: every sum to the cent, every product and phase with it."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from kam.domain.money import HUNDRED, ZERO, share_out

Shares = tuple[Decimal, ...]
"""One part for each lot."""


def share_amounts(amounts: Iterable[Decimal], weights: Sequence[Decimal]) -> Iterator[Shares]:
    """The parts of each amount by lot, in proportion to `weights`.

    The parts of an amount add up to it; what a lot gets of all of them is what it would get of
    their sum. So products that make up an amount still make it up in every lot.
    """
    total, before = ZERO, (ZERO,) * len(weights)
    for amount in amounts:
        total += amount
        after = share_out(total, weights)
        yield tuple(new - old for new, old in zip(after, before, strict=True))
        before = after


def share_units(units: int, weights: Sequence[Decimal]) -> tuple[int, ...]:
    """Whole things by lot, in proportion to `weights`; they add up."""
    return tuple(int(part * HUNDRED) for part in share_out(Decimal(units).scaleb(-2), weights))
