"""Velocity: what a pipeline brings a day, and its four factors (METHODS.md 11)."""

from decimal import Decimal
from typing import NamedTuple, Self

from kam.domain.money import HUNDRED, to_cents
from kam.domain.states import ClosedWord


class Factor(ClosedWord):
    """The factors of velocity, as they stand in its formula."""

    OPEN = "open"
    WIN_RATE = "win_rate"
    AMOUNT = "mean_won_amount"
    CYCLE = "mean_cycle_days"


class Factors(NamedTuple):
    """The factors unrounded, each None where nothing says it; the win rate is a ratio."""

    open: Decimal
    win_rate: Decimal | None
    mean_won_amount: Decimal | None
    mean_cycle_days: Decimal | None

    @property
    def velocity(self) -> Decimal | None:
        """Velocity a day in cents; None where it is not known."""
        return None if (exact := self.exact) is None else to_cents(exact)

    @property
    def exact(self) -> Decimal | None:
        """Open deals x win rate x mean won amount / mean won cycle in days, unrounded.

        None where a factor is not known, or the mean cycle has no day.
        """
        rate, amount, cycle = self.win_rate, self.mean_won_amount, self.mean_cycle_days
        if rate is None or amount is None or not cycle:
            return None
        return self.open * rate * amount / cycle

    def having(self, factor: Factor, value: Decimal) -> Self:
        """The same with another value of one factor."""
        return self._replace(**{factor.value: value})

    def value(self, factor: Factor) -> Decimal | None:
        """The value of one factor."""
        return getattr(self, factor.value)  # type: ignore[no-any-return]


def improved(factor: Factor, value: Decimal, percent: Decimal) -> Decimal:
    """A factor that is better by so many percent: a cycle is shorter, a win rate at most 1."""
    if factor is Factor.CYCLE:
        return value * (1 - percent / HUNDRED)
    better = value * (1 + percent / HUNDRED)
    return min(better, Decimal(1)) if factor is Factor.WIN_RATE else better


def is_better(factor: Factor, value: Decimal, than: Decimal) -> bool:
    """Whether a value of a factor makes for more velocity than another one."""
    return value < than if factor is Factor.CYCLE else value > than
