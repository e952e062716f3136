"""The procurement centre: a visit every month, before its monthly tender (METHODS.md 7)."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from kam.domain.account import Centre
from kam.domain.activity import Activity
from kam.domain.book import Folder
from kam.domain.consistency import split_reference
from kam.domain.periods import months_after, months_before
from kam.domain.rhythm_model import RhythmModel
from kam.domain.settings import WorkCalendar
from kam.domain.workdays import is_workday

FIRST = 1
"""The day on which a month begins where no tender says."""


class Cycle(NamedTuple):
    """From one tender to the next, a calendar month where no day is known.

    A visit counts from `start` to the day before `tender`; it is due on the last working day.
    """

    start: date
    tender: date
    due: date

    def holds(self, day: date) -> bool:
        """Whether a day lies between the two tenders."""
        return self.start <= day < self.tender


def cycle_on(centre: Centre, day: date, work: WorkCalendar) -> Cycle:
    """The cycle in which a day lies; the day of a tender begins one."""
    wanted = centre.tender_day or FIRST
    start = _day_in(day, wanted)
    if start > day:
        start = _day_in(months_before(day.replace(day=FIRST), 1), wanted)
    tender = _day_in(months_after(start.replace(day=FIRST), 1), wanted)
    return Cycle(start, tender, _last_workday(start, tender, work))


def cycles(centre: Centre, today: date, last: date, work: WorkCalendar) -> Iterator[Cycle]:
    """The cycles from the present one on whose visit is due by `last`."""
    cycle = cycle_on(centre, today, work)
    while cycle.start < cycle.tender and cycle.due <= last:
        yield cycle
        cycle = cycle_on(centre, cycle.tender, work)


def centre_visits(folder: Folder, centre: Centre, model: RhythmModel, today: date) -> list[date]:
    """The days on which the centre was visited: by its contact, where one is named."""
    return [
        entry.date
        for entry in folder.activities
        if entry.date <= today
        and entry.kind in model.centre.visits
        and _meets(folder.account.id, entry, centre)
    ]


def _meets(account: str, entry: Activity, centre: Centre) -> bool:
    if centre.contact is None:
        return True
    wanted = split_reference(account, centre.contact)
    return any(split_reference(account, name) == wanted for name in entry.with_)


def _day_in(day: date, wanted: int) -> date:
    """That day of the month, its last one where it is shorter."""
    return day.replace(day=min(wanted, calendar.monthrange(day.year, day.month)[1]))


def _last_workday(start: date, tender: date, work: WorkCalendar) -> date:
    day = tender - timedelta(days=1)
    while day > start and not is_workday(day, work):
        day -= timedelta(days=1)
    return day if is_workday(day, work) else tender - timedelta(days=1)
