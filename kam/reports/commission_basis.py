"""What commissions are reckoned on: what each day brought whom, and what went back.

Bookings are won opportunities on their day (a framework's are its orders), margin is that of the
orders on theirs, collections are payments on the day that they came in (METHODS.md 10). A credit
note, or money that was paid back, is no negative sale here: it is a refund.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.acceptance import deliveries_of
from kam.domain.account import Account
from kam.domain.book import Folder
from kam.domain.conversion import convert, order_margin, order_terms, order_value
from kam.domain.credits import Credit, credit, credit_owner
from kam.domain.deal import Booking, Deal
from kam.domain.incentives import Basis, Due
from kam.domain.lines import OTHER_LINE
from kam.domain.money import ZERO
from kam.domain.opportunity import Opportunity
from kam.domain.order import Order
from kam.domain.playbook import Playbook
from kam.domain.settings import Settings
from kam.domain.states import Kind, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a commission comes from: an opportunity, or what an account ordered beside them.

    `group` is the account's topmost parent.
    """

    account: Account
    group: str
    deal: Deal | None = None
    opportunity: Opportunity | None = None

    @property
    def key(self) -> str:
        """What tells sources apart, and sorts them."""
        return self.deal.id if self.deal else f"{self.account.id}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What one day brought of one basis, from one source.

    Attributes:
        booked: What a refund is a part of: the amount of the sale, also where its margin counts.
        order: The id of the order that it belongs to; None of a won opportunity as a whole.
        credits: Who has what of it, by product line.
        apart: The same of what nothing converts, in `currency`.
        due: When a deferred part of it falls due; absent where that is not known yet.
        is_new: Whether the account had bought nothing before.
    """

    day: date
    basis: Basis
    source: Source
    booked: Decimal = ZERO
    order: str | None = None
    credits: tuple[Credit, ...] = ()
    apart: tuple[Credit, ...] = ()
    currency: str | None = None
    due: Mapping[Due, date] = field(default_factory=dict)
    is_new: bool = False

    @property
    def place(self) -> tuple[date, str, str]:
        """By day, then by id."""
        return (self.day, self.source.key, self.order or "")


class Refund(NamedTuple):
    """What went back to the customer on a day, of what had been booked before; positive.

    None where nothing converts it.
    """

    day: date
    basis: Basis
    source: str
    order: str
    amount: Decimal | None

    @property
    def place(self) -> tuple[date, str, str]:
        """By day, then by id."""
        return (self.day, self.source, self.order)


class Takings(NamedTuple):
    """All that commissions are reckoned on, by day and id; `sources` by account and id.

    `unstated` are the orders, as `account/order`, of which nobody states the margin.
    """

    sources: tuple[Source, ...]
    events: tuple[Event, ...]
    refunds: tuple[Refund, ...]
    unstated: tuple[str, ...]


class Trade(NamedTuple):
    """One account's folder, its group and the rows of its opportunities by full id."""

    folder: Folder
    group: str
    deals: Mapping[str, Deal]


class _Part(NamedTuple):
    """What an order brought on a day: as stated and in the book's currency; and its sale."""

    day: date
    stated: Decimal
    amount: Decimal | None
    booked: Decimal | None


class _Here(NamedTuple):
    """One source with its orders, when all of them were accepted, when its account first bought."""

    source: Source
    orders: Sequence[Order]
    accepted: date | None
    first: date | None
    settings: Settings

    @property
    def is_project(self) -> bool:
        """Whether it is won as a whole; a framework and an account are by their orders."""
        return self.source.deal is not None and self.source.deal.kind is not Kind.FRAMEWORK

    def is_new(self, day: date) -> bool:
        """Whether what was sold on a day, a project's orders with it, is the account's first."""
        days = [order.date for order in self.orders] if self.is_project else []
        return self.first is not None and min((day, *days)) <= self.first


def takings_of(
    trades: Iterable[Trade],
    bases: frozenset[Basis],
    settings: Settings,
    playbooks: Mapping[str, Playbook],
) -> Takings:
    """What the accounts brought of the bases that somebody is paid by."""
    sources: list[Source] = []
    events: list[Event] = []
    refunds: list[Refund] = []
    unstated: list[str] = []
    for trade in trades:
        for here in _sources(trade, settings, playbooks):
            sources.append(here.source)
            for basis in bases:
                events += _brought(here, basis)
                refunds += _went_back(here, basis)
            if Basis.MARGIN in bases:
                unstated += _without_margin(here)
    return Takings(
        tuple(sources),
        tuple(sorted(events, key=lambda event: event.place)),
        tuple(sorted(refunds, key=lambda refund: refund.place)),
        tuple(sorted(unstated)),
    )


def _sources(
    trade: Trade, settings: Settings, playbooks: Mapping[str, Playbook]
) -> Iterator[_Here]:
    """The opportunities with their orders, then what was ordered beside them, if anything was."""
    folder, first = trade.folder, _first_purchase(trade)
    known = {opportunity.id for opportunity in folder.opportunities}
    accepted = {
        one.opportunity.id: one.accepted for one in deliveries_of(folder, trade.deals, playbooks)
    }
    for opportunity in folder.opportunities:
        source = Source(
            account=folder.account,
            group=trade.group,
            deal=trade.deals[opportunity.reference],
            opportunity=opportunity,
        )
        orders = [order for order in folder.orders if order.opportunity == opportunity.id]
        yield _Here(source, orders, accepted.get(opportunity.id), first, settings)
    beside = [order for order in folder.orders if order.opportunity not in known]
    if beside:
        yield _Here(
            Source(account=folder.account, group=trade.group), beside, None, first, settings
        )


