"""What each day brought whom of what commissions are reckoned on, and what went back.

Bookings are won opportunities on their day (a framework's are its orders), margin is that of the
orders on theirs, collections are payments on the day that they came in (METHODS.md 10). A credit
note, or money that was paid back, is no negative sale here: it is a refund.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.acceptance import accepted_by_stage, deliveries_of
from kam.domain.book import Folder
from kam.domain.conversion import order_margin
from kam.domain.credits import Credit, credit, credit_orders
from kam.domain.deal import Booking, Deal
from kam.domain.incentives import Basis, Due
from kam.domain.lines import OTHER_LINE
from kam.domain.money import ZERO
from kam.domain.payments import KnownOrder, known_orders
from kam.domain.settings import Settings
from kam.domain.states import Kind
from kam.reports.commission_due import accepted_on, paid_on
from kam.reports.commission_events import Event, Refund, Source, Takings, Unstated
from kam.reports.commission_scheme import Scheme


class Trade(NamedTuple):
    """One account's folder, its group and the rows of its opportunities by full id."""

    folder: Folder
    group: str
    deals: Mapping[str, Deal]


class _Part(NamedTuple):
    """What an order brought on a day: as stated and in the book's currency; and its sale.

    `stated` is None where nobody says what it brought: then it is no more than a part of the sale.
    """

    day: date
    stated: Decimal | None
    amount: Decimal | None
    booked: Decimal | None
    sold: Decimal


class _Here(NamedTuple):
    """One source with its orders; when its stage said accepted, when its account first bought."""

    source: Source
    orders: Sequence[KnownOrder]
    accepted: date | None
    first: date | None
    settings: Settings
    today: date

    @property
    def is_project(self) -> bool:
        """Whether it is won as a whole; a framework and an account are by their orders."""
        return self.source.deal is not None and self.source.deal.kind is not Kind.FRAMEWORK

    def is_new(self, day: date) -> bool:
        """Whether what was sold on a day, a project's orders with it, is the account's first."""
        days = [one.order.date for one in self.orders] if self.is_project else []
        return self.first is not None and min((day, *days)) <= self.first

    def due(self, day: date, orders: Sequence[KnownOrder]) -> Mapping[Due, date]:
        """What has happened of what a part of `day` may wait for; a day ahead is a promise."""
        days = {
            Due.ACCEPTANCE: accepted_on((one.order for one in orders), self.accepted, day),
            Due.PAYMENT: paid_on(orders, day),
        }
        return {due: when for due, when in days.items() if when is not None and when <= self.today}

    @property
    def ordered(self) -> Iterator[KnownOrder]:
        """The orders, and credit notes, of days that have come."""
        return (one for one in self.orders if one.order.date <= self.today)


def takings_of(
    trades: Iterable[Trade], scheme: Scheme, today: date, unread: frozenset[str] = frozenset()
) -> Takings:
    """What the accounts brought of the bases that somebody is paid by.

    An order, a payment or an acceptance after `today` has not happened yet. An order whose
    opportunity is among the `unread` paths is left out: nobody knows whose it is.
    """
    sources: list[Source] = []
    events: list[Event] = []
    refunds: list[Refund] = []
    unstated: list[Unstated] = []
    for trade in trades:
        orders = tuple(known_orders(trade.folder, scheme.settings, unread))
        for here in _sources(trade, orders, scheme, today):
            sources.append(here.source)
            for basis in scheme.bases:
                events += _brought(here, basis)
                refunds += _went_back(here, basis)
            if Basis.MARGIN in scheme.bases:
                unstated += _without_margin(here)
    return Takings(
        tuple(sources),
        tuple(sorted(events, key=lambda event: event.place)),
        tuple(sorted(refunds, key=lambda refund: refund.place)),
        tuple(sorted(unstated, key=lambda one: one[:2])),
    )


def _sources(
    trade: Trade, orders: Sequence[KnownOrder], scheme: Scheme, today: date
) -> Iterator[_Here]:
    """The opportunities with their orders, then what was ordered beside them, if anything was."""
    folder, first, settings = trade.folder, _first_purchase(trade), scheme.settings
    accepted = {
        one.opportunity.id: accepted_by_stage(one)
        for one in deliveries_of(folder, trade.deals, scheme.playbooks)
        if one.opportunity.kind is not Kind.FRAMEWORK
    }
    by_deal: dict[str | None, list[KnownOrder]] = {}
    for order in orders:
        by_deal.setdefault(order.opportunity.id if order.opportunity else None, []).append(order)
    for opportunity in folder.opportunities:
        source = Source(
            account=folder.account,
            group=trade.group,
            deal=trade.deals[opportunity.reference],
            opportunity=opportunity,
        )
        own = by_deal.get(opportunity.id, [])
        yield _Here(source, own, accepted.get(opportunity.id), first, settings, today)
    if None in by_deal:
        source = Source(account=folder.account, group=trade.group)
        yield _Here(source, by_deal[None], None, first, settings, today)


