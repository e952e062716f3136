"""What counts on a scorecard, on its day and for its person: moves, ends, credits (METHODS.md 10).

A move counts for who made it, as its history says, else for the owner of the opportunity; an end
for the owner; what was closed for everybody by their splits.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.achieved import achieved
from kam.domain.book import Folder
from kam.domain.deal import Deal
from kam.domain.milestones import milestones_gained
from kam.domain.sales import sales_of
from kam.domain.states import ClosedWord, State
from kam.domain.target import Measure as Target
from kam.reports.score_ground import ScoreGround


class Measure(ClosedWord):
    """What an event adds to."""

    PROSPECTS = "prospects"
    MILESTONES = "milestones"
    ENDED = "ended"
    BOOKINGS = "bookings"
    MARGIN = "margin"


class Event(NamedTuple):
    """Something that counts: for whom, when, and how much.

    `overlay` is credited on top, and counts in no sum of several people.
    """

    measure: Measure
    person: str
    day: date
    value: Decimal
    overlay: bool = False


def events_of(folder: Folder, ground: ScoreGround) -> Iterator[Event]:
    """All events of one account up to today, on whatever day."""
    deals = ground.deals_of(folder)
    for event in (
        *_moves(folder, deals, ground),
        *_ends(deals),
        *_achieved(Measure.BOOKINGS, Target.BOOKINGS, folder, deals, ground),
        *_achieved(Measure.MARGIN, Target.MARGIN, folder, deals, ground),
    ):
        if event.day <= ground.today:
            yield event


def _moves(folder: Folder, deals: Iterable[Deal], ground: ScoreGround) -> Iterator[Event]:
    """Milestones gained, and the prospect that the first of them makes of an account.

    A qualified prospect is contacted and interested: it has reached a milestone. One that bought
    before is a customer already.
    """
    rows = {deal.id: deal for deal in deals}
    first: tuple[date, str] | None = None
    for opportunity in folder.opportunities:
        deal = rows.get(opportunity.reference)
        if deal is None:
            continue
        for gain in milestones_gained(opportunity, ground.methods.playbooks[deal.playbook]):
            person = gain.by or deal.owner or ""
            yield Event(Measure.MILESTONES, person, gain.day, Decimal(gain.number))
            if gain.first and (first is None or gain.day < first[0]):
                first = gain.day, person
    if first and not _bought_before(folder, rows.values(), first[0], ground):
        yield Event(Measure.PROSPECTS, first[1], first[0], Decimal(1))


def _bought_before(folder: Folder, deals: Iterable[Deal], day: date, ground: ScoreGround) -> bool:
    return any(sale.day < day for sale in sales_of(folder, deals, ground.settings))


def _ends(deals: Iterable[Deal]) -> Iterator[Event]:
    """Opportunities that ended without being won after they had reached a milestone."""
    for deal in deals:
        if deal.state in {State.LOST, State.ABANDONED} and deal.closed_on and deal.stage:
            yield Event(Measure.ENDED, deal.owner or "", deal.closed_on, Decimal(1))


def _achieved(
    measure: Measure, target: Target, folder: Folder, deals: Sequence[Deal], ground: ScoreGround
) -> Iterator[Event]:
    """What was closed, or the margins that orders state, credited as against a target."""
    unread = ground.unread.paths
    found = achieved(target, deals, (folder,), ground.settings, ground.today, unread)
    for one in found.credits:
        if one.day:
            yield Event(measure, one.owner or "", one.day, one.amount, one.overlay)