def _first_purchase(trade: Trade) -> date | None:
    """The day on which the account first bought anything."""
    won = [
        deal.closed_on
        for deal in trade.deals.values()
        if deal.state is State.WON and deal.kind is not Kind.FRAMEWORK and deal.closed_on
    ]
    ordered = [order.date for order in trade.folder.orders if order.amount > 0]
    return min((*won, *ordered), default=None)


def _brought(here: _Here, basis: Basis) -> Iterator[Event]:
    if basis is not Basis.BOOKINGS:
        return _by_orders(here, basis)
    if here.source.deal is None:
        return iter(())
    return _won(here, here.source.deal) if here.is_project else _by_orders(here, basis)


def _won(here: _Here, deal: Deal) -> Iterator[Event]:
    """A won opportunity on its day."""
    if deal.closed_on is not None and (deal.bookings or deal.unbooked):
        yield Event(
            day=deal.closed_on,
            basis=Basis.BOOKINGS,
            source=here.source,
            booked=sum((booking.amount for booking in deal.bookings), ZERO),
            credits=tuple(credit(deal, deal.bookings, here.settings)),
            apart=tuple(credit(deal, deal.unbooked, here.settings)),
            currency=deal.currency,
            due=_due(here.accepted, _paid_up(here.orders)),
            is_new=here.is_new(deal.closed_on),
        )


def _by_orders(here: _Here, basis: Basis) -> Iterator[Event]:
    """What the orders brought, one by one; what they took back is a refund."""
    for order in here.orders:
        accepted = order.accepted or (here.accepted if here.is_project else None)
        for part in _parts(here, order, basis):
            entry = Booking(part.day, part.stated, order.line or OTHER_LINE)
            converted = [entry._replace(amount=part.amount)] if part.amount is not None else []
            yield Event(
                day=part.day,
                basis=basis,
                source=here.source,
                booked=part.booked or ZERO,
                order=order.id,
                credits=_credited(here, converted),
                apart=_credited(here, [] if converted else [entry]),
                currency=order_terms(here.source.opportunity, here.settings).currency,
                due=_due(accepted, _paid_up([order])),
                is_new=here.is_new(order.date),
            )


def _parts(here: _Here, order: Order, basis: Basis) -> Iterator[_Part]:
    opportunity, settings = here.source.opportunity, here.settings
    value = order_value(order, opportunity, settings)
    if basis is Basis.COLLECTIONS:
        for day, stated, amount in _payments(here, order):
            if stated > 0:
                yield _Part(day, stated, amount, amount)
    elif order.amount <= 0:
        return
    elif basis is Basis.BOOKINGS:
        yield _Part(order.date, order.amount, value, value)
    elif order.margin is not None:
        margin = order_margin(order, opportunity, settings)
        yield _Part(order.date, order.margin, margin, value)


def _payments(here: _Here, order: Order) -> Iterator[tuple[date, Decimal, Decimal | None]]:
    """The payments that came in or went back: day, as stated, and at the rate of the order."""
    terms = order_terms(here.source.opportunity, here.settings)
    for payment in order.payments:
        if payment.paid:
            amount = convert(payment.amount, terms, here.settings, order.date)
            yield payment.paid, payment.amount, amount


def _went_back(here: _Here, basis: Basis) -> Iterator[Refund]:
    """Credit notes; of collections the money that was paid back."""
    opportunity, settings = here.source.opportunity, here.settings
    for order in here.orders:
        if basis is Basis.COLLECTIONS:
            found = [(day, amount) for day, stated, amount in _payments(here, order) if stated < 0]
        elif order.amount < 0:
            found = [(order.date, order_value(order, opportunity, settings))]
        else:
            found = []
        for day, amount in found:
            yield Refund(day, basis, here.source.key, order.id, None if amount is None else -amount)


def _without_margin(here: _Here) -> Iterator[str]:
    for order in here.orders:
        if order.margin is None and order.amount > 0:
            yield f"{here.source.account.id}/{order.id}"


def _credited(here: _Here, bookings: Sequence[Booking]) -> tuple[Credit, ...]:
    """Shared as the opportunity is; what is ordered beside any is the account owner's."""
    deal, account = here.source.deal, here.source.account
    if deal is not None:
        return tuple(credit(deal, bookings, here.settings))
    return tuple(credit_owner(account.owner, account.id, bookings, here.settings))


def _due(accepted: date | None, paid: date | None) -> Mapping[Due, date]:
    days = {Due.ACCEPTANCE: accepted, Due.PAYMENT: paid}
    return {due: day for due, day in days.items() if day is not None}


def _paid_up(orders: Iterable[Order]) -> date | None:
    """The day on which what was paid reached what was ordered, credit notes counted."""
    every = tuple(orders)
    total, paid = sum((order.amount for order in every), ZERO), ZERO
    payments = (payment for order in every for payment in order.payments)
    for day, amount in sorted((one.paid, one.amount) for one in payments if one.paid):
        paid += amount
        if paid >= total:
            return day
    return None
