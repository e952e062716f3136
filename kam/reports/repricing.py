"""What an amount of today would be at the rates of an earlier day, as far as two rows tell.

A row has its amount as it is stated and as it counts in the book; what lies between is the rate and
the tax basis, of the book, of the file or of a closing. Whatever changed of these is no change of
the amount.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.deal import Deal
from kam.domain.money import HUNDRED, ZERO, rate_on, to_cents
from kam.domain.settings import Settings
from kam.domain.states import Kind

_HALF_CENT = Decimal("0.005")


class Rates(NamedTuple):
    """The rates and the tax basis of a book on a day."""

    settings: Settings
    day: date


def at_old_rates(before: Deal, after: Deal, worth: Decimal, then: Rates, now: Rates) -> Decimal:
    """What `worth` would be with all that stood between stated and counted before.

    An amount in another currency than before was stated anew: all of it is a change of the amount.

    Args:
        before: The row of the earlier day; its amount is known.
        after: The row of the later day; its amount converts.
        worth: What the later one counts: its amount, or what is left of a framework.
        then: The rates of `before`.
        now: Those of `after`.
    """
    if before.currency != after.currency or not before.stated or not before.amount:
        return worth
    if Kind.FRAMEWORK in {before.kind, after.kind}:  # orders take from what is stated
        return to_cents(worth * _turn(before.currency, then, now))
    return before.value if before.stated == after.stated else _priced(before, after, then, now)


def _turn(currency: str | None, then: Rates, now: Rates) -> Decimal:
    """How many times the later rate of a currency goes into the earlier one."""
    if currency is None:
        return Decimal(1)
    old, new = (rate_on(rates.settings, currency, rates.day) for rates in (then, now))
    return old / new if old and new else Decimal(1)


def _priced(before: Deal, after: Deal, then: Rates, now: Rates) -> Decimal:
    """The later stated amount at the earlier price of one unit.

    A row tells its price to as many digits as it has. So it is the same price where the book has
    the same ones and both rows allow it; else that of the book which explains the earlier row.
    """
    stated, later = before.stated or ZERO, after.stated or ZERO
    old, new = (tuple(_prices(before.currency, rates)) for rates in (then, now))
    alike = _is_one_price(before, after)
    if alike and old == new:
        return after.value
    for price in old:
        if to_cents(stated * price) == before.value:
            return to_cents(later * price)
    return after.value if alike else to_cents(later * before.value / stated)


def _is_one_price(before: Deal, after: Deal) -> bool:
    """Whether one price may stand behind both rows, as they are rounded to cents."""
    if not before.stated or not after.stated:
        return False
    margin = abs(_HALF_CENT / before.stated) + abs(_HALF_CENT / after.stated)
    return abs(before.value / before.stated - after.value / after.stated) <= margin


def _prices(currency: str | None, rates: Rates) -> Iterator[Decimal]:
    """What one unit of a currency counts in a book, without and with its tax rate."""
    settings = rates.settings
    rate = Decimal(1) if currency is None else rate_on(settings, currency, rates.day)
    if rate is None:
        return
    rate /= settings.shown_at
    yield rate
    if settings.amounts.rate is not None:
        factor = 1 + settings.amounts.rate / HUNDRED
        yield from (rate * factor, rate / factor)
