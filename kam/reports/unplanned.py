"""What was sold and no payment tells of, and payments that do not add up to their order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from kam.domain.money import ZERO
from kam.domain.payments import KnownOrder
from kam.domain.sales import orders_are_read, sales_are_read
from kam.domain.states import ClosedWord
from kam.reports.payments import Owing, Sold
from kam.reports.selection import Filter, Selectable, by_currency


class Gap(ClosedWord):
    """Why something that was sold is in none of the sums, or more is in them than was sold."""

    UNPLANNED = "unplanned"
    CREDIT = "credit"
    UNORDERED = "unordered"
    SHORT = "short"
    BEYOND = "beyond"
    UNCONVERTED = "unconverted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplanned:
    """What one reason keeps out of the sums.

    Attributes:
        kind: `unplanned` orders state no payments, and `credit` notes neither; `unordered` won
            opportunities have no order; payments are `short` of their order, or go `beyond` it;
            nothing converts an `unconverted` order.
        count: How many orders, or opportunities of `unordered`.
        amount: In the book's currency, below 0 of credit notes; 0 of what nothing converts.
        stated: Of what nothing converts what it states, by currency.
        account: Of the first one.
        id: Of the first one in its account.
    """

    kind: Gap
    count: int
    amount: Decimal
    stated: tuple[tuple[str | None, Decimal], ...] = ()
    account: str
    id: str


class _Case(NamedTuple):
    kind: Gap
    account: str
    id: str
    amount: Decimal = ZERO
    apart: tuple[str | None, Decimal] | None = None


def find_unplanned(
    sold: Iterable[Sold], owing: Owing, accepts: Callable[[Selectable], bool]
) -> tuple[Unplanned, ...]:
    """What no payment tells of, a row a reason, in the order of the reasons."""
    found: dict[Gap, list[_Case]] = {}
    cases = [case for one in sold for case in _of_order(one.facts.account, one.known)]
    for case in (*cases, *_unordered(owing, accepts)):
        found.setdefault(case.kind, []).append(case)
    return tuple(_summed(kind, found[kind]) for kind in Gap if kind in found)


def left_out(owing: Owing, chosen: Filter) -> tuple[str, ...]:
    """The accounts some of whose payments are not known, because a file of theirs did not read."""
    names = [
        folder.account.id for folder in owing.folders if chosen.account in {None, folder.account.id}
    ]
    return tuple(name for name in sorted(names) if not sales_are_read(name, owing.unread))


def _of_order(account: str, known: KnownOrder) -> Iterator[_Case]:
    order, rest = known.order, known.unplanned
    if rest is None:
        stated = (known.currency, order.amount)
        yield _Case(Gap.UNCONVERTED, account, order.id, apart=stated)
    elif not known.payments:
        if rest:
            yield _Case(Gap.CREDIT if rest < 0 else Gap.UNPLANNED, account, order.id, rest)
    elif rest:
        beyond = (rest < 0) is (order.amount >= 0)
        yield _Case(Gap.BEYOND if beyond else Gap.SHORT, account, order.id, rest)


def _unordered(owing: Owing, accepts: Callable[[Selectable], bool]) -> Iterator[_Case]:
    """The won opportunities without an order; of a framework none is missing."""
    ordered = {
        f"{folder.account.id}/{order.opportunity}"
        for folder in owing.folders
        for order in folder.orders
        if not order.is_credit
    }
    for deal in owing.deals.values():
        missing = deal.is_sold_whole and deal.id not in ordered and (deal.value or deal.unconverted)
        if missing and orders_are_read(deal.account, owing.unread) and accepts(deal):
            name = deal.id.partition("/")[2]
            apart = (deal.currency, deal.stated or ZERO) if deal.unconverted else None
            yield _Case(Gap.UNORDERED, deal.account, name, deal.value, apart)


def _summed(kind: Gap, cases: Sequence[_Case]) -> Unplanned:
    return Unplanned(
        kind=kind,
        count=len(cases),
        amount=sum((case.amount for case in cases), ZERO),
        stated=by_currency(case.apart for case in cases if case.apart),
        account=cases[0].account,
        id=cases[0].id,
    )
