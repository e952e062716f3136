"""The payments of a book as rows: whose they are, how they stand to their due date.

A payment counts with its order: for the owner of the opportunity that the order comes from, else of
the account. Amounts are in the book's currency and tax basis, in cents.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.book import Folder
from kam.domain.deal import Deal
from kam.domain.deals import topmost_parents
from kam.domain.fields import Day
from kam.domain.money import ZERO
from kam.domain.payments import Instalment, KnownOrder, known_orders
from kam.domain.receivables_model import ReceivablesModel
from kam.domain.settings import Settings
from kam.domain.states import ClosedWord
from kam.reports.selection import Facts, facts_of


class PaymentState(ClosedWord):
    """Whether a payment has come in, and how it stands to its due date where it has not."""

    OVERDUE = "overdue"
    NOT_DUE = "not_due"
    UNDATED = "undated"
    PAID = "paid"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRow:
    """One payment of an order.

    Attributes:
        name: Of the account.
        payment: Its place among the payments of its order, from 1.
        opportunity: The full id of the opportunity that the order comes from.
        retention: Whether it is kept back, and shown apart from the others.
        amount: None where nothing converts what is `stated` in `currency`.
        due: The day on which it is due, or for which it is promised.
        paid: The day on which it came in, None for one that lies ahead.
        days_late: Calendar days from `due` to `paid`, else to today; negative: before it.
    """

    account: str
    name: str
    order: str
    payment: int
    opportunity: str | None
    kind: str
    retention: bool
    state: PaymentState
    amount: Decimal | None
    stated: Decimal
    currency: str | None
    due: Day | None
    paid: Day | None
    days_late: int | None
    owner: str | None
    team: str | None
    group: str
    segment: str | None
    tier: str | None

    @property
    def value(self) -> Decimal:
        """The amount as it adds into a sum."""
        return self.amount if self.amount is not None else ZERO

    @property
    def is_open(self) -> bool:
        """Whether it has not come in yet."""
        return self.state is not PaymentState.PAID


@dataclass(frozen=True, slots=True, kw_only=True)
class Owing:
    """The parts of a book that receivables look at.

    Attributes:
        folders: All of them, with their orders and opportunities.
        deals: The rows of the opportunities, by full id.
        unread: The paths of files that were not read.
        today: A payment due before it and not paid by it is overdue.
    """

    folders: Sequence[Folder]
    deals: Mapping[str, Deal]
    settings: Settings
    model: ReceivablesModel
    unread: frozenset[str]
    today: date


class Sold(NamedTuple):
    """An order, the name of its account, and what the filters ask of it."""

    known: KnownOrder
    name: str
    facts: Facts


def orders_sold(owing: Owing) -> Iterator[Sold]:
    """Every order that is known, by account."""
    groups = topmost_parents(folder.account for folder in owing.folders)
    for folder in sorted(owing.folders, key=lambda folder: folder.account.id):
        account = folder.account
        for known in known_orders(folder, owing.settings, owing.unread):
            deal = owing.deals.get(known.opportunity.reference) if known.opportunity else None
            owner = deal.owner if deal else None
            facts = facts_of(account, groups[account.id], owing.settings, owing.today, owner)
            yield Sold(known, account.name, facts._replace(team=deal.team) if deal else facts)


def payment_rows(sold: Sold, owing: Owing) -> Iterator[PaymentRow]:
    """The payments of an order."""
    known, facts = sold.known, sold.facts
    for one in known.payments:
        yield PaymentRow(
            account=facts.account,
            name=sold.name,
            order=known.order.id,
            payment=one.number,
            opportunity=known.opportunity.reference if known.opportunity else None,
            kind=one.payment.kind,
            retention=one.payment.kind in owing.model.retention,
            state=_state(one, owing.today),
            amount=one.amount,
            stated=one.payment.amount,
            currency=known.currency,
            due=one.due,
            paid=one.payment.paid if one.is_paid(owing.today) else None,
            days_late=one.days_late(owing.today),
            owner=facts.owner,
            team=facts.team,
            group=facts.group,
            segment=facts.segment,
            tier=facts.tier,
        )


def _state(one: Instalment, today: date) -> PaymentState:
    if one.is_paid(today):
        return PaymentState.PAID
    if one.due is None:
        return PaymentState.UNDATED
    return PaymentState.OVERDUE if one.due < today else PaymentState.NOT_DUE
