"""What an account costs and brings, year by year (METHODS.md 5).

Amounts are in the book's currency and tax basis, in cents; years are fiscal ones.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.account import Account
from kam.domain.book import Folder
from kam.domain.deal import Deal
from kam.domain.fields import FIRST_YEAR
from kam.domain.fiscal import fiscal_year
from kam.domain.money import HUNDRED, ZERO, to_cents
from kam.domain.plan import Plan, Source, Takings, as_taken, plan_of, total
from kam.domain.sales import Sale, sold_until
from kam.domain.settings import Settings
from kam.domain.worth_model import WorthModel


@dataclass(frozen=True, slots=True, kw_only=True)
class EconomicYear:
    """One fiscal year of an account.

    `profit` = margin - upkeep - acquisition, the part of the acquisition cost that this year
    bears. `cumulative` = what margin less upkeep have brought up to the end of the year, less all
    that was invested by then. `assumed` is the part of the margin that nobody states. A `planned`
    year counts what is still expected of it, beside what has been sold in it.
    """

    year: int
    revenue: Decimal
    margin: Decimal
    upkeep: Decimal
    acquisition: Decimal
    profit: Decimal
    cumulative: Decimal
    planned: bool
    assumed: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Economics:
    """An account's years, and what they come to.

    Attributes:
        years: From the first sale or the winning of the account to the end of what is planned.
        plan: What the coming years rest on; None where nothing is expected of them.
        invested: The acquisition cost; None where none is stated.
        begun: The year in which it was spent.
        pays_by: The last of the years over which it is spread; None where the account states none.
        payback_year: The first year that ends with nothing of it left to be earned back.
        realised: The margin of what was sold, less the upkeep of the years up to this one.
        coming: The margin of what is expected, less the upkeep of the years after this one, each
            weighted by the chance that the customer is still there and discounted.
        sales: What the account has bought, as far as it converts.
        apart: What it has bought and nothing converts.
        open_apart: What is open and nothing converts, less what was ordered of it, by currency and
            amount as stated; it is in no plan.
    """

    years: tuple[EconomicYear, ...]
    plan: Plan | None
    invested: Decimal | None
    begun: int
    pays_by: int | None
    payback_year: int | None
    realised: Decimal
    coming: Decimal
    sales: tuple[Sale, ...]
    apart: tuple[Sale, ...]
    open_apart: tuple[tuple[str | None, Decimal], ...]

    @property
    def lifetime_value(self) -> Decimal:
        """CLV = sum of m(t) x r^t / (1 + d)^t - AC (METHODS.md 5)."""
        return self.realised + self.coming - (self.invested or ZERO)

    @property
    def pays(self) -> bool | None:
        """Whether the account is worth what it costs: it pays back while its cost is spread.

        None where no cost is stated, or nothing is known of what the account brings.
        """
        if self.invested is None or not any(year.revenue for year in self.years):
            return None
        if self.payback_year is None:
            return False
        return self.pays_by is None or self.payback_year <= self.pays_by

    @property
    def assumed(self) -> Decimal:
        """The part of all margins that nobody states."""
        return sum((year.assumed for year in self.years), ZERO)

    @property
    def margin(self) -> Decimal:
        """The margin of all years."""
        return sum((year.margin for year in self.years), ZERO)


def economics_of(
    folder: Folder, deals: Sequence[Deal], settings: Settings, model: WorthModel, today: date
) -> Economics:
    """The years of an account; `deals` are its own.

    What was sold up to `today` counts as it was. A year that is not over, or has not begun, counts
    what is expected beside it.
    """
    account = folder.account
    this = fiscal_year(today, settings)
    every = sold_until(folder, deals, settings, today)
    sales = tuple(sale for sale in every if sale.amount is not None)
    sold: dict[int, Takings] = {}
    for sale in sales:
        year = fiscal_year(sale.day, settings)
        sold[year] = total((sold.get(year, Takings()), as_taken(sale, account.acquisition, model)))
    plan = plan_of(folder, deals, sales, settings, model, today)
    span = _span(account, plan, sold, model, this)
    years = _years(account, plan, sold, span)
    return Economics(
        years=years,
        plan=plan,
        invested=account.acquisition.invested,
        begun=span.begun,
        pays_by=span.begun + span.spread - 1 if account.acquisition.years else None,
        payback_year=_payback(account, years),
        realised=sum((one.margin for one in sold.values()), ZERO)
        - sum((year.upkeep for year in years if year.year <= this), ZERO),
        coming=_coming(years, plan, this, model, begun=bool(sold)),
        sales=sales,
        apart=tuple(sale for sale in every if sale.amount is None),
        open_apart=tuple(_open_apart(folder, deals)),
    )


def _open_apart(folder: Folder, deals: Sequence[Deal]) -> Iterator[tuple[str | None, Decimal]]:
    for deal in deals:
        if deal.is_open and deal.unconverted:
            name = deal.id.partition("/")[2]
            own = (order.amount for order in folder.orders if order.opportunity == name)
            left = (deal.stated or ZERO) - sum(own, ZERO)
            if left > 0:
                yield deal.currency, left


class _Span(NamedTuple):
    """The years of an account: the first, this and the last one, and which bear the cost.

    It is spread over as many years from `begun` on as is stated, else over one; what is bought once
    has only the years of its purchase to bear it.
    """

    start: int
    this: int
    end: int
    begun: int
    spread: int


def _span(
    account: Account,
    plan: Plan | None,
    sold: Mapping[int, Takings],
    model: WorthModel,
    this: int,
) -> _Span:
    cost, expected = account.acquisition, plan.years if plan else ()
    since = () if cost.since is None else (cost.since,)
    start = min((*sold, *expected, *since), default=this)
    begun = start if cost.since is None else cost.since
    spread = max(1, cost.years or 1)
    pattern = account.purchasing.pattern
    once = plan.source is Source.ONCE if plan else pattern and pattern not in model.again
    if once:
        bought = [year for year, taken in sold.items() if taken.revenue > 0]
        own = {year for year in (*bought, *expected) if year >= begun}
        spread = min(spread, max(1, len(own)))
    return _Span(start, this, max(start, this, *expected), begun, spread)


def _years(
    account: Account, plan: Plan | None, sold: Mapping[int, Takings], span: _Span
) -> tuple[EconomicYear, ...]:
    cost = account.acquisition
    costs = any(one is not None for one in (cost.since, cost.invested, cost.upkeep_per_year))
    if not (sold or plan or costs):
        return ()
    rows: list[EconomicYear] = []
    cumulative = ZERO
    for year in range(span.start, span.end + 1):
        hoped = plan.years.get(year, Takings()) if plan else Takings()
        taken = total((sold.get(year, Takings()), hoped))
        upkeep = (cost.upkeep_per_year or ZERO) if year >= span.begun else ZERO
        acquisition = _part(cost.invested or ZERO, year - span.begun, span.spread)
        cumulative += taken.margin - upkeep
        cumulative -= (cost.invested or ZERO) if year == span.begun else ZERO
        rows.append(
            EconomicYear(
                year=year,
                revenue=taken.revenue,
                margin=taken.margin,
                upkeep=upkeep,
                acquisition=acquisition,
                profit=taken.margin - upkeep - acquisition,
                cumulative=cumulative,
                planned=year > span.this or hoped.revenue > 0,
                assumed=taken.assumed,
            )
        )
    return tuple(rows)


def _part(invested: Decimal, place: int, spread: int) -> Decimal:
    """The part of the cost that falls into one year, from 0; all of them add up to it."""
    if not 0 <= place < spread:
        return ZERO
    return to_cents(invested * (place + 1) / spread) - to_cents(invested * place / spread)


def _payback(account: Account, years: Sequence[EconomicYear]) -> int | None:
    """The first year, of those since the cost was borne, that ends with nothing left of it."""
    cost = account.acquisition
    if cost.invested is None:
        return None
    begun = cost.since or FIRST_YEAR
    return next((one.year for one in years if one.year >= begun and one.cumulative >= 0), None)


def _coming(
    years: Sequence[EconomicYear], plan: Plan | None, this: int, model: WorthModel, *, begun: bool
) -> Decimal:
    """What the planned years still bring; the upkeep of this one is borne already.

    Of a customer yet to be won the first is certain, t = 0, as what has been sold is of another.
    """
    keep = model.retention / HUNDRED / (1 + model.discount / HUNDRED)
    value = ZERO
    planned = [year for year in years if year.planned]
    for place, year in enumerate(planned, start=int(begun)):
        brings = plan.years.get(year.year, Takings()).margin if plan else ZERO
        value += (brings - (year.upkeep if year.year > this else ZERO)) * keep**place
    return to_cents(value)
