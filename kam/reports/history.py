"""History: what became of an account or opportunity, from its entries and git's record in one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Any

from kam.domain.account import Account
from kam.domain.opportunity import Opportunity
from kam.domain.settings import WorkCalendar
from kam.domain.trail import count_pushes
from kam.domain.workdays import workdays_between
from kam.reports.events import Event, Life, account_events, opportunity_events
from kam.reports.versions import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The result of the history report.

    Attributes:
        as_of: The day that it goes to.
        name: The account or opportunity.
        title: What people call it; None where no version reads.
        events: The oldest first.
        pushes: The push count of the opportunity; None of an account.
        days_in_stage: Calendar days since the last entry of an open one; None otherwise.
        workdays_in_stage: The working days among them.
        committed: Whether there is a history in git.
    """

    as_of: date
    name: str
    title: str | None
    events: tuple[Event, ...]
    pushes: int | None = None
    days_in_stage: int | None = None
    workdays_in_stage: int | None = None
    committed: bool = True


def build_opportunity_history(
    life: Life[Opportunity], entered: date | None, calendar: WorkCalendar, today: date
) -> History:
    """The history of an opportunity.

    Args:
        life: Its versions.
        entered: The day of the last entry, while it is open.
        calendar: The working days of the book.
        today: The day up to which its age in stage is counted.
    """
    files = [version.file for version in life.versions if version.file]
    dates = [file.close_date.isoformat() for file in files if file.close_date]
    return History(
        as_of=today,
        name=life.name,
        title=files[-1].name if files else None,
        events=_in_order([opportunity_events(life)]),
        pushes=count_pushes(dates),
        days_in_stage=None if entered is None else max(0, (today - entered).days),
        workdays_in_stage=None if entered is None else workdays_between(entered, today, calendar),
        committed=_is_committed([life.versions]),
    )


def build_account_history(
    life: Life[Account], opportunities: Sequence[Life[Opportunity]], today: date
) -> History:
    """The history of an account, with that of each of its opportunities."""
    files = [version.file for version in life.versions if version.file]
    events = [account_events(life), *(opportunity_events(one) for one in opportunities)]
    return History(
        as_of=today,
        name=life.name,
        title=files[-1].name if files else None,
        events=_in_order(events),
        committed=_is_committed([life.versions, *(one.versions for one in opportunities)]),
    )


def _in_order(events: Iterable[Iterable[Event]]) -> tuple[Event, ...]:
    """By day; what happened on one day stays in the order of the versions."""
    return tuple(sorted(chain.from_iterable(events), key=lambda event: event.date))


def _is_committed(lives: Iterable[Sequence[Version[Any]]]) -> bool:
    return any(one.origin and one.origin.commit for versions in lives for one in versions)
