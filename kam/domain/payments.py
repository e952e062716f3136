"""The payments of orders: what each is worth in the book's currency, and when it is due.

A payment is stated in its order's terms and converts as the order does, at the order's rate: what
is open adds up with what was sold. It is paid from its `paid` day on; one that lies ahead is a
promise, and stands for the due date where there is none.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.book import Folder
from kam.domain.conversion import convert, order_terms, order_value
from kam.domain.money import ZERO, share_out
from kam.domain.opportunity import Opportunity
from kam.domain.order import Order, Payment
from kam.domain.settings import Settings


def is_paid(payment: Payment, today: date) -> bool:
    """Whether a payment has come in by `today`."""
    return payment.paid is not None and payment.paid <= today


def pay_day(payment: Payment) -> date | None:
    """The day on which a payment is due, else for which it is promised; None for neither."""
    return payment.due or payment.paid


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """One payment of an order.

    Attributes:
        number: Its place among the payments of its order, from 1.
        amount: In the book's currency and tax basis, in cents; None where nothing converts it.
    """

    number: int
    payment: Payment
    amount: Decimal | None

    def is_paid(self, today: date) -> bool:
        """Whether it has come in by `today`."""
        return is_paid(self.payment, today)

    @property
    def due(self) -> date | None:
        """The day on which it is due; None where nothing says."""
        return pay_day(self.payment)

    def days_late(self, today: date) -> int | None:
        """Calendar days from the due date to the payment, else to today; negative: before it."""
        if self.due is None:
            return None
        until = self.payment.paid if self.is_paid(today) else None
        return ((until or today) - self.due).days


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownOrder:
    """An order of which it is known in what it is stated.

    Attributes:
        opportunity: The opportunity that it comes from, where it names one that is there.
        currency: In which it and its payments are stated.
        value: Its amount in the book's currency and tax basis; None where nothing converts it.
        payments: Its payments as they stand in the file.
    """

    order: Order
    opportunity: Opportunity | None
    currency: str | None
    value: Decimal | None
    payments: tuple[Instalment, ...]

    @property
    def planned(self) -> Decimal:
        """What its payments add up to, as stated."""
        return sum((one.payment.amount for one in self.payments), ZERO)

    @property
    def unplanned(self) -> Decimal | None:
        """What of its value no payment is stated for, below 0 where payments bring more.

        None where nothing converts it.
        """
        if self.value is None:
            return None
        return self.value - sum((one.amount or ZERO for one in self.payments), ZERO)


def known_orders(
    folder: Folder, settings: Settings, unread: frozenset[str] = frozenset()
) -> Iterator[KnownOrder]:
    """The orders of an account by id, save those of an opportunity whose file did not read.

    Such a file may state another currency: nobody knows what its orders are worth.
    """
    by_id: Mapping[str, Opportunity] = {one.id: one for one in folder.opportunities}
    for order in folder.orders:
        opportunity = by_id.get(order.opportunity or "")
        source = f"accounts/{folder.account.id}/opportunities/{order.opportunity}.yaml"
        if opportunity is None and source in unread:
            continue
        yield KnownOrder(
            order=order,
            opportunity=opportunity,
            currency=order_terms(opportunity, settings).currency,
            value=order_value(order, opportunity, settings),
            payments=tuple(_instalments(order, opportunity, settings)),
        )


def _instalments(
    order: Order, opportunity: Opportunity | None, settings: Settings
) -> Iterator[Instalment]:
    """The payments, converted together and shared out: they add up to what they are together."""
    stated = [payment.amount for payment in order.payments]
    terms = order_terms(opportunity, settings)
    whole = convert(sum(stated, ZERO), terms, settings, order.date)
    parts: tuple[Decimal | None, ...] = (None,) * len(stated)
    if whole is not None and sum(stated, ZERO):
        parts = share_out(whole, stated)
    elif whole is not None:  # they cancel each other out, and nothing can be shared out by them
        parts = tuple(convert(amount, terms, settings, order.date) for amount in stated)
    for number, (payment, amount) in enumerate(zip(order.payments, parts, strict=True), start=1):
        yield Instalment(number=number, payment=payment, amount=amount)
