"""Orders as the rows of a forecast: what of them is done, and what is still to come.

A row counts as a deal does, whose figures it has: what is done is closed on its day, what is still
to come is committed and certain.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.acceptance import Recognition
from kam.domain.basis import Basis
from kam.domain.deal import Booking, Deal
from kam.domain.lines import OTHER_LINE
from kam.domain.money import HUNDRED, ZERO
from kam.domain.payments import KnownOrder
from kam.domain.phases import Lines
from kam.domain.states import Category, Kind, State
from kam.reports.selection import Facts


class _Piece(NamedTuple):
    """A part of an order: the day on which it counts, None for none, and whether that has come."""

    day: date | None
    done: bool
    stated: Decimal
    amount: Decimal | None


def order_rows(
    basis: Basis, known: KnownOrder, base: Deal, recognised: Recognition, today: date
) -> Iterator[Deal]:
    """The rows of an order; `base` is whose it is."""
    line = known.order.line or OTHER_LINE
    named = base._replace(id=f"{base.account} {known.order.id}", currency=known.currency)
    if basis is Basis.REVENUE:
        pieces = [_Piece(recognised.day, recognised.done, known.order.amount, known.value)]
    else:
        pieces = list(_payments(known, today))
    booked, unbooked = [], []
    for piece in pieces:
        if piece.done and piece.day and piece.amount is None:
            unbooked.append(Booking(piece.day, piece.stated, line))
        elif piece.done and piece.day:
            booked.append(Booking(piece.day, piece.amount or ZERO, line))
        elif piece.stated:
            value = piece.amount or ZERO
            row = coming(named, piece.day, value, ((line, value),))
            yield row._replace(stated=piece.stated, unconverted=piece.amount is None)
    if booked or unbooked:
        yield done(named, tuple(booked))._replace(unbooked=tuple(unbooked))


def coming(base: Deal, day: date | None, amount: Decimal, lines: Lines) -> Deal:
    """What is sold and still to come; `day` is None where nothing says when."""
    return base._replace(
        state=State.OPEN,
        category=Category.COMMIT,
        probability=HUNDRED,
        amount=amount,
        weighted=amount,
        close_date=day,
        bookings=(),
        unbooked=(),
        lines=lines,
        superseded=False,
    )


def done(base: Deal, bookings: tuple[Booking, ...]) -> Deal:
    """What has come."""
    return base._replace(
        state=State.WON, category=Category.CLOSED, weighted=ZERO, bookings=bookings, unbooked=()
    )


def row_of_account(facts: Facts) -> Deal:
    """A row of nothing, of whom an account's own orders are: those of no opportunity."""
    return Deal(
        id=facts.account,
        account=facts.account,
        name=facts.account,
        kind=Kind.PROJECT,
        playbook="",
        stage=None,
        state=State.WON,
        category=Category.CLOSED,
        probability=None,
        stated=None,
        currency=None,
        amount=None,
        weighted=ZERO,
        close_date=None,
        closed_on=None,
        began=None,
        entered=None,
        owner=facts.owner,
        team=facts.team,
        segment=facts.segment,
        tier=facts.tier,
        project=None,
        lot=None,
        alternative=False,
        bookings=(),
        unbooked=(),
        lines=(),
        unconverted=False,
        group=facts.group,
    )


def _payments(known: KnownOrder, today: date) -> Iterator[_Piece]:
    """The payments of an order, and what of it none is stated for.

    Payments that bring more than the order are what they are.
    """
    for one in known.payments:
        paid = one.is_paid(today)
        day = one.payment.paid if paid else one.due
        yield _Piece(day, paid, one.payment.amount, one.amount)
    rest = known.order.amount - known.planned
    if (rest > 0) is (known.order.amount > 0):
        yield _Piece(day=None, done=False, stated=rest, amount=known.unplanned)
