"""When a deferred part of a commission falls due: on the first day on which all is done.

A day is judged by what is dated up to it, as the book stood then: what is ordered, credited or
paid back later neither undoes what fell due nor dates it back, so that the statements of months
add up (METHODS.md 10).
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from kam.domain.money import ZERO
from kam.domain.order import Order
from kam.domain.payments import KnownOrder


def accepted_on(orders: Iterable[Order], stage: date | None, day: date) -> date | None:
    """The first day, from `day` on, on which all that was ordered until then was accepted.

    `stage` is the day of the stage that says so whatever the orders say.
    """
    delivered = [one for one in orders if not one.is_credit]
    days = {day, *(max(day, one.date, one.accepted) for one in delivered if one.accepted)}
    found = [when for when in days if _is_accepted(delivered, when)]
    if stage is not None:
        found.append(max(stage, day))
    return min(found) if found else None


def _is_accepted(orders: Iterable[Order], when: date) -> bool:
    until = [one for one in orders if one.date <= when]
    return bool(until) and all(one.accepted and one.accepted <= when for one in until)


def paid_on(orders: Sequence[KnownOrder], day: date) -> date | None:
    """The first day, from `day` on, on which what came in had reached what was ordered until then.

    Credit notes count: they lower what is to be paid.
    """
    more: dict[date, Decimal] = {day: ZERO}
    came: dict[date, Decimal] = {}
    for one in orders:
        on = one.order.date
        more[on] = more.get(on, ZERO) + one.order.amount
        for payment in (instalment.payment for instalment in one.payments):
            if payment.paid:
                came[payment.paid] = came.get(payment.paid, ZERO) + payment.amount
    ordered = paid = ZERO
    for when in sorted({*more, *came}):
        ordered, paid = ordered + more.get(when, ZERO), paid + came.get(when, ZERO)
        if when >= day and ZERO < ordered <= paid:
            return when
    return None
