"""Purchases against the customer's own rhythm, and from one year to the next (METHODS.md 5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from statistics import median

from kam.domain.money import HUNDRED, ZERO
from kam.domain.sales import Sale, in_last
from kam.domain.worth_model import WorthModel


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A customer's rhythm and where it stands in it.

    Attributes:
        purchases: On how many days it decided to buy.
        last: The last day on which it bought.
        median: Of the calendar days from one purchase to the next; a half is possible.
        days: Calendar days since the last one.
        due_by: The last day on which the next one is not late.
    """

    purchases: int
    last: date
    median: Decimal
    days: int
    due_by: date

    @property
    def late(self) -> bool:
        """Whether more than the tolerated part of its own gap has passed."""
        return self.last + timedelta(days=self.days) > self.due_by


def gap_of(sales: Sequence[Sale], model: WorthModel, today: date) -> Gap | None:
    """The rhythm of an account's purchases up to `today`; None where they are too few for one.

    Several orders of one project are one purchase, on the day of the first.
    """
    bought = [sale for sale in sales if sale.counts and sale.day <= today]
    firsts: dict[str, date] = {}
    for sale in bought:
        firsts[sale.purchase] = min(sale.day, firsts.get(sale.purchase, sale.day))
    days = sorted(set(firsts.values()))
    if len(days) < max(2, model.purchases):
        return None
    gap = Decimal(str(median((after - before).days for before, after in pairwise(days))))
    last = max(sale.day for sale in bought)
    tolerated = timedelta(days=int(gap * model.tolerance / HUNDRED))
    return Gap(
        purchases=len(days),
        last=last,
        median=gap,
        days=(today - last).days,
        due_by=last + tolerated,
    )


def bought_in(sales: Sequence[Sale], months: int, until: date) -> Decimal | None:
    """What was bought in so many months up to a day; nothing where credit notes outweigh it.

    None where a sale of them does not convert.
    """
    amounts = [sale.amount for sale in in_last(sales, months, until)]
    known = [amount for amount in amounts if amount is not None]
    return max(ZERO, sum(known, ZERO)) if len(known) == len(amounts) else None


def is_falling(before: Decimal | None, now: Decimal | None, model: WorthModel) -> bool:
    """Whether less was bought than the year before, by as much as the model calls falling."""
    if before is None or now is None:
        return False
    return before > 0 and now * HUNDRED <= before * (HUNDRED - model.falling)
