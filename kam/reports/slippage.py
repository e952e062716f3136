"""Slippage: what was due in a period at its start and is due later by now (METHODS.md 11)."""

from collections.abc import Iterable
from decimal import Decimal

from kam.domain.conversion import Terms, convert
from kam.domain.deal import Deal
from kam.domain.money import ZERO
from kam.domain.periods import Period
from kam.domain.settings import Amounts, Settings, TaxBasis
from kam.domain.trail import Stand, Trails


def measure_slippage(
    deals: Iterable[Deal], trails: Trails | None, settings: Settings, period: Period
) -> Decimal | None:
    """Amount due in the period at its start, still open and now due later / all due at its start.

    Amounts are those of the start, at its rates. What was on hold then was due in no period; what
    has no amount or no rate adds nothing, and neither does an alternative that does not count now
    or what is no longer in the book.

    Args:
        deals: Those to be looked at, as they are now.
        trails: What was committed of them.
        settings: Of the book.
        period: The period; one that has begun.

    Returns:
        A ratio from 0 to 1; None where nothing is known to have been due.
    """
    if trails is None:
        return None
    due = slipped = ZERO
    for deal in deals:
        amount = _due_at_start(deal, trails, settings, period)
        due += amount
        if deal.is_open and deal.close_date and deal.close_date > period.last_day:
            slipped += amount
    return slipped / due if due else None


def _due_at_start(deal: Deal, trails: Trails, settings: Settings, period: Period) -> Decimal:
    start = period.first_day
    if deal.superseded or (deal.closed_on is not None and deal.closed_on < start):
        return ZERO
    stand = trails.due(deal, start, period.last_day)
    if stand is None or stand.rests or not stand.amount:
        return ZERO
    return convert(Decimal(stand.amount), _terms(stand, settings), settings, start) or ZERO


def _terms(stand: Stand, settings: Settings) -> Terms:
    basis = Amounts(
        tax=TaxBasis(stand.tax) if stand.tax else None,
        rate=Decimal(stand.tax_rate) if stand.tax_rate else None,
    )
    return Terms(stand.currency or settings.currency, basis)
