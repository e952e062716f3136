"""What counts for a measure of targets, credited to who brought it (METHODS.md 10).

Bookings are won deals and the orders of frameworks; orders count on their day, cash on the day on
which a payment was paid, margin with the orders that state one. An order has the splits of its
opportunity; one that belongs to none is the account owner's.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.account import Account
from kam.domain.book import Folder
from kam.domain.conversion import order_margin, order_terms, order_value, payment_value
from kam.domain.credits import Credit, closed_credits, credit, credit_owner
from kam.domain.deal import Booking, Deal
from kam.domain.lines import OTHER_LINE
from kam.domain.opportunity import Opportunity
from kam.domain.order import Order
from kam.domain.settings import Settings
from kam.domain.states import Kind, State
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


def achieved(
    measure: Measure,
    deals: Iterable[Deal],
    folders: Iterable[Folder],
    settings: Settings,
    unread: frozenset[str] = frozenset(),
) -> Achieved:
    """All that counts for a measure.

    Args:
        measure: What is counted.
        deals: Of the accounts that are looked at.
        folders: With their orders and opportunities; bookings need none.
        settings: Of the book.
        unread: The paths of files that were not read. An order whose opportunity is one of them is
            left out, for nobody knows its currency or whose it is.
    """
    found = Achieved()
    if measure is Measure.BOOKINGS:
        for deal in deals:
            found.credits.extend(closed_credits(deal, settings))
            unbooked = credit(deal, deal.unbooked, settings)
            found.apart.extend((deal.currency, entry) for entry in unbooked)
        return found
    by_id = {deal.id: deal for deal in deals}
    sales = [sale for folder in folders for sale in _sales(folder, by_id, unread)]
    for sale in sales:
        _add_sale(found, measure, sale, settings)
    if measure is Measure.MARGIN:
        ordered = {sale.deal.id for sale in sales if sale.deal}
        unordered = (deal for deal in by_id.values() if deal.id not in ordered)
        found.unknown.extend(_sold_without_order(unordered, settings))
    return found


class _Sale(NamedTuple):
    """An order and what it hangs on."""

    order: Order
    opportunity: Opportunity | None
    deal: Deal | None
    account: Account

    def value(self, settings: Settings) -> Decimal | None:
        return order_value(self.order, self.opportunity, settings)

    def entry(self, amount: Decimal, day: date | None = None) -> Booking:
        return Booking(day or self.order.date, amount, self.order.line or OTHER_LINE)

    def credited(self, entry: Booking, settings: Settings) -> Iterator[Credit]:
        if self.deal is not None:
            return credit(self.deal, (entry,), settings)
        return credit_owner(self.account.owner, self.account.id, (entry,), settings)


def _sales(folder: Folder, deals: Mapping[str, Deal], unread: frozenset[str]) -> Iterator[_Sale]:
    """The orders of an account but for those whose opportunity does not read."""
    opportunities = {one.id: one for one in folder.opportunities}
    for order in folder.orders:
        opportunity = opportunities.get(order.opportunity or "")
        path = f"accounts/{folder.account.id}/opportunities/{order.opportunity}.yaml"
        if opportunity is not None or path not in unread:
            deal = deals.get(opportunity.reference) if opportunity else None
            yield _Sale(order, opportunity, deal, folder.account)


def _add_sale(found: Achieved, measure: Measure, sale: _Sale, settings: Settings) -> None:
    """Add what an order brings, or say that it does not convert, or that no margin is stated."""
    for entry, value in _entries(measure, sale, settings):
        if value is None:
            currency = order_terms(sale.opportunity, settings).currency
            found.apart.extend((currency, part) for part in sale.credited(entry, settings))
        else:
            found.credits.extend(sale.credited(entry._replace(amount=value), settings))
    if measure is Measure.MARGIN and sale.order.margin is None:
        known = sale.value(settings)
        if known is not None:
            found.unknown.extend(sale.credited(sale.entry(known), settings))


def _entries(
    measure: Measure, sale: _Sale, settings: Settings
) -> Iterator[tuple[Booking, Decimal | None]]:
    """What an order brings, as stated, and what that is in the book's currency."""
    order = sale.order
    if measure is Measure.ORDERS:
        yield sale.entry(order.amount), sale.value(settings)
    elif measure is Measure.CASH:
        for payment in order.payments:
            if payment.paid is not None:
                value = payment_value(payment, order, sale.opportunity, settings)
                yield sale.entry(payment.amount, payment.paid), value
    elif order.margin is not None:
        yield sale.entry(order.margin), order_margin(order, sale.opportunity, settings)


def _sold_without_order(deals: Iterable[Deal], settings: Settings) -> Iterator[Credit]:
    """What won deals brought to which no order belongs; a framework is its orders."""
    for deal in deals:
        if deal.state is State.WON and deal.kind is not Kind.FRAMEWORK:
            yield from closed_credits(deal, settings)
