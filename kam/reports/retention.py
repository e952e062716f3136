"""Retention: who stays, who buys less, who is late by the own rhythm (METHODS.md 5).

Amounts are in the book's currency and tax basis, in cents. A year is the last months of the model
up to a day, and the year before it the months before those.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from kam.domain.account import Account
from kam.domain.money import ZERO, ratio_of
from kam.domain.periods import months_before
from kam.domain.purchase_gap import Gap, bought_in, gap_of, is_falling
from kam.domain.sales import Sale, buys_in
from kam.domain.settings import TaxBasis
from kam.domain.states import ClosedWord
from kam.domain.worth_model import WorthModel
from kam.reports.selection import EVERYTHING, Filter
from kam.reports.worth_ground import WorthGround


class Status(ClosedWord):
    """What became of a customer: of one of the year before, and of others."""

    KEPT = "kept"
    LOST = "lost"
    NEW = "new"
    RETURNED = "returned"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerRow:
    """One account that has ever bought.

    `before` and `now` are what it bought in the year before and in this one, None where a sale of
    them does not convert; `change` is a ratio of the former. `gap` is its own rhythm, None
    where it has bought too seldom to have one.
    """

    account: str
    name: str
    owner: str | None
    status: Status
    before: Decimal | None
    now: Decimal | None
    change: Decimal | None
    falling: bool
    last_order: date
    days_since: int
    gap: Gap | None

    @property
    def late(self) -> bool:
        """Whether the next purchase is late by its own rhythm."""
        return self.gap is not None and self.gap.late


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionYear:
    """One year against the one before it.

    Attributes:
        from_: Its first day.
        to: Its last day.
        customers: How many bought in the year before; of them `kept` bought in this one too.
        new: How many bought in this one and not in the year before.
        before: What the customers of the year before bought in it.
        lost_revenue: What of that those bought who bought nothing in this one.
        contracted: By how much the others bought less, those that did.
        expanded: By how much the others bought more, those that did.
        new_revenue: What the new ones bought.
        unknown: How many are in no amount, because a sale of theirs does not convert.
    """

    from_: date
    to: date
    customers: int
    kept: int
    new: int
    before: Decimal
    lost_revenue: Decimal
    contracted: Decimal
    expanded: Decimal
    new_revenue: Decimal
    unknown: int

    @property
    def lost(self) -> int:
        """How many of the year before bought nothing in this one."""
        return self.customers - self.kept

    @property
    def stayed(self) -> Decimal:
        """What the customers of the year before bought again, at most as much as then."""
        return self.before - self.lost_revenue - self.contracted

    @property
    def now(self) -> Decimal:
        """What everybody bought in this year."""
        return self.stayed + self.expanded + self.new_revenue

    @property
    def logo_retention(self) -> Decimal | None:
        """Kept customers / customers of the year before."""
        return ratio_of(Decimal(self.kept), Decimal(self.customers))

    @property
    def logo_churn(self) -> Decimal | None:
        """Lost customers / customers of the year before."""
        return ratio_of(Decimal(self.lost), Decimal(self.customers))

    @property
    def gross_retention(self) -> Decimal | None:
        """What they bought again / what they bought; more than then is not counted."""
        return ratio_of(self.stayed, self.before)

    @property
    def revenue_churn(self) -> Decimal | None:
        """What they bought and did not buy again / what they bought."""
        return ratio_of(self.lost_revenue + self.contracted, self.before)

    @property
    def net_retention(self) -> Decimal | None:
        """What the same customers buy now / what they bought; new ones are not counted."""
        return ratio_of(self.stayed + self.expanded, self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retention:
    """The result: customers by id, the years from the last one back.

    `unread` are accounts of which nobody can say what they bought; they are in no figure.
    """

    as_of: date
    currency: str | None
    tax: TaxBasis | None
    model: WorthModel
    rows: tuple[CustomerRow, ...]
    years: tuple[RetentionYear, ...]
    unread: tuple[str, ...]


def build_retention(ground: WorthGround, chosen: Filter = EVERYTHING) -> Retention:
    """Count who stayed; the filter is on facts of the account.

    A customer is an account, whatever group it belongs to. A year without anybody in the year
    before it is left out, save the last one.
    """
    model, today = ground.model, ground.today
    known, left_out = ground.split(chosen)
    bought = [(folder.account, ground.sold_to(folder)) for folder in known]
    every = [sales for _, sales in bought]
    ends = [months_before(today, model.months * place) for place in range(max(1, model.years))]
    years = [_year(every, model.months, end) for end in ends]
    return Retention(
        as_of=today,
        currency=ground.settings.currency,
        tax=ground.settings.amounts.tax,
        model=model,
        rows=tuple(
            _customer(account, sales, model, today)
            for account, sales in bought
            if any(sale.counts for sale in sales)
        ),
        years=tuple(one for place, one in enumerate(years) if one.customers or not place),
        unread=left_out,
    )


def _year(every: Iterable[Sequence[Sale]], months: int, end: date) -> RetentionYear:
    start = months_before(end, months)
    customers = kept = new = unknown = 0
    sums = dict.fromkeys(("before", "lost_revenue", "contracted", "expanded", "new_revenue"), ZERO)
    for sales in every:
        then, here = buys_in(sales, months, start), buys_in(sales, months, end)
        customers += then
        kept += then and here
        new += here and not then
        before, now = bought_in(sales, months, start), bought_in(sales, months, end)
        if before is None or now is None:
            unknown += 1
            continue
        if not then:
            sums["new_revenue"] += now
            continue
        sums["before"] += before
        if here:
            sums["contracted"] += max(ZERO, before - now)
            sums["expanded"] += max(ZERO, now - before)
        else:
            sums["lost_revenue"] += before
    return RetentionYear(
        from_=start + timedelta(days=1),
        to=end,
        customers=customers,
        kept=kept,
        new=new,
        unknown=unknown,
        **sums,
    )


def _customer(
    account: Account, sales: Sequence[Sale], model: WorthModel, today: date
) -> CustomerRow:
    start = months_before(today, model.months)
    before, now = bought_in(sales, model.months, start), bought_in(sales, model.months, today)
    last = max(sale.day for sale in sales if sale.counts)
    change = None if before is None or now is None else ratio_of(now - before, before)
    return CustomerRow(
        account=account.id,
        name=account.name,
        owner=account.owner,
        status=_status(sales, model.months, start, today),
        before=before,
        now=now,
        change=change,
        falling=is_falling(before, now, model),
        last_order=last,
        days_since=(today - last).days,
        gap=gap_of(sales, model, today),
    )


def _status(sales: Sequence[Sale], months: int, start: date, today: date) -> Status:
    then, here = buys_in(sales, months, start), buys_in(sales, months, today)
    if then:
        return Status.KEPT if here else Status.LOST
    if not here:
        return Status.GONE
    first = min(sale.day for sale in sales if sale.counts)
    return Status.NEW if first > start else Status.RETURNED
