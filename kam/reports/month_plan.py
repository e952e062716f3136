"""The month-end plan: the visits and milestones of a month, each with one owner (METHODS.md 7)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from kam.domain.periods import Period
from kam.reports.agenda import EVERY_SOURCE, collect, sifter
from kam.reports.agenda_items import AgendaItem, Ground, Kind, Source
from kam.reports.agenda_sources import milestones, stalled
from kam.reports.selection import EVERYTHING, Filter

PLANNED: tuple[Source, ...] = (
    milestones,
    *(source for source in EVERY_SOURCE if source is not stalled),
)
"""Where the lines of a plan come from; what stalls stands in it as its next milestone."""
VISITS = frozenset({Kind.TOUCH, Kind.REVISIT, Kind.CENTRE, Kind.EVENT})
"""The kinds for which somebody goes to the customer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPlan:
    """The result of the month-end plan.

    Attributes:
        as_of: Today.
        month: The month that is planned.
        rows: Its lines, each with all its days in the month, by the first of them.
        shared: Accounts that several people are to visit, with these people.
        earlier: How many lines of the agenda are due before the month.
    """

    as_of: date
    month: Period
    rows: tuple[AgendaItem, ...]
    shared: dict[str, tuple[str, ...]]
    earlier: int

    @property
    def owners(self) -> tuple[str | None, ...]:
        """Who has something in it, by id; first nobody, where there is such a line."""
        found = {row.owner for row in self.rows}
        return tuple(sorted(found, key=lambda owner: owner or ""))

    @property
    def visits(self) -> int:
        """How many visits it holds."""
        return sum(len(row.dates) for row in self.rows if row.kind in VISITS)

    @property
    def nobody(self) -> int:
        """How many of its lines have no owner."""
        return sum(row.owner is None for row in self.rows)


def build_month_plan(ground: Ground, month: Period, chosen: Filter = EVERYTHING) -> MonthPlan:
    """Plan a month that has not ended; of the present one what is late is still to be done.

    A rhythm is taken to be kept until the month: what is late is done today.

    Args:
        ground: The parts of the book; up to which day it looks is the month's.
        month: The month.
        chosen: The filter; the owner that counts is each line's own.
    """
    mine = sifter(ground, chosen)
    whole = replace(ground, last=month.last_day, repeats=True)
    planned = (_within(item, month, ground.today) for item in collect(whole, PLANNED))
    rows = mine(sorted((item for item in planned if item), key=lambda item: item.order))
    before = month.first_day - timedelta(days=1)
    due = collect(replace(ground, last=before), EVERY_SOURCE) if ground.today <= before else ()
    return MonthPlan(
        as_of=ground.today,
        month=month,
        rows=rows,
        shared=_shared(rows),
        earlier=sum(item.due <= before for item in mine(due)),
    )


def _within(item: AgendaItem, month: Period, today: date) -> AgendaItem | None:
    """A line with its days in the month; in the present month with those that are late, too.

    A milestone that should have been reached before a month to come is for its first day.
    """
    first, last = month.first_day, month.last_day
    if item.kind is Kind.MILESTONE and item.due < first and today < first:
        return replace(item, due=first, dates=(first,))
    days = tuple(day for day in item.dates if day <= last and (day >= first or first <= today))
    return replace(item, due=days[0], dates=days) if days else None


def _shared(rows: tuple[AgendaItem, ...]) -> dict[str, tuple[str, ...]]:
    owners: dict[str, set[str]] = {}
    for row in rows:
        if row.owner and row.kind in VISITS:
            owners.setdefault(row.account, set()).add(row.owner)
    return {
        account: tuple(sorted(found)) for account, found in sorted(owners.items()) if len(found) > 1
    }
