"""An opportunity's amount over the phases of its schedule (SPEC.md 1).

A phase counts on the last day of its period: by then it has been delivered.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.deal import Deal
from kam.domain.lines import OTHER_LINE
from kam.domain.money import ZERO, percent_of, share_out, to_cents
from kam.domain.opportunity import Phase
from kam.domain.periods import Period
from kam.domain.states import Kind

Lines = tuple[tuple[str, Decimal], ...]


class PhasePart(NamedTuple):
    """What a phase brings of a deal, in the book's currency; `day` is None for what none has."""

    day: date | None
    amount: Decimal
    weighted: Decimal
    lines: Lines


def phase_parts(
    deal: Deal, schedule: Iterable[Phase], ordered: Decimal, year_start: int
) -> tuple[PhasePart, ...]:
    """Share out over its phases what a deal has left beyond its orders; the parts add up to it.

    Orders take the earliest phases. What the phases leave is a part without a day; where they are
    more than is left, it is shared out in proportion.

    Args:
        deal: The deal; of an open framework its amount is less the orders already.
        schedule: Its phases; those of nothing or less are left out.
        ordered: What its orders have taken, as stated in the deal's currency.
        year_start: The month in which a fiscal year begins.
    """
    left = (deal.stated or ZERO) - ordered
    if not deal.amount or deal.stated is None or left * deal.stated <= 0:
        return ()
    whole, weighted = deal.amount, deal.weighted
    if ordered and deal.kind is not Kind.FRAMEWORK:
        whole = to_cents(deal.amount * left / deal.stated)
        weighted = percent_of(whole, deal.probability) if deal.is_open else ZERO
    days, sizes = _left(schedule, ordered, year_start)
    rest = left - sum(sizes, ZERO)
    if rest > 0 or not sizes:
        days, sizes = [*days, None], [*sizes, rest]
    amounts, weights = share_out(whole, sizes), share_out(weighted, sizes)
    lines = tuple(_lines(deal.lines, whole, amounts))
    return tuple(map(PhasePart, days, amounts, weights, lines))


def _left(
    schedule: Iterable[Phase], ordered: Decimal, year_start: int
) -> tuple[list[date | None], list[Decimal]]:
    """The days and amounts of the phases beyond what was ordered, the earliest first."""
    phases = sorted(
        (Period.parse(phase.period, year_start).last_day, phase.amount)
        for phase in schedule
        if phase.amount > 0
    )
    days: list[date | None] = []
    sizes: list[Decimal] = []
    for day, amount in phases:
        taken = min(amount, max(ordered, ZERO))
        ordered -= taken
        if amount > taken:
            days.append(day)
            sizes.append(amount - taken)
    return days, sizes


def _lines(lines: Lines, whole: Decimal, amounts: Sequence[Decimal]) -> Iterator[Lines]:
    """The product lines of each part; they add up to the part, and over the parts to the line."""
    names, sizes = zip(*(lines or ((OTHER_LINE, whole),)), strict=True)
    left = share_out(whole, sizes)
    for place, amount in enumerate(amounts):
        own = left if place == len(amounts) - 1 else share_out(amount, left)
        left = tuple(rest - part for rest, part in zip(left, own, strict=True))
        yield tuple((name, part) for name, part in zip(names, own, strict=True) if part)
