"""What an account bought from us, and what that brought: its orders and won deals (SPEC.md 1)."""

from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.account import Account
from kam.domain.book import Book, Folder
from kam.domain.consistency import unread_paths
from kam.domain.conversion import order_margin, order_terms, order_value
from kam.domain.deal import Deal, by_account
from kam.domain.lines import OTHER_LINE
from kam.domain.money import ZERO
from kam.domain.opportunity import Opportunity
from kam.domain.periods import months_before
from kam.domain.settings import Settings
from kam.domain.states import Kind


class Sale(NamedTuple):
    """Something sold on a day.

    `amount` and `margin` in the book's currency, None where nothing converts them or, of a margin,
    where none is stated. Sales of one `purchase` are one decision of the customer: the orders of
    a project are, each call-off of a framework is one of its own. `line` is the product line, and
    `apart` the currency and amount as stated of one that nothing converts.
    """

    day: date
    amount: Decimal | None
    margin: Decimal | None
    purchase: str
    line: str = OTHER_LINE
    apart: tuple[str | None, Decimal] | None = None

    @property
    def counts(self) -> bool:
        """Whether anything was bought: a credit note or a free order is no purchase."""
        return self.amount is None or self.amount > 0


def sales_of(folder: Folder, deals: Iterable[Deal], settings: Settings) -> Iterator[Sale]:
    """What an account bought: its orders, and won deals that no order but a credit belongs to."""
    by_id = {opportunity.id: opportunity for opportunity in folder.opportunities}
    ordered = set()
    for order in folder.orders:
        opportunity = by_id.get(order.opportunity or "")
        if opportunity and (not order.is_credit or opportunity.kind is Kind.FRAMEWORK):
            ordered.add(opportunity.reference)
        amount = order_value(order, opportunity, settings)
        currency = order_terms(opportunity, settings).currency
        yield Sale(
            order.date,
            amount,
            order_margin(order, opportunity, settings),
            _purchase(opportunity, order.date),
            order.line or OTHER_LINE,
            (currency, order.amount) if amount is None else None,
        )
    for deal in deals:
        if deal.id not in ordered:
            for booking in deal.bookings:
                yield Sale(booking.day, booking.amount, None, deal.id, booking.line)
            for booking in deal.unbooked:
                apart = (deal.currency, booking.amount)
                yield Sale(booking.day, None, None, deal.id, booking.line, apart)


def sold_until(
    folder: Folder, deals: Iterable[Deal], settings: Settings, today: date
) -> tuple[Sale, ...]:
    """What an account bought up to `today`; the arguments are those of `sales_of`."""
    return tuple(sale for sale in sales_of(folder, deals, settings) if sale.day <= today)


def in_last(sales: Iterable[Sale], months: int, today: date) -> list[Sale]:
    """The sales of the last `months`, today's included."""
    start = months_before(today, months)
    return [sale for sale in sales if start < sale.day <= today]


def buys_in(sales: Iterable[Sale], months: int, today: date) -> bool:
    """Whether anything was bought in the last `months`."""
    return any(sale.counts for sale in in_last(sales, months, today))


def remains(sales: Sequence[Sale]) -> bool:
    """Whether anything was bought that credit notes do not take back wholly.

    More credit than sales is for something bought that the book does not hold.
    """
    known = [sale.amount for sale in sales if sale.amount is not None]
    left = len(known) < len(sales) or sum(known, ZERO) != 0
    return left and any(sale.counts for sale in sales)


def purchases(sales: Sequence[Sale], today: date) -> int:
    """How many times the customer decided to buy from us, up to today."""
    return len({sale.purchase for sale in sales if sale.counts and sale.day <= today})


def _purchase(opportunity: Opportunity | None, day: date) -> str:
    if opportunity is not None and opportunity.kind is Kind.PROJECT:
        return opportunity.reference
    return f"{opportunity.reference if opportunity else ''} {day}"


def known_sales(book: Book, deals: Iterable[Deal]) -> Iterator[tuple[Account, tuple[Sale, ...]]]:
    """Each account with what it bought, where every file was read that says so."""
    for folder, own in known_folders(book, deals):
        yield folder.account, tuple(sales_of(folder, own, book.settings))


def known_folders(book: Book, deals: Iterable[Deal]) -> Iterator[tuple[Folder, Sequence[Deal]]]:
    """Each account of which every file was read that says what it bought, with its own deals."""
    unread, of_account = unread_paths(book.findings), by_account(deals)
    for folder in book.folders:
        if folder.readable and sales_are_read(folder.account.id, unread):
            yield folder, of_account.get(folder.account.id, ())


def sales_are_read(account: str, unread: frozenset[str]) -> bool:
    """Whether all files were read that say what an account bought."""
    deals = f"accounts/{account}/opportunities/"
    return orders_are_read(account, unread) and not any(path.startswith(deals) for path in unread)


def orders_are_read(account: str, unread: Container[str]) -> bool:
    """Whether the file of an account's orders was read, or there is none."""
    return f"accounts/{account}/orders.yaml" not in unread
