"""What an account is expected to bring in the coming years, and what that rests on.

Amounts are in the book's currency and tax basis, in cents; years are fiscal ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.book import Folder
from kam.domain.deal import Deal
from kam.domain.fields import LAST_YEAR
from kam.domain.money import ZERO, percent_of, share_out, to_cents
from kam.domain.periods import Grain, Period
from kam.domain.sales import Sale, in_last
from kam.domain.settings import Settings
from kam.domain.states import ClosedWord, State
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
    """What is expected, by year.

    `source`: `expected`, stated by the account, every year; `pace`, the purchases of the last
    months go on; `opportunities`, what is open is won and comes again every year; `once`, it is won
    and does not come again.
    """

    source: Source
    years: Mapping[int, Takings]


def total(parts: Sequence[Takings]) -> Takings:
    """Several takings together."""
    return Takings(*(sum(one, ZERO) for one in zip(*parts, strict=True)))


def as_taken(sale: Sale, model: WorthModel) -> Takings:
    """A sale that converts, with its margin as stated, else as the model assumes it."""
    revenue = sale.amount or ZERO
    if sale.margin is not None:
        return Takings(revenue, sale.margin)
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
    figure a year is stated does, and one who bought in more than one year and bought lately.
    """
    account = folder.account
    this = fiscal_year(today, settings)
    pace = total([as_taken(sale, model) for sale in in_last(sales, model.months, today)])
    hopes = _hopes(folder, deals, settings, this)
    stated = account.acquisition.expected_per_year
    pattern = account.purchasing.pattern
    if pattern is not None:
        again = pattern in model.again
    else:
        bought = {fiscal_year(sale.day, settings) for sale in sales if sale.counts}
        again = stated is not None or (len(bought) > 1 and pace.revenue > 0)
    first = max(this, account.acquisition.since or this)
    if stated is not None:
        begin = first if sales else min(hopes, default=first)
        hoped = _hoped(stated, folder, model)
        if not again:
            return Plan(Source.ONCE, {begin: hoped})
        return Plan(Source.EXPECTED, _every_year(hoped, begin, model))
    if again and pace.revenue > 0:
        return Plan(Source.PACE, _every_year(pace, this, model))
    if not hopes:
        return None
    if again:
        span = max(hopes) - min(hopes) + 1
        hoped = _hoped(to_cents(sum(hopes.values(), ZERO) / span), folder, model)
        return Plan(Source.OPPORTUNITIES, _every_year(hoped, min(hopes), model))
    return Plan(
        Source.ONCE, {year: _hoped(amount, folder, model) for year, amount in sorted(hopes.items())}
    )


def fiscal_year(day: date, settings: Settings) -> int:
    """The fiscal year that a day lies in."""
    return Period.of(day, Grain.YEAR, settings.fiscal_year_start).fiscal_year


def _hoped(revenue: Decimal, folder: Folder, model: WorthModel) -> Takings:
    """Revenue with the margin that the account expects, else as the model assumes it."""
    stated = folder.account.acquisition.expected_margin
    if stated is not None:
        return Takings(revenue, percent_of(revenue, stated))
    margin = percent_of(revenue, model.margin)
    return Takings(revenue, margin, margin)


def _every_year(taken: Takings, first: int, model: WorthModel) -> dict[int, Takings]:
    return dict.fromkeys(range(first, min(first + model.horizon, LAST_YEAR + 1)), taken)


def _hopes(
    folder: Folder, deals: Sequence[Deal], settings: Settings, this: int
) -> dict[int, Decimal]:
    """What is open by the year in which it is due, none earlier than this one: as if it were won.

    An opportunity with a schedule is shared out over its years. What is on hold, superseded by
    another alternative or not converted is left out.
    """
    schedules = {one.reference: one.schedule for one in folder.opportunities}
    hopes: dict[int, Decimal] = {}
    for deal in deals:
        if deal.state is not State.OPEN or deal.superseded or deal.value <= 0:
            continue
        phases = [phase for phase in schedules.get(deal.id, ()) if phase.amount > 0]
        for phase, part in zip(
            phases, share_out(deal.value, [one.amount for one in phases]), strict=True
        ):
            year = Period.parse(phase.period, settings.fiscal_year_start).fiscal_year
            hopes[max(year, this)] = hopes.get(max(year, this), ZERO) + part
        if not phases:
            year = fiscal_year(deal.close_date, settings) if deal.close_date else this
            hopes[max(year, this)] = hopes.get(max(year, this), ZERO) + deal.value
    return hopes
