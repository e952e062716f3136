"""How long deals stand at a stage, and which stand longer than it allows (METHODS.md 7)."""

from datetime import date

from kam.domain.deal import Deal
from kam.domain.playbook import Playbook
from kam.domain.settings import WorkCalendar
from kam.domain.states import State
from kam.domain.workdays import workday_by, workdays_between


def days_in_stage(deal: Deal, today: date) -> int | None:
    """Calendar days since the last history entry (METHODS.md 11).

    None for a deal that has ended, or that has no history.
    """
    if not deal.is_open or deal.entered is None:
        return None
    return max(0, (today - deal.entered).days)


def workdays_in_stage(deal: Deal, calendar: WorkCalendar, today: date) -> int | None:
    """The working days among `days_in_stage`; None where that is (METHODS.md 11)."""
    if not deal.is_open or deal.entered is None:
        return None
    return workdays_between(deal.entered, today, calendar)


def stalled_days(deal: Deal, playbook: Playbook, calendar: WorkCalendar, today: date) -> int | None:
    """Working days without progress, where they exceed what the stage allows (METHODS.md 7).

    None for a deal that is within its limit, on hold or closed, or has no stage or history yet.
    """
    if deal.state is not State.OPEN or deal.stage is None or deal.entered is None:
        return None
    limit = playbook.stages[deal.stage].stall_days
    days = workdays_between(deal.entered, today, calendar)
    return days if limit is not None and days > limit else None


def reached_by(deal: Deal, playbook: Playbook, calendar: WorkCalendar, last: date) -> date | None:
    """The last day on which a deal may stand at its stage, if that is by `last`.

    None also for a deal that is on hold or closed, or has no stage, history or limit.
    """
    return _after_limit(deal, playbook, calendar, last, 0)


def stalls_on(deal: Deal, playbook: Playbook, calendar: WorkCalendar, last: date) -> date | None:
    """The first day on which a deal has stood longer than its stage allows, if that is by `last`.

    None also where `stalled_days` never counts one.
    """
    return _after_limit(deal, playbook, calendar, last, 1)


def _after_limit(
    deal: Deal, playbook: Playbook, calendar: WorkCalendar, last: date, more: int
) -> date | None:
    """The day so many working days after the limit of a deal's stage, if that is by `last`."""
    if deal.state is not State.OPEN or deal.stage is None or deal.entered is None:
        return None
    limit = playbook.stages[deal.stage].stall_days
    return None if limit is None else workday_by(deal.entered, limit + more, calendar, last)
