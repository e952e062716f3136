"""The agenda: what asks for something today or within some days, the most urgent first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from kam.domain.deals import topmost_parents
from kam.reports.agenda_items import AgendaItem, Ground, Source
from kam.reports.agenda_payments import payments
from kam.reports.agenda_service import AFTER_SALE
from kam.reports.agenda_sources import SOURCES, asleep, undated
from kam.reports.selection import EVERYTHING, Filter, acceptor, facts_of

EVERY_SOURCE: tuple[Source, ...] = (*SOURCES, *AFTER_SALE, payments)
"""Where the lines of an agenda come from, before a sale and after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """The result of the agenda.

    Attributes:
        as_of: Today.
        last: The last day that it is about.
        owner: Whose it is; None: everybody's that the filter lets through.
        rows: What is due, by day.
        snoozed: Steps that would be due and are put off, by the day on which they are back.
        undated: How many open steps have no day.
        others: How many more rows there would be with everybody's.
    """

    as_of: date
    last: date
    owner: str | None
    rows: tuple[AgendaItem, ...]
    snoozed: tuple[AgendaItem, ...]
    undated: int
    others: int

    @property
    def late(self) -> int:
        """How many rows were due before today."""
        return sum(row.due < self.as_of for row in self.rows)

    @property
    def today(self) -> int:
        """How many rows are due today."""
        return sum(row.due == self.as_of for row in self.rows)


def build_agenda(ground: Ground, chosen: Filter = EVERYTHING) -> Agenda:
    """The agenda of whom the filter lets through; the owner that counts is each line's own.

    One of more days has every line that one of fewer days has.
    """
    mine = sifter(ground, chosen)
    everybody = sifter(ground, chosen._replace(owner=None, team=None))
    found = collect(ground, EVERY_SOURCE)
    rows = mine(found)
    return Agenda(
        as_of=ground.today,
        last=ground.last,
        owner=chosen.owner,
        rows=rows,
        snoozed=mine(collect(ground, (asleep,))),
        undated=len(mine(collect(ground, (undated,)))),
        others=len(everybody(found)) - len(rows),
    )


def collect(ground: Ground, sources: Iterable[Source]) -> tuple[AgendaItem, ...]:
    """The lines of all accounts, in their order."""
    found = [item for one in sources for folder in ground.folders for item in one(ground, folder)]
    return tuple(sorted(found, key=lambda item: item.order))


def sifter(
    ground: Ground, chosen: Filter
) -> Callable[[Iterable[AgendaItem]], tuple[AgendaItem, ...]]:
    """What lets those lines through that a filter accepts."""
    accounts = {folder.account.id: folder.account for folder in ground.folders}
    groups = topmost_parents(accounts.values())
    accepts = acceptor(chosen, ground.settings)

    def accepted(item: AgendaItem) -> bool:
        account, group = accounts[item.account], groups[item.account]
        return accepts(facts_of(account, group, ground.settings, ground.today, item.owner))

    return lambda items: tuple(filter(accepted, items))
