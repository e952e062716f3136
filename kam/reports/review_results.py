"""Won and lost in a time: how much, how often, and why (METHODS.md 11)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.deal import Deal
from kam.domain.money import ZERO, ratio_of
from kam.domain.opportunity import Opportunity
from kam.domain.states import State

_ENDED = (State.WON, State.LOST, State.ABANDONED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """One that ended: the reason and to whom it went as its outcome has them."""

    deal: Deal
    reason: str | None
    to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What ended from `first` through `last`, the largest of each kind first.

    `win_rate` and `win_rate_amount` are won / (won + lost), None where neither is.
    """

    first: date
    last: date
    ended: tuple[Ended, ...]

    def of(self, state: State) -> tuple[Ended, ...]:
        """Those that ended in this way."""
        return tuple(one for one in self.ended if one.deal.state is state)

    def count(self, state: State) -> int:
        """How many did."""
        return len(self.of(state))

    def amount(self, state: State) -> Decimal:
        """What they are worth together, as far as it converts."""
        return sum((one.deal.value for one in self.of(state)), ZERO)

    @property
    def win_rate(self) -> Decimal | None:
        """By count."""
        won, lost = (Decimal(self.count(state)) for state in (State.WON, State.LOST))
        return ratio_of(won, won + lost)

    @property
    def win_rate_amount(self) -> Decimal | None:
        """By amount."""
        won, lost = (self.amount(state) for state in (State.WON, State.LOST))
        return ratio_of(won, won + lost)


def build_results(
    deals: Iterable[Deal], opportunities: Mapping[str, Opportunity], first: date, last: date
) -> Results:
    """What ended in a time.

    Args:
        deals: Those that are looked at.
        opportunities: By full id, for the reasons.
        first: The first day of the time.
        last: Its last day.
    """
    found = [
        _ended(deal, opportunities.get(deal.id))
        for deal in deals
        if deal.state in _ENDED and deal.closed_on and first <= deal.closed_on <= last
    ]
    ordered = sorted(
        found, key=lambda one: (_ENDED.index(one.deal.state), -one.deal.value, one.deal.id)
    )
    return Results(first=first, last=last, ended=tuple(ordered))


def _ended(deal: Deal, opportunity: Opportunity | None) -> Ended:
    outcome = opportunity.outcome if opportunity else None
    return Ended(
        deal=deal,
        reason=outcome.reason if outcome else None,
        to=outcome.to if outcome else None,
    )
