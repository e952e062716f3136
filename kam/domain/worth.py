"""What an opportunity is worth to the book: its amount by line, and what of it is booked.

Amounts are in the book's currency and tax basis, in cents, unless said otherwise.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.conversion import convert, order_value, terms_of
from kam.domain.deal import Booking
from kam.domain.lines import OTHER_LINE, less_ordered, lines_of
from kam.domain.money import ZERO, share_out
from kam.domain.opportunity import Opportunity
from kam.domain.order import Order
from kam.domain.settings import Settings
from kam.domain.states import Kind


@dataclass(frozen=True, slots=True)
class Worth:
    """The amount, its lines, and what is closed; the meaning of each stands at `Deal`."""

    amount: Decimal | None = None
    lines: tuple[tuple[str, Decimal], ...] = ()
    bookings: tuple[Booking, ...] = ()
    unbooked: tuple[Booking, ...] = ()


def stated_amount(opportunity: Opportunity) -> Decimal | None:
    """The amount of the outcome, else of the file, else what its products add up to."""
    if opportunity.outcome and opportunity.outcome.amount is not None:
        return opportunity.outcome.amount
    if opportunity.amount is not None:
        return opportunity.amount
    parts = [product.amount for product in opportunity.products if product.amount is not None]
    return sum(parts, ZERO) if parts else None


def open_worth(
    opportunity: Opportunity, orders: Sequence[Order], settings: Settings, today: date
) -> Worth:
    """What an open one may still bring: a framework what its orders have left, another all."""
    if opportunity.kind is not Kind.FRAMEWORK:
        return _unbooked_worth(opportunity, _stated_lines(opportunity), settings, today)
    ordered = ((order.line or OTHER_LINE, order.amount) for order in orders)
    left = less_ordered(_stated_lines(opportunity), ordered)
    worth = _unbooked_worth(opportunity, left, settings, today)
    return Worth(worth.amount, worth.lines, *_booked(opportunity, orders, settings))


def closed_worth(
    opportunity: Opportunity, orders: Sequence[Order], settings: Settings, day: date, *, won: bool
) -> Worth:
    """What one that ended on `day` brought: a framework its orders, a won one its amount."""
    worth = _unbooked_worth(opportunity, _stated_lines(opportunity), settings, day)
    if opportunity.kind is Kind.FRAMEWORK:
        return Worth(worth.amount, worth.lines, *_booked(opportunity, orders, settings))
    stated = stated_amount(opportunity)
    if not won or stated is None:
        return worth
    if worth.amount is None:
        parts = _stated_lines(opportunity) or {OTHER_LINE: stated}
        return Worth(unbooked=tuple(Booking(day, part, line) for line, part in parts.items()))
    bookings = tuple(Booking(day, part, line) for line, part in worth.lines)
    return Worth(worth.amount, worth.lines, bookings)


def _stated_lines(opportunity: Opportunity) -> Mapping[str, Decimal]:
    stated = stated_amount(opportunity)
    return {} if stated is None else lines_of(opportunity.products, stated)


def _unbooked_worth(
    opportunity: Opportunity, parts: Mapping[str, Decimal], settings: Settings, day: date
) -> Worth:
    """Convert the whole, and share it out over the lines so that they add up to the cent."""
    if stated_amount(opportunity) is None:
        return Worth()
    whole = sum(parts.values(), ZERO)
    amount = convert(whole, terms_of(opportunity, settings), settings, day)
    if amount is None:
        return Worth()
    if not parts:
        return Worth(amount, ((OTHER_LINE, amount),))
    shares = share_out(amount, tuple(parts.values()))
    return Worth(amount, tuple(zip(parts, shares, strict=True)))


def _booked(
    opportunity: Opportunity, orders: Iterable[Order], settings: Settings
) -> tuple[tuple[Booking, ...], tuple[Booking, ...]]:
    """The orders that convert, and as they are stated those that do not."""
    booked, unbooked = [], []
    for order in orders:
        value = order_value(order, opportunity, settings)
        entry = Booking(order.date, order.amount, order.line or OTHER_LINE)
        if value is None:
            unbooked.append(entry)
        else:
            booked.append(entry._replace(amount=value))
    return tuple(booked), tuple(unbooked)
