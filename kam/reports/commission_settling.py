"""What becomes of a commission after it was earned: released when it falls due, or taken back.

Clawback = paid x refunded / booked (METHODS.md 10): a refund takes on its day its part of what is
paid on the deal by then, and of what is still deferred, which falls due by that and goes back.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from enum import IntEnum
from typing import NamedTuple

from kam.domain.incentives import Basis
from kam.domain.money import ZERO, to_cents
from kam.reports.commission_events import Event, Refund
from kam.reports.commission_lines import Entry, Line

Sale = tuple[str, Basis]
"""The key of a source and a basis: what a refund is of."""


def settle(
    lines: Iterable[Line], events: Iterable[Event], refunds: Iterable[Refund]
) -> Iterator[Line]:
    """The lines that follow from those of earned commission: releases and clawbacks, by sale."""
    earned: dict[Sale, list[Line]] = {}
    for line in lines:
        if line.basis is not None:
            earned.setdefault((line.source.key, line.basis), []).append(line)
    sold: dict[Sale, list[Event]] = {}
    for event in events:
        sold.setdefault((event.source.key, event.basis), []).append(event)
    returned: dict[Sale, list[Refund]] = {}
    for refund in refunds:
        returned.setdefault((refund.source, refund.basis), []).append(refund)
    for sale, found in earned.items():
        if sale in returned or any(line.deferred for line in found):
            yield from _follow(found, sold.get(sale, []), returned.get(sale, ()))


def _follow(
    earned: Sequence[Line], sold: Sequence[Event], refunds: Sequence[Refund]
) -> Iterator[Line]:
    """What happens to one sale day by day: of one day, earnings first and refunds last."""
    waiting = _waiting(earned)
    paid: dict[str, Decimal] = {}
    returned, valued = ZERO, ZERO
    for day, step, number in sorted(_steps(earned, waiting, refunds)):
        if step is _Step.EARNED:
            line = earned[number]
            paid[line.person] = paid.get(line.person, ZERO) + line.paid
        elif step is _Step.RELEASED:
            line = waiting[number]
            waiting[number] = line._replace(deferred=ZERO)
            paid[line.person] += line.deferred
            if line.deferred:
                yield _released(line, day)
        else:
            refund, until = refunds[number], [one for one in sold if one.day <= day]
            left = sum((one.sold for one in until), ZERO) - returned
            if left > 0:
                booked = sum((one.booked for one in until), ZERO) - valued
                back = min(refund.amount, left)
                taking = _Taking(refund, back, left, booked)
                yield from taking.of_paid(paid, earned)
                yield from taking.of_waiting(waiting)
                returned, valued = returned + back, valued + taking.value


class _Step(IntEnum):
    EARNED = 0
    RELEASED = 1
    REFUND = 2


def _waiting(earned: Sequence[Line]) -> list[Line]:
    """What waits: of one sale, day and release one line a person."""
    found: dict[tuple[object, ...], Line] = {}
    for line in earned:
        if line.deferred:
            key = (line.person, line.plan, line.order, line.day, line.release)
            before = found[key].deferred if key in found else ZERO
            found[key] = line._replace(deferred=before + line.deferred)
    return list(found.values())


def _steps(
    earned: Sequence[Line], waiting: Sequence[Line], refunds: Sequence[Refund]
) -> Iterator[tuple[date, _Step, int]]:
    for number, line in enumerate(earned):
        yield line.day, _Step.EARNED, number
    for number, line in enumerate(waiting):
        if line.release:
            yield line.release, _Step.RELEASED, number
    for number, refund in enumerate(refunds):
        yield refund.day, _Step.REFUND, number


def _released(line: Line, day: date) -> Line:
    """What was deferred, and is left of it, falls due."""
    return _bare(line)._replace(
        kind=Entry.RELEASED,
        day=day,
        order=line.order,
        paid=line.deferred,
        deferred=-line.deferred,
        earned=line.day,
    )


class _Taking(NamedTuple):
    """A refund at work: it takes `back` of what is `left` of the sale, both as stated.

    `booked` is what is left in the book's currency.
    """

    refund: Refund
    back: Decimal
    left: Decimal
    booked: Decimal

    @property
    def value(self) -> Decimal:
        """What goes back, at the rates of the sale."""
        return to_cents(self.booked * self.back / self.left)

    def of_paid(self, paid: dict[str, Decimal], earned: Sequence[Line]) -> Iterator[Line]:
        """What it takes of what each person was paid."""
        for person, amount in paid.items():
            line = self._line(next(line for line in earned if line.person == person), amount)
            if line.clawback:
                yield line
                paid[person] = amount - line.clawback

    def of_waiting(self, waiting: list[Line]) -> Iterator[Line]:
        """What it takes of what was earned by then and still waits."""
        for number, one in enumerate(waiting):
            line = self._line(one, one.deferred)
            if one.day <= self.refund.day and line.clawback:
                taken = line.clawback
                yield line._replace(
                    paid=taken, deferred=-taken, earned=one.day, release=one.release
                )
                waiting[number] = one._replace(deferred=one.deferred - taken)

    def _line(self, line: Line, of: Decimal) -> Line:
        return _bare(line)._replace(
            kind=Entry.CLAWBACK,
            day=self.refund.day,
            order=self.refund.order,
            booked=self.booked,
            amount=-self.value,
            before=of,
            clawback=to_cents(of * self.back / self.left),
        )


def _bare(line: Line) -> Line:
    """Whose line it is and of which sale, without a figure."""
    return Line(line.kind, line.day, line.person, line.plan, line.source, basis=line.basis)
