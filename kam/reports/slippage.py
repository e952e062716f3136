"""Slippage: what was due in a period at its start and is due later by now (METHODS.md 11)."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from kam.domain.deal import Deal
from kam.domain.money import ZERO


def measure_slippage(due: Iterable[Deal], deals: Sequence[Deal], last_day: date) -> Decimal | None:
    """Amount due in the period at its start, still open and now due later / all due at its start.

    Args:
        due: The deals that were due in the period as it began, as they were counted then.
        deals: All deals as they are now, under whatever id.
        last_day: Of the period.

    Returns:
        A ratio from 0 to 1; None where nothing was due.
    """
    now = {name: deal for deal in deals for name in deal.formerly}
    now |= {deal.id: deal for deal in deals}
    whole = slipped = ZERO
    for then in due:
        whole += then.value
        deal = now.get(then.id)
        if deal and deal.is_open and deal.close_date and deal.close_date > last_day:
            slipped += then.value
    return slipped / whole if whole else None
