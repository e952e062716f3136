"""What counts for a measure of targets, credited to who brought it (METHODS.md 10).

Bookings are won deals and the orders of frameworks; orders count on their day, cash on the day on
which a payment was paid, margin with the orders that state one. An order has the splits of its
opportunity; one that belongs to none is the account owner's.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.account import Account
from kam.domain.book import Folder
from kam.domain.conversion import order_margin
from kam.domain.credits import Credit, closed_credits, credit, credit_orders
from kam.domain.deal import Booking, Deal
from kam.domain.lines import OTHER_LINE
from kam.domain.payments import KnownOrder, known_orders
from kam.domain.settings import Settings
from kam.domain.target import Measure


@dataclass(frozen=True, slots=True)
class Achieved:
    """What was achieved.

    Attributes:
        credits: In the book's currency.
        apart: By currency, as stated, what nothing converts; it is in no credit.
        unknown: What was sold, where nobody says with which margin; it is in no credit either.
    """

    credits: list[Credit] = field(default_factory=list)
    apart: list[tuple[str | None, Credit]] = field(default_factory=list)
    unknown: list[Credit] = field(default_factory=list)


def achieved(  # noqa: PLR0913, PLR0917 - the parts of a book that say what was sold
    measure: Measure,
    deals: Iterable[Deal],
    folders: Iterable[Folder],
    settings: Settings,
    today: date,
    unread: frozenset[str] = frozenset(),
) -> Achieved:
    """All that counts for a measure.

    Args:
        measure: What is counted.
        deals: Of the accounts that are looked at.
        folders: With their orders and opportunities; bookings need none.
        settings: Of the book.
        today: A payment that is said to be paid later is not paid yet.
        unread: The paths of files that were not read; see `known_orders`.
    """
    found = Achieved()
    if measure is Measure.BOOKINGS:
        for deal in deals:
            found.credits.extend(closed_credits(deal, settings))
            unbooked = credit(deal, deal.unbooked, settings)
            found.apart.extend((deal.currency, entry) for entry in unbooked)
        return found
    by_id = {deal.id: deal for deal in deals}
    ordered: set[str] = set()
    for folder in folders:
        for known in known_orders(folder, settings, unread):
            source = known.opportunity.reference if known.opportunity else ""
            if not known.order.is_credit:
                ordered.add(source)
            _add(found, measure, _Sale(known, by_id.get(source), folder.account, settings), today)
    if measure is Measure.MARGIN:
        unordered = (deal for deal in by_id.values() if deal.id not in ordered)
        found.unknown.extend(_sold_without_order(unordered, settings))
    return found


class _Sale(NamedTuple):
    """An order and who is credited with it."""

    known: KnownOrder
    deal: Deal | None
    account: Account
    settings: Settings

    def entry(self, amount: Decimal, day: date | None = None) -> Booking:
        order = self.known.order
        return Booking(day or order.date, amount, order.line or OTHER_LINE)

    def credited(self, entry: Booking) -> Iterator[Credit]:
        return credit_orders(self.deal, self.account, (entry,), self.settings)


def _add(found: Achieved, measure: Measure, sale: _Sale, today: date) -> None:
    """Add what an order brings, or say that it does not convert, or that no margin is stated."""
    known = sale.known
    for entry, value in _entries(measure, sale, today):
        if value is None:
            found.apart.extend((known.currency, part) for part in sale.credited(entry))
        else:
            found.credits.extend(sale.credited(entry._replace(amount=value)))
    if measure is Measure.MARGIN and known.order.margin is None and known.value is not None:
        found.unknown.extend(sale.credited(sale.entry(known.value)))


def _entries(
    measure: Measure, sale: _Sale, today: date
) -> Iterator[tuple[Booking, Decimal | None]]:
    """What an order brings, as stated, and what that is in the book's currency."""
    known, order = sale.known, sale.known.order
    if measure is Measure.ORDERS:
        yield sale.entry(order.amount), known.value
    elif measure is Measure.CASH:
        for one in known.payments:
            if one.is_paid(today):
                yield sale.entry(one.payment.amount, one.payment.paid), one.amount
    elif order.margin is not None:
        yield sale.entry(order.margin), order_margin(order, known.opportunity, sale.settings)


def _sold_without_order(deals: Iterable[Deal], settings: Settings) -> Iterator[Credit]:
    """What won deals brought to which no order but a credit belongs; a framework is its orders."""
    for deal in deals:
        if deal.is_sold_whole:
            yield from closed_credits(deal, settings)
