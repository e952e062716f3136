"""Won and lost in a time: how much, how often, and why (METHODS.md 11)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.cases import real_deals
from kam.domain.deal import Deal
from kam.domain.models import Models
from kam.domain.money import ZERO
from kam.domain.playbook import Vocabulary
from kam.domain.states import State
from kam.reports.losses import ReasonRow, reason_namer, reason_rows
from kam.reports.results import Results, VelocityRow, collect_results

ENDS = (State.WON, State.LOST, State.ABANDONED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcomes:
    """What ended from `first` through `last`, the largest of each kind first.

    Their reasons are words of the vocabulary, in whatever spelling a file has them. `measures` and
    `reasons` are those of `velocity` for these opportunities.
    """

    first: date
    last: date
    ended: tuple[Deal, ...]
    measures: VelocityRow
    reasons: tuple[ReasonRow, ...]

    def of(self, state: State) -> tuple[Deal, ...]:
        """Those that ended in this way."""
        return tuple(deal for deal in self.ended if deal.state is state)

    def amount(self, state: State) -> Decimal:
        """What they are worth together, as far as it converts."""
        return sum((worth_of(deal) or ZERO for deal in self.of(state)), ZERO)

    def no_amount(self, state: State) -> int:
        """How many of them have no amount that converts."""
        return sum(worth_of(deal) is None for deal in self.of(state))


def build_outcomes(
    deals: Iterable[Deal], models: Models, words: Vocabulary, first: date, last: date
) -> Outcomes:
    """What ended in a time; alternatives of one lot count once, as velocity counts them.

    Args:
        deals: Those that are looked at.
        models: How much must be known for a win rate by amount.
        words: Those for reasons.
        first: The first day of the time.
        last: Its last day.
    """
    found = [
        deal
        for deal, _ in real_deals(tuple(deals))
        if deal.state in ENDS and deal.closed_on and first <= deal.closed_on <= last
    ]
    name_of = reason_namer(words)
    ended = [
        deal._replace(reason=name_of(deal.reason))
        for deal in sorted(
            found, key=lambda deal: (ENDS.index(deal.state), -(worth_of(deal) or ZERO), deal.id)
        )
    ]
    whole = collect_results(ended, (), None).get(None, Results())
    return Outcomes(
        first=first,
        last=last,
        ended=tuple(ended),
        measures=whole.row(None, models.velocity),
        reasons=reason_rows(ended, words),
    )


def worth_of(deal: Deal) -> Decimal | None:
    """What an ended one was worth: of a won one what it booked, a framework its orders.

    None where nothing says so, or nothing converts it.
    """
    booked = sum((booking.amount for booking in deal.bookings), ZERO)
    return booked or deal.amount
