"""The sellers' calls: which one holds on a day (SPEC.md 1, calls.yaml)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from kam.domain.incentives import Call
from kam.domain.periods import Period

Seat = tuple[str, Period]
"""An owner and a period."""


def calls_in_force(calls: Iterable[Call], day: date, year_start: int) -> dict[Seat, Call]:
    """The call that holds on a day for each owner and period: the latest of those said by then.

    Of one day it is the last one in the file; earlier ones are history.
    """
    said = sorted((call for call in calls if call.date <= day), key=lambda call: call.date)
    return {(call.owner, Period.parse(call.period, year_start)): call for call in said}


def best_case_of(call: Call) -> Decimal:
    """What a call says may come at best: its commit where it says nothing of that."""
    return call.commit if call.best_case is None else call.best_case
