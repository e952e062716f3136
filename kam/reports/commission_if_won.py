"""What if: opportunities that are open as if they were won, with nothing written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.book import Folder
from kam.domain.deal import Deal
from kam.domain.incentives import Basis
from kam.domain.money import ZERO
from kam.domain.opportunity import Opportunity, StageEntry
from kam.domain.settings import Settings
from kam.domain.states import State
from kam.domain.teams import team_of
from kam.domain.worth import closed_worth
from kam.reports.commission import (
    CommissionGround,
    CommissionReport,
    CommissionRow,
    build_commission,
)
from kam.reports.commission_lines import Line
from kam.reports.commission_window import Window
from kam.reports.selection import EVERYTHING, Filter


class Win(NamedTuple):
    """An opportunity that is taken to be won on a day; `amount` is None where none converts."""

    opportunity: str
    day: date
    amount: Decimal | None


class Change(NamedTuple):
    """What a person would have more."""

    person: str
    commission: Decimal
    paid: Decimal
    deferred: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class IfWon:
    """What the wins would change.

    Attributes:
        wins: The opportunities, as they were named.
        changes: A person each, of those for whom anything changes.
        audit: The lines of these opportunities.
        silent: Whether somebody is paid by what a win alone does not bring: margin or collections.
    """

    wins: tuple[Win, ...]
    changes: tuple[Change, ...]
    audit: tuple[Line, ...]
    silent: bool


def winning_day(deal: Deal, window: Window, today: date) -> date | None:
    """When it would be won: on its close date, where that is ahead and in the window, else today.

    None where neither lies in the window.
    """
    if deal.close_date and deal.close_date >= today and window.holds(deal.close_date):
        return deal.close_date
    return today if window.holds(today) else None


def build_if_won(
    ground: CommissionGround,
    days: Mapping[str, date],
    window: Window,
    chosen: Filter = EVERYTHING,
) -> tuple[CommissionReport, IfWon]:
    """The report with opportunities won on some days, and what that changes; `days` by full id."""
    before = build_commission(ground, window, chosen)
    supposed = _suppose(ground, days)
    after = build_commission(supposed, window, chosen)
    won = {deal.id: deal for deal in supposed.deals if deal.id in days}
    return after, IfWon(
        wins=tuple(Win(name, day, won[name].amount) for name, day in days.items()),
        changes=tuple(_changes(before.rows, after.rows)),
        audit=tuple(line for line in after.audit if line.opportunity in days),
        silent=bool(ground.scheme.bases - {Basis.BOOKINGS}),
    )


def _changes(before: Iterable[CommissionRow], after: Iterable[CommissionRow]) -> list[Change]:
    plain = {row.person: row for row in before}
    found = []
    for row in after:
        old = plain.get(row.person)
        change = Change(
            row.person,
            row.commission - (old.commission if old else ZERO),
            row.paid - (old.paid if old else ZERO),
            row.deferred - (old.deferred if old else ZERO),
        )
        if any(change[1:]):
            found.append(change)
    return found


def _suppose(ground: CommissionGround, days: Mapping[str, date]) -> CommissionGround:
    """The ground with the opportunities won on their days."""
    rows = {deal.id: deal for deal in ground.deals}
    folders = []
    for folder in ground.folders:
        won = {
            one.id: _won(one, rows[one.reference], ground, days[one.reference])
            for one in folder.opportunities
            if one.reference in days
        }
        for one in won.values():
            row = rows[one.reference]
            rows[row.id] = _closed(row, one, folder, ground.scheme.settings, days[row.id])
        opportunities = tuple(won.get(one.id, one) for one in folder.opportunities)
        folders.append(replace(folder, opportunities=opportunities) if won else folder)
    return replace(ground, folders=folders, deals=tuple(rows.values()))


def _won(one: Opportunity, deal: Deal, ground: CommissionGround, day: date) -> Opportunity:
    """It stands at the winning stage; whatever lies before that was passed on the way."""
    winning = ground.scheme.playbooks[deal.playbook].winning
    entry = StageEntry(date=day, stage=winning)
    return replace(one, stage=winning, history=(*one.history, entry), hold=None)


def _closed(deal: Deal, one: Opportunity, folder: Folder, settings: Settings, day: date) -> Deal:
    """The row of what is won: its amount at the rate of the day is booked."""
    orders = [order for order in folder.orders if order.opportunity == one.id]
    worth = closed_worth(one, orders, settings, day, won=True)
    return deal._replace(
        stage=one.stage,
        state=State.WON,
        closed_on=day,
        team=team_of(deal.owner, settings, day),
        amount=worth.amount,
        bookings=worth.bookings,
        unbooked=worth.unbooked,
    )
