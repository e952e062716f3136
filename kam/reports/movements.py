"""What moved one opportunity in or out of the open pipeline between two states (METHODS.md 11).

Only the two ends are looked at. From one to the other an opportunity is walked in this order: its
close date moves, its amount changes, rates change, orders are called off, it changes hands, it is
held or resumed, it ends. Every step that moves the sum is a movement; what is in the pipeline at
neither end, and did not end between them, moves nothing.
"""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.deal import Deal
from kam.domain.money import ZERO
from kam.domain.periods import Period
from kam.domain.states import ClosedWord, Kind, State
from kam.reports.repricing import Rates, at_old_rates


class Movement(ClosedWord):
    """The kinds of rows of a bridge, in their order."""

    OPENING = "opening"
    CREATED = "created"
    PULLED_IN = "pulled_in"
    INCREASED = "increased"
    REOPENED = "reopened"
    RESUMED = "resumed"
    TRANSFERRED_IN = "transferred_in"
    REVALUED = "revalued"
    DECREASED = "decreased"
    PUSHED_OUT = "pushed_out"
    HELD = "held"
    TRANSFERRED_OUT = "transferred_out"
    REMOVED = "removed"
    LOST = "lost"
    ABANDONED = "abandoned"
    WON = "won"
    CLOSING = "closing"


_ENDS = {
    State.WON: Movement.WON,
    State.LOST: Movement.LOST,
    State.ABANDONED: Movement.ABANDONED,
}

Step = tuple[Movement, Decimal]
"""A movement, and by how much it moves the sum."""


class Scene(NamedTuple):
    """What decides at one end whether an opportunity counts.

    Attributes:
        rates: The day, and the settings of the book on it.
        accepts: The filter.
        due: Only what is due in this period; None: all of it.
    """

    rates: Rates
    accepts: Callable[[Deal], bool]
    due: Period | None

    def is_own(self, deal: Deal) -> bool:
        """Whether it is within the filter, and no other alternative counts in its place."""
        return not deal.superseded and self.accepts(deal)

    def is_due(self, day: date | None) -> bool:
        """Whether a day lies in the period."""
        if self.due is None:
            return True
        return day is not None and self.due.first_day <= day <= self.due.last_day


class _Standing(NamedTuple):
    """Where one that is not ended stands, and what it is worth there."""

    deal: Deal
    value: Decimal
    due: bool
    own: bool
    free: bool

    @property
    def shows(self) -> bool:
        """Whether it is in the pipeline, be it converted or not."""
        return self.due and self.own and self.free

    @property
    def counts(self) -> bool:
        """Whether it is in the totals of the pipeline."""
        return self.shows and not self.deal.unconverted


def counts(deal: Deal, scene: Scene) -> bool:
    """Whether an opportunity is in the totals of the pipeline, as `pipeline` has them."""
    return deal.is_open and _standing(deal, scene).counts


def steps(before: Deal | None, after: Deal | None, then: Scene, now: Scene) -> Iterator[Step]:
    """The movements of one opportunity between two days, in the order in which they happened."""
    if after is None:
        if before is not None and counts(before, then):
            yield Movement.REMOVED, -before.value
    elif before is not None and before.is_open:
        yield from _moved(before, after, then, now)
    else:
        yield from _appeared(before, after, then, now)


def _appeared(before: Deal | None, after: Deal, then: Scene, now: Scene) -> Iterator[Step]:
    """One that was not there or had ended: it comes whole, and may be gone again."""
    if before is not None and not _is_open_again(before, after):
        return
    if before is None and _ended_before(after, then):
        return
    target = _last_standing(after, now)._replace(free=True)
    if not target.counts:
        return
    called_off = _called_off(before, after, then)
    yield (
        Movement.CREATED if before is None else Movement.REOPENED,
        target.value + called_off,
    )
    if called_off:
        yield Movement.WON, -called_off
    if after.state is State.HELD:
        yield Movement.HELD, -target.value
    yield from _outcome(after, target)


def _is_open_again(before: Deal, after: Deal) -> bool:
    """Whether one that had ended was opened again; if it ended anew, otherwise and on a later day.

    The same ending on another day is a mistake put right.
    """
    if after.is_open:
        return True
    later = before.closed_on and after.closed_on and after.closed_on > before.closed_on
    return after.state is not before.state and bool(later)


