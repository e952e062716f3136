"""What was won against what was ordered of it: where the two differ (SPEC.md 1)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.deal import Deal
from kam.domain.money import ZERO
from kam.domain.states import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A won opportunity whose orders do not add up to what it was won with.

    `difference` = orders - closed, in the book's currency and tax basis.
    """

    id: str
    closed: Decimal
    orders: Decimal

    @property
    def difference(self) -> Decimal:
        """What the orders bring more than was closed, below 0 where they bring less."""
        return self.orders - self.closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """What closed in the periods of a forecast, against the orders of it.

    Attributes:
        closed: What closed, as the forecast has it.
        orders: The same by orders: of each opportunity its orders, where it has any.
        unordered: How many of the won opportunities have none, and count by their amount.
        rows: The opportunities that differ, by how much, the largest difference first.
    """

    closed: Decimal
    orders: Decimal
    unordered: int
    rows: tuple[Difference, ...]

    @property
    def difference(self) -> Decimal:
        """What the orders bring more than was closed."""
        return self.orders - self.closed


def reconcile(
    deals: Iterable[Deal], closed: Decimal, in_range: Callable[[date], bool]
) -> Reconciliation:
    """Hold what closed on days `in_range`, together `closed`, against its orders.

    A framework closes by its orders, so it never differs; what nothing converts is in neither.
    """
    unordered = 0
    rows: list[Difference] = []
    for deal in deals:
        bookings = deal.bookings  # of all but a framework they are lines of one day
        if not bookings or deal.kind is Kind.FRAMEWORK or not in_range(bookings[0].day):
            continue
        if deal.ordered is None:
            unordered += 1
            continue
        own = sum((one.amount for one in bookings), ZERO)
        if deal.ordered != own:
            rows.append(Difference(id=deal.id, closed=own, orders=deal.ordered))
    return Reconciliation(
        closed=closed,
        orders=closed + sum((row.difference for row in rows), ZERO),
        unordered=unordered,
        rows=tuple(sorted(rows, key=lambda row: (-abs(row.difference), row.id))),
    )
