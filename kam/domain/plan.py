"""What an account is expected to bring in the coming years, and what that rests on.

Amounts are in the book's currency and tax basis, in cents; years are fiscal ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.account import Acquisition
from kam.domain.book import Folder
from kam.domain.conversion import order_value
from kam.domain.deal import Deal
from kam.domain.fields import LAST_YEAR
from kam.domain.fiscal import fiscal_year
from kam.domain.money import ZERO, percent_of, share_out, to_cents
from kam.domain.periods import Period
from kam.domain.sales import Sale, in_last
from kam.domain.settings import Settings
from kam.domain.states import ClosedWord, Kind, State
from kam.domain.worth_model import WorthModel


class Source(ClosedWord):
    """What a plan rests on."""

    EXPECTED = "expected"
    PACE = "pace"
    OPPORTUNITIES = "opportunities"
    ONCE = "once"


class Takings(NamedTuple):
    """Sales and their margin; `assumed` is the part of the margin that nobody states."""

    revenue: Decimal = ZERO
    margin: Decimal = ZERO
    assumed: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Plan:
    """What is expected, by year; of this year what is still to come beside what has been sold.

    `source`: `expected`, stated by the account, every year; `pace`, the purchases of the last
    months go on; `opportunities`, what is open is won and comes again every year; `once`, it is won
    and does not come again.
    """

    source: Source
    years: Mapping[int, Takings]


def total(parts: Sequence[Takings]) -> Takings:
    """Several takings together."""
    return Takings(*(sum(one, ZERO) for one in zip(*parts, strict=True)))


def as_taken(sale: Sale, cost: Acquisition, model: WorthModel) -> Takings:
    """A sale that converts, with its margin as stated, else as `at_margin` has it."""
    revenue = sale.amount or ZERO
    if sale.margin is not None:
        return Takings(revenue, sale.margin)
    return at_margin(revenue, cost, model)


def at_margin(revenue: Decimal, cost: Acquisition, model: WorthModel) -> Takings:
    """Revenue with the margin that the account expects, else as the model assumes it."""
    if cost.expected_margin is not None:
        return Takings(revenue, percent_of(revenue, cost.expected_margin))
    margin = percent_of(revenue, model.margin)
    return Takings(revenue, margin, margin)


def plan_of(  # noqa: PLR0913, PLR0917 - the facts that a plan is made of
    folder: Folder,
    deals: Sequence[Deal],
    sales: Sequence[Sale],
    settings: Settings,
    model: WorthModel,
    today: date,
) -> Plan | None:
    """What the coming years bring, this one included; None where nothing says.

    A customer comes again as its purchasing pattern says; where it says nothing, one of whom a
    figure a year is stated does, and one who bought in more than one year and bought lately. What
    is expected once and was bought in an earlier year is not expected again.
    """
    cost, pattern = folder.account.acquisition, folder.account.purchasing.pattern
    this = fiscal_year(today, settings)
    pace = total([as_taken(sale, cost, model) for sale in in_last(sales, model.months, today)])
    hopes = _hopes(folder, deals, settings, this)
    stated = cost.expected_per_year
    bought = {fiscal_year(sale.day, settings) for sale in sales if sale.counts}
    if pattern is not None:
        again = pattern in model.again
    else:
        again = stated is not None or (len(bought) > 1 and pace.revenue > 0)
    first = max(this, cost.since or this)
    begin = first if sales else min(hopes, default=first)
    begun = min((fiscal_year(sale.day, settings) for sale in sales), default=begin)
    through = (cost.since or begun) + (cost.years or 1) - 1
    taken = total(
        [as_taken(sale, cost, model) for sale in sales if fiscal_year(sale.day, settings) == this]
    )
    if stated is not None and again:
        each = _every_year(at_margin(stated, cost, model), begin, through, model)
        return Plan(Source.EXPECTED, _beside(each, this, taken))
    if stated is not None and not any((cost.since or year) <= year < begin for year in bought):
        once = {begin: at_margin(stated, cost, model)}
        return Plan(Source.ONCE, _beside(once, this, taken))
    if again and pace.revenue > 0:
        return Plan(Source.PACE, _beside(_every_year(pace, this, through, model), this, taken))
    if not hopes:
        return None
    if again:
        span = max(hopes) - min(hopes) + 1
        hoped = at_margin(to_cents(sum(hopes.values(), ZERO) / span), cost, model)
        return Plan(Source.OPPORTUNITIES, _every_year(hoped, min(hopes), through, model))
    return Plan(
        Source.ONCE,
        {year: at_margin(amount, cost, model) for year, amount in sorted(hopes.items())},
    )


def _every_year(taken: Takings, first: int, through: int, model: WorthModel) -> dict[int, Takings]:
    """As far as the model looks ahead, and at least to the last year that bears the cost."""
    last = min(max(first + model.horizon - 1, through), LAST_YEAR)
    return dict.fromkeys(range(first, last + 1), taken)


def _beside(years: dict[int, Takings], this: int, taken: Takings) -> dict[int, Takings]:
    """The same with what this year still brings beside what was sold in it, at the same margin.

    What credit notes outweigh has brought nothing of what is expected.
    """
    hoped = years.get(this, Takings())
    rest = hoped.revenue - max(ZERO, taken.revenue)
    if rest == hoped.revenue:
        return years
    if rest <= 0:
        return {**years, this: Takings()}
    parts = (to_cents(part * rest / hoped.revenue) for part in (hoped.margin, hoped.assumed))
    return {**years, this: Takings(rest, *parts)}


def _hopes(
    folder: Folder, deals: Sequence[Deal], settings: Settings, this: int
) -> dict[int, Decimal]:
    """What is open by the year in which it is due, none earlier than this one: as if it were won.

    An opportunity with a schedule is shared out over its years, less what was ordered of it: that
    has been sold. What is on hold, superseded by another alternative or not converted is left out.
    """
    schedules = {one.reference: one.schedule for one in folder.opportunities}
    ordered = _ordered(folder, settings)
    hopes: dict[int, Decimal] = {}
    for deal in deals:
        left = deal.value - ordered.get(deal.id, ZERO)
        if deal.state is not State.OPEN or deal.superseded or left <= 0:
            continue
        phases = [phase for phase in schedules.get(deal.id, ()) if phase.amount > 0]
        for phase, part in zip(
            phases, share_out(left, [one.amount for one in phases]), strict=True
        ):
            year = Period.parse(phase.period, settings.fiscal_year_start).fiscal_year
            hopes[max(year, this)] = hopes.get(max(year, this), ZERO) + part
        if not phases:
            year = fiscal_year(deal.close_date, settings) if deal.close_date else this
            hopes[max(year, this)] = hopes.get(max(year, this), ZERO) + left
    return hopes


def _ordered(folder: Folder, settings: Settings) -> dict[str, Decimal]:
    """What was ordered of each opportunity, save of frameworks: theirs is what orders have left."""
    found: dict[str, Decimal] = {}
    by_id = {one.id: one for one in folder.opportunities if one.kind is not Kind.FRAMEWORK}
    for order in folder.orders:
        one = by_id.get(order.opportunity or "")
        if one is not None:
            value = order_value(order, one, settings) or ZERO
            found[one.reference] = found.get(one.reference, ZERO) + value
    return found
