"""Deals that stand longer at a stage than it allows (METHODS.md 7)."""

from datetime import date

from kam.domain.deal import Deal
from kam.domain.playbook import Playbook
from kam.domain.settings import WorkCalendar
from kam.domain.states import State
from kam.domain.workdays import workdays_between


def stalled_days(deal: Deal, playbook: Playbook, calendar: WorkCalendar, today: date) -> int | None:
    """Working days without progress, where they exceed what the stage allows (METHODS.md 7).

    None for a deal that is within its limit, on hold or closed, or has no stage or history yet.
    """
    if deal.state is not State.OPEN or deal.stage is None or deal.entered is None:
        return None
    limit = playbook.stages[deal.stage].stall_days
    days = workdays_between(deal.entered, today, calendar)
    return days if limit is not None and days > limit else None
