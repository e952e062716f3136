"""What becomes of a commission after it was earned: released when it falls due, or taken back.

Clawback = paid x refunded / booked (METHODS.md 10): a refund takes its part of what is paid on the
deal at once, and of what is deferred when that falls due.
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
    booked: dict[Sale, list[Event]] = {}
    for event in events:
        booked.setdefault((event.source.key, event.basis), []).append(event)
    returned: dict[Sale, list[Refund]] = {}
    for refund in refunds:
        returned.setdefault((refund.source, refund.basis), []).append(refund)
    for sale, found in earned.items():
        if sale in returned or any(line.deferred for line in found):
            yield from _follow(found, booked.get(sale, []), returned.get(sale, ()))


def _follow(
    earned: Sequence[Line], booked: Sequence[Event], refunds: Sequence[Refund]
) -> Iterator[Line]:
    """What happens to one sale day by day: of one day, earnings first and refunds last."""
    waiting = _waiting(earned)
    paid: dict[str, Decimal] = {}
    taken: list[tuple[date, Decimal]] = []
    returned, back = ZERO, ZERO
    for day, step, number in sorted(_steps(earned, waiting, refunds)):
        if step is _Step.EARNED:
            line = earned[number]
            paid[line.person] = paid.get(line.person, ZERO) + line.paid
        elif step is _Step.RELEASED:
            for released in _released(waiting[number], day, taken):
                paid[released.person] += released.payout
                yield released
        else:
            refund = refunds[number]
            before = [event for event in booked if event.day <= day]
            sold = sum((event.sold for event in before), ZERO) - returned
            left = sum((event.booked for event in before), ZERO) - back
            part = min(refund.amount, sold)
            if part > 0:
                amount = to_cents(left * part / sold)
                of = _Refunded(amount, left, part, sold)
                yield from _taken_back(refund, of, paid, earned)
                returned, back = returned + part, back + amount
                taken.append((day, part / sold))


class _Refunded(NamedTuple):
    """What of a sale went back, in the book's currency at its rate: `part` of `sold` as stated."""

    amount: Decimal
    booked: Decimal
    part: Decimal
    sold: Decimal


class _Step(IntEnum):
    EARNED = 0
    RELEASED = 1
    REFUND = 2


def _waiting(earned: Sequence[Line]) -> list[Line]:
    """What waits and will be released: of one sale, day and release one line a person."""
    found: dict[tuple[object, ...], Line] = {}
    for line in earned:
        if line.deferred and line.release:
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
        yield line.release or line.day, _Step.RELEASED, number
    for number, refund in enumerate(refunds):
        yield refund.day, _Step.REFUND, number


def _released(line: Line, day: date, taken: Sequence[tuple[date, Decimal]]) -> Iterator[Line]:
    """What was deferred falls due, less the part of the sale that was refunded since.

    `taken` are the refunds so far: of what was left of the sale, which part went back.
    """
    bare, kept = _bare(line), Decimal(1)
    for when, part in taken:
        kept *= 1 - part if when >= line.day else 1
    yield bare._replace(
        kind=Entry.RELEASED,
        day=day,
        order=line.order,
        paid=line.deferred,
        deferred=-line.deferred,
        earned=line.day,
    )
    back = to_cents(line.deferred * (1 - kept))
    if back:
        booked = line.booked or ZERO
        yield bare._replace(
            kind=Entry.CLAWBACK,
            day=day,
            booked=booked,
            amount=-to_cents(booked * (1 - kept)),
            before=line.deferred,
            clawback=back,
        )


def _taken_back(
    refund: Refund, of: _Refunded, paid: dict[str, Decimal], earned: Sequence[Line]
) -> Iterator[Line]:
    """What a refund takes back of what is paid to each person."""
    for person, amount in paid.items():
        taken = to_cents(amount * of.part / of.sold)
        if taken:
            bare = _bare(next(line for line in earned if line.person == person))
            yield bare._replace(
                kind=Entry.CLAWBACK,
                day=refund.day,
                order=refund.order,
                booked=of.booked,
                amount=-of.amount,
                before=amount,
                clawback=taken,
            )
            paid[person] = amount - taken


def _bare(line: Line) -> Line:
    """Whose line it is and of which sale, without a figure."""
    return Line(line.kind, line.day, line.person, line.plan, line.source, basis=line.basis)
