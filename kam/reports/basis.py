"""The deals of a forecast on another basis than bookings: as they become revenue, or are paid.

Every row counts as a deal does: what is done is closed on its day; what is sold and still to come
is committed and certain, the backlog; what is still to be won keeps its probability. The rows of
one opportunity that is still to be won have its id: they are won together.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.acceptance import recognition
from kam.domain.basis import Basis
from kam.domain.book import Folder
from kam.domain.deal import Booking, Deal, by_account
from kam.domain.deals import topmost_parents
from kam.domain.money import ZERO, to_cents
from kam.domain.opportunity import Opportunity
from kam.domain.payments import KnownOrder, known_orders
from kam.domain.phases import PhasePart, phase_parts
from kam.domain.sales import orders_are_read
from kam.domain.service_model import ServiceModel
from kam.domain.settings import Settings
from kam.domain.states import Kind, State
from kam.reports.forecast import place
from kam.reports.order_rows import coming, done, order_rows, row_of_account
from kam.reports.selection import Apart, facts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The parts of a book that say when a deal becomes revenue, and when it is paid.

    Attributes:
        folders: All of them, with their orders and opportunities.
        model: Says until when an order is to be accepted that does not say.
        unread: The paths of files that were not read.
    """

    folders: Sequence[Folder]
    settings: Settings
    model: ServiceModel
    unread: frozenset[str]
    today: date


class _Sale(NamedTuple):
    """A deal with the facts of its file, and its orders; whether those are all of them."""

    deal: Deal
    opportunity: Opportunity
    orders: Sequence[KnownOrder]
    complete: bool


def on_basis(basis: Basis, deals: Iterable[Deal], sources: Sources) -> tuple[Deal, ...]:
    """The rows of a forecast on a basis; of bookings they are the deals themselves.

    Revenue: a deal counts by its schedule; without one an open deal on its close date and a won one
    as its orders are accepted, on the day of its outcome without any. Cash: orders count as their
    payments are due and paid, and what is open and not ordered as for revenue. A framework counts
    by its orders on every basis.
    """
    if basis is Basis.BOOKINGS:
        return tuple(deals)
    own = by_account(deals)
    groups = topmost_parents(folder.account for folder in sources.folders)
    return tuple(
        row
        for folder in sources.folders
        for row in _of_account(
            basis,
            folder,
            own.get(folder.account.id, ()),
            groups[folder.account.id],
            sources,
        )
    )


def _of_account(
    basis: Basis, folder: Folder, deals: Sequence[Deal], group: str, sources: Sources
) -> Iterator[Deal]:
    opportunities = {one.reference: one for one in folder.opportunities}
    of_deal: dict[str, list[KnownOrder]] = {}
    for known in known_orders(folder, sources.settings, sources.unread):
        source = known.opportunity.reference if known.opportunity else ""
        of_deal.setdefault(source, []).append(known)
    complete = orders_are_read(folder.account.id, sources.unread)
    facts = facts_of(folder.account, group, sources.settings, sources.today)
    bases = {"": row_of_account(facts)}
    for deal in deals:
        opportunity = opportunities[deal.id]
        bases[deal.id] = deal
        sale = _Sale(deal, opportunity, of_deal.get(deal.id, ()), complete)
        if basis is Basis.REVENUE and _is_phased(deal, opportunity):
            of_deal[deal.id] = list(_taken_back(sale))
            sale = sale._replace(orders=())
        yield from _of_deal(basis, sale, sources)
    for source, orders in of_deal.items():
        for known in orders:
            found = recognition(known.order, folder, sources.model, sources.today)
            base = bases.get(source, bases[""])
            yield from order_rows(basis, known, base, found, sources.today)


def _is_phased(deal: Deal, opportunity: Opportunity) -> bool:
    """Whether a won deal is revenue by its schedule, so that its orders tell no more of it."""
    project = deal.kind is not Kind.FRAMEWORK
    return deal.state is State.WON and project and bool(opportunity.schedule)


def _sold(sale: _Sale) -> Decimal:
    """What the orders of a deal have taken of it, as stated.

    What a credit note takes back is not to come any more; only a framework may be called off again.
    """
    framework = sale.deal.kind is Kind.FRAMEWORK
    orders = (known.order for known in sale.orders)
    return sum((one.amount for one in orders if framework or not one.is_credit), ZERO)


def _taken_back(sale: _Sale) -> Iterator[KnownOrder]:
    """The credit notes of a deal, save what they take back of orders beyond its amount."""
    beyond = max(_sold(sale) - (sale.deal.stated or ZERO), ZERO)
    for known in sorted(sale.orders, key=lambda known: known.order.date):
        order = known.order
        if order.is_credit:
            part = min(beyond, -order.amount)
            beyond -= part
            if left := order.amount + part:
                value = known.value and to_cents(known.value * left / order.amount)
                yield replace(known, order=replace(order, amount=left), value=value)


def _of_deal(basis: Basis, sale: _Sale, sources: Sources) -> Iterator[Deal]:
    """What a deal brings beyond its orders; one that was lost, and a closed framework, nothing.

    Nobody knows what a won one brings beyond orders that did not read.
    """
    deal, today = sale.deal, sources.today
    ordered = _sold(sale)
    year_start = sources.settings.fiscal_year_start
    schedule = sale.opportunity.schedule
    if deal.is_open:
        bare = deal._replace(bookings=(), unbooked=())
        if isinstance(place(deal, today), Apart):
            schedule = ()
        parts = phase_parts(deal, schedule, ordered, year_start)
        yield from _open_rows(bare, parts) if schedule or ordered else (bare,)
    elif deal.is_sold_whole and sale.complete:
        parts = phase_parts(deal, schedule, ordered, year_start)
        yield from _won_rows(basis, sale, parts, today)


def _open_rows(deal: Deal, parts: Sequence[PhasePart]) -> Iterator[Deal]:
    """An open deal by its phases; without any, what is left of it on its close date."""
    phased = any(part.day for part in parts)
    for part in parts:
        yield deal._replace(
            amount=part.amount,
            weighted=part.weighted,
            close_date=part.day if phased else deal.close_date,
            lines=part.lines,
        )
    if not parts:
        known = deal.amount is not None
        yield deal._replace(amount=ZERO, weighted=ZERO, lines=()) if known else deal


def _won_rows(basis: Basis, sale: _Sale, parts: Sequence[PhasePart], today: date) -> Iterator[Deal]:
    """What of a won deal no order tells: past phases are revenue, of cash nobody knows."""
    deal, ordered = sale.deal, any(not known.order.is_credit for known in sale.orders)
    if not ordered and (
        deal.unconverted or (basis is Basis.REVENUE and not any(part.day for part in parts))
    ):
        yield deal
        return
    past: list[Booking] = []
    for part in parts:
        if part.day is None or part.day > today:
            yield coming(deal, part.day, part.amount, part.lines)
        elif basis is Basis.REVENUE:
            past += [Booking(part.day, amount, line) for line, amount in part.lines]
        else:
            yield coming(deal, None, part.amount, part.lines)
    if past:
        yield done(deal, tuple(past))