def _first_purchase(trade: Trade) -> date | None:
    """The day on which the account first bought anything."""
    won = [deal.closed_on for deal in trade.deals.values() if deal.is_sold_whole and deal.closed_on]
    ordered = [order.date for order in trade.folder.orders if order.amount > 0]
    return min((*won, *ordered), default=None)


def _brought(here: _Here, basis: Basis) -> Iterator[Event]:
    """What a source brought of a basis; what is ordered beside opportunities is no booking."""
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
            sold=(deal.stated or ZERO) if deal.bookings else ZERO,
            credits=tuple(credit(deal, deal.bookings, here.settings)),
            apart=tuple(credit(deal, deal.unbooked, here.settings)),
            currency=deal.currency,
            due=here.due(deal.closed_on, here.orders),
            is_new=here.is_new(deal.closed_on),
        )


def _by_orders(here: _Here, basis: Basis) -> Iterator[Event]:
    """What the orders brought, one by one; what they took back is a refund."""
    for known in here.orders:
        order = known.order
        for part in _parts(here, known, basis):
            line = order.line or OTHER_LINE
            brought = [] if part.amount is None else [Booking(part.day, part.amount, line)]
            left = part.stated if part.amount is None else None
            apart = [] if left is None else [Booking(part.day, left, line)]
            yield Event(
                day=part.day,
                basis=basis,
                source=here.source,
                booked=part.booked or ZERO,
                sold=ZERO if part.booked is None else part.sold,
                order=order.id,
                credits=_credited(here, brought),
                apart=_credited(here, apart),
                currency=known.currency,
                due=here.due(part.day, [known]),
                is_new=here.is_new(min(part.day, order.date)),
            )


def _parts(here: _Here, known: KnownOrder, basis: Basis) -> Iterator[_Part]:
    order = known.order
    if basis is Basis.COLLECTIONS:
        for day, stated, amount in _payments(known, here.today):
            if stated > 0:
                yield _Part(day, stated, amount, amount, stated)
    elif order.amount <= 0 or order.date > here.today:
        return
    elif basis is Basis.BOOKINGS:
        yield _Part(order.date, order.amount, known.value, known.value, order.amount)
    else:
        margin = order_margin(order, known.opportunity, here.settings)
        yield _Part(order.date, order.margin, margin, known.value, order.amount)


def _payments(known: KnownOrder, today: date) -> Iterator[tuple[date, Decimal, Decimal | None]]:
    """The payments that came in or went back: day, as stated, in the book's currency."""
    for one in known.payments:
        if one.payment.paid and one.is_paid(today):
            yield one.payment.paid, one.payment.amount, one.amount


def _went_back(here: _Here, basis: Basis) -> Iterator[Refund]:
    """Credit notes; of collections the money that was paid back."""
    for known in here.orders:
        found: list[tuple[date, Decimal]] = []
        if basis is Basis.COLLECTIONS:
            found = [(day, stated) for day, stated, _ in _payments(known, here.today) if stated < 0]
        elif known.order.is_credit and known.order.date <= here.today:
            found = [(known.order.date, known.order.amount)]
        for day, stated in found:
            yield Refund(day, basis, here.source.key, known.order.id, -stated)


def _without_margin(here: _Here) -> Iterator[Unstated]:
    source, deal = here.source, here.source.deal
    for known in here.ordered:
        if known.order.margin is None and known.order.amount > 0:
            name = f"{source.account.id}/{known.order.id}"
            yield Unstated(known.order.date, name, source)
    unsold = all(known.order.is_credit for known in here.ordered)
    if unsold and here.is_project and deal and deal.bookings and deal.closed_on:
        yield Unstated(deal.closed_on, deal.id, source)


def _credited(here: _Here, bookings: Sequence[Booking]) -> tuple[Credit, ...]:
    source = here.source
    return tuple(credit_orders(source.deal, source.account, bookings, here.settings))