def _ended_before(deal: Deal, then: Scene) -> bool:
    """Whether one that is new in the book is an old story: it ended before the first day."""
    return not deal.is_open and deal.closed_on is not None and deal.closed_on < then.rates.day


def _moved(before: Deal, after: Deal, then: Scene, now: Scene) -> Iterator[Step]:
    """One that was open before, and perhaps is not any more."""
    start, target = _standing(before, then), _last_standing(after, now)
    if not (start.counts or target.counts):
        return
    called_off = _called_off(before, after, then)
    full = target.value + called_off
    if start.counts and not target.due:
        yield Movement.PUSHED_OUT, -start.value
        return
    if start.shows:
        yield from _changed(before, target, full, then, now)
    elif start._replace(due=True).counts:
        yield Movement.PULLED_IN, start.value
        yield from _changed(before, target, full, then, now)
    else:
        yield _entered(start), full
    if after.unconverted:
        return
    if not target.own:  # with what was called off: that is won where it is now
        yield Movement.TRANSFERRED_OUT, -full
        return
    if called_off:
        yield Movement.WON, -called_off
    if not target.free:
        yield Movement.HELD, -target.value
    else:
        yield from _outcome(after, target)


def _entered(start: _Standing) -> Movement:
    """How one came that was out of the pipeline: by what was in its way last."""
    if not start.free:
        return Movement.RESUMED
    return Movement.PULLED_IN if start.own else Movement.TRANSFERRED_IN


def _changed(
    before: Deal, target: _Standing, full: Decimal, then: Scene, now: Scene
) -> Iterator[Step]:
    """The change of the amount at the old rates, and what the rates did; `full` is the new one."""
    after = target.deal
    if before.unconverted or after.unconverted:
        now_worth = ZERO if after.unconverted else full
        yield from _unless_nothing(Movement.REVALUED, now_worth - before.value)
        return
    revalued = ZERO
    if before.amount is not None:
        old_worth = at_old_rates(before, after, target.value, then.rates, now.rates)
        revalued = target.value - old_worth
    change = full - before.value - revalued
    yield from _unless_nothing(Movement.INCREASED if change > 0 else Movement.DECREASED, change)
    yield from _unless_nothing(Movement.REVALUED, revalued)


def _unless_nothing(movement: Movement, amount: Decimal) -> Iterator[Step]:
    if amount:
        yield movement, amount


def _outcome(deal: Deal, target: _Standing) -> Iterator[Step]:
    if not deal.is_open:
        yield _ENDS[deal.state], -target.value


def _standing(deal: Deal, scene: Scene) -> _Standing:
    return _Standing(
        deal,
        deal.value,
        due=scene.is_due(deal.close_date),
        own=scene.is_own(deal),
        free=deal.state is not State.HELD,
    )


def _last_standing(deal: Deal, scene: Scene) -> _Standing:
    """Where an open one stands, and where one stood that has ended since.

    The latter was due on its close date and on the day on which it ended. A framework had left
    what its orders had not called off: that is given up where it was won, and what was lost.
    """
    standing = _standing(deal, scene)
    if deal.is_open:
        return standing
    due = standing.due or scene.is_due(deal.closed_on)
    value = standing.value
    if deal.kind is Kind.FRAMEWORK:
        left = max(ZERO, value - _booked(deal))
        value = ZERO if deal.state is State.WON else left
    return standing._replace(due=due, value=value)


def _booked(deal: Deal | None) -> Decimal:
    """What the orders of a framework called off."""
    if deal is None or deal.kind is not Kind.FRAMEWORK:
        return ZERO
    return sum((booking.amount for booking in deal.bookings), ZERO)


def _called_off(before: Deal | None, after: Deal, then: Scene) -> Decimal:
    """What the orders of a framework called off between the two days; never less than nothing.

    Of one that is new in the book, by the days of the orders.
    """
    if before is None:
        recent = tuple(one for one in after.bookings if one.day >= then.rates.day)
        return max(ZERO, _booked(after._replace(bookings=recent)))
    return max(ZERO, _booked(after) - _booked(before))
