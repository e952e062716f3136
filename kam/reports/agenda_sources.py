"""Where the lines of an agenda come from: steps, rhythms, dates, events (METHODS.md 5 and 7).

Each source is a function of one account. None says anything of what lies in a file that did not
read: without the whole log nobody knows when a customer was touched last.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from kam.domain.account import Account
from kam.domain.activity import Task
from kam.domain.book import Folder
from kam.domain.centre import centre_visits, cycles
from kam.domain.deal import Deal
from kam.domain.snoozing import back_on, is_asleep, snooze_of
from kam.domain.stalling import reached_by, stalls_on
from kam.domain.states import State
from kam.domain.tender_dates import tender_days
from kam.domain.tiering import review_due
from kam.domain.touching import (
    revisit_due,
    revisits_until,
    touch_due,
    touches_until,
)
from kam.domain.trigger import answer_by
from kam.reports.agenda_items import AgendaItem, Ground, Kind, Source
from kam.reports.agenda_plans import actions, objectives, persons


def steps(ground: Ground, folder: Folder) -> Iterator[AgendaItem]:
    """Open next steps that are due, or back from having been put off."""
    for task in folder.tasks:
        due = back_on(task, ground.today)
        if task.done is None and due and due <= ground.until(Kind.STEP):
            yield _step(folder.account, task, due)


def asleep(ground: Ground, folder: Folder) -> Iterator[AgendaItem]:
    """Steps that would be due and are put off beyond the last day; `due` is when they are back."""
    last = ground.until(Kind.STEP)
    for task in folder.tasks:
        due = back_on(task, ground.today)
        wanted = task.due is None or task.due <= last
        if is_asleep(task, ground.today) and wanted and due and due > last:
            yield _step(folder.account, task, due)


def undated(ground: Ground, folder: Folder) -> Iterator[AgendaItem]:
    """Open steps of which nothing says when; each stands on today."""
    for task in folder.tasks:
        if task.done is None and back_on(task, ground.today) is None:
            yield _step(folder.account, task, ground.today)


def _step(account: Account, task: Task, due: date) -> AgendaItem:
    snooze = snooze_of(task)
    return AgendaItem(
        kind=Kind.STEP,
        due=due,
        account=account.id,
        opportunity=task.opportunity and f"{account.id}/{task.opportunity}",
        owner=task.owner or account.owner,
        what=task.what,
        date=task.due,
        id=task.id,
        snoozed=len(task.snoozed),
        because=snooze.because if snooze else None,
        dates=(due,),
    )


def touches(ground: Ground, folder: Folder) -> Iterator[AgendaItem]:
    """The account itself, by the touch rhythm of its tier."""
    account, last = folder.account, ground.until(Kind.TOUCH)
    model, calendar = ground.models.rhythm, ground.settings.calendar
    since = ground.touched.get(account.id)
    due = touch_due(account, since, model, calendar, ground.today, last)
    if due is None or not ground.unread.reads_log(account.id):
        return
    days: tuple[date, ...] = (due.day,)
    if ground.repeats:
        days = tuple(touches_until(due, calendar, ground.today, last))
    yield AgendaItem(
        kind=Kind.TOUCH,
        due=days[0],
        account=account.id,
        owner=account.owner,
        date=due.since,
        detail=due.key,
        limit=due.limit,
        dates=days,
    )


def revisits(ground: Ground, folder: Folder) -> Iterator[AgendaItem]:
    """Deals by their purchase intent."""
    model, last = ground.models.rhythm, ground.until(Kind.REVISIT)
    if not ground.unread.reads_log(folder.account.id):
        return
    for deal in _deals(ground, folder):
        due = revisit_due(folder, deal, model, ground.today)
        if due is None or due.day > last or deal.close_date is None:
            continue
        days: tuple[date, ...] = (due.day,)
        if ground.repeats:
            days = tuple(revisits_until(due, deal.close_date, model, ground.today, last))
        if days:
            yield _of_deal(
                Kind.REVISIT,
                deal,
                days[0],
                date=due.since,
                detail=due.key,
                limit=due.limit,
                dates=days,
            )


def stalled(ground: Ground, folder: Folder) -> Iterator[AgendaItem]:
    """Deals that have stood at their stage longer than it allows."""
    for deal in _deals(ground, folder):
        playbook = ground.methods.playbooks[deal.playbook]
        day = stalls_on(deal, playbook, ground.settings.calendar, ground.until(Kind.STALLED))
        if day and deal.stage:
            limit = playbook.stages[deal.stage].stall_days
            yield _of_deal(
                Kind.STALLED, deal, day, date=deal.entered, detail=deal.stage, limit=limit
            )


def milestones(ground: Ground, folder: Folder) -> Iterator[AgendaItem]:
    """The milestone that each deal is to reach before it stalls."""
    for deal in _deals(ground, folder):
        playbook = ground.methods.playbooks[deal.playbook]
        day = reached_by(deal, playbook, ground.settings.calendar, ground.last)
        following = playbook.after(deal.stage)
        if day and following:
            yield _of_deal(Kind.MILESTONE, deal, day, date=deal.entered, detail=following.key)


def closes(ground: Ground, folder: Folder) -> Iterator[AgendaItem]:
    """Expected signings, and those whose day has gone by."""
    for deal in _deals(ground, folder):
        if deal.close_date and deal.close_date <= ground.until(Kind.CLOSE):
            yield _of_deal(Kind.CLOSE, deal, deal.close_date, detail=deal.stage)


def tenders(ground: Ground, folder: Folder) -> Iterator[AgendaItem]:
    """The days of tenders at which something is still to be done."""
    rows = ground.rows(folder)
    for opportunity in folder.opportunities:
        deal = rows.get(opportunity.reference)
        if deal is None or not opportunity.tenders:
            continue
        for one in tender_days(
            opportunity.tenders,
            ground.models.buying.bond_days,
            ground.today,
            is_open=deal.is_open,
            ended=deal.closed_on,
        ):
            if one.matters and one.day <= ground.until(Kind.TENDER):
                yield _of_deal(Kind.TENDER, deal, one.day, detail=one.step, id=str(one.round))


def centres(ground: Ground, folder: Folder) -> Iterator[AgendaItem]:
    """The visit to the procurement centre before each monthly tender."""
    account, centre = folder.account, folder.account.purchasing.centre
    if centre is None or not ground.unread.reads_log(account.id):
        return
    visits = centre_visits(folder, centre, ground.models.rhythm, ground.today)
    for cycle in cycles(centre, ground.today, ground.until(Kind.CENTRE), ground.settings.calendar):
        if not any(map(cycle.holds, visits)):
            yield AgendaItem(
                kind=Kind.CENTRE,
                due=cycle.due,
                account=account.id,
                owner=account.owner,
                what=centre.contact,
                date=max(visits, default=None),
                detail=cycle.tender.isoformat() if centre.tender_day else None,
                dates=(cycle.due,),
            )


def events(ground: Ground, folder: Folder) -> Iterator[AgendaItem]:
    """Trigger events that ask for something, from some days before them on."""
    account, model = folder.account, ground.models.rhythm
    if not ground.unread.reads_log(account.id):
        return
    touched = ground.touched.get(account.id)
    for event in account.events:
        due = answer_by(event, touched, model, ground.today)
        if due and event.date <= ground.until(Kind.EVENT):
            yield AgendaItem(
                kind=Kind.EVENT,
                due=due,
                account=account.id,
                owner=account.owner,
                what=event.what,
                date=event.date,
                detail=event.kind,
                dates=(due,),
            )


def holds(ground: Ground, folder: Folder) -> Iterator[AgendaItem]:
    """Deals on hold that are to be looked at again."""
    rows = ground.rows(folder)
    for opportunity in folder.opportunities:
        deal, hold = rows.get(opportunity.reference), opportunity.hold
        held = deal is not None and deal.state is State.HELD
        if deal and held and hold and hold.until and hold.until <= ground.until(Kind.HOLD):
            yield _of_deal(Kind.HOLD, deal, hold.until, what=hold.because, date=hold.since)


def tier_reviews(ground: Ground, folder: Folder) -> Iterator[AgendaItem]:
    """Tiers whose review is due: they are not for life (METHODS.md 5)."""
    account = folder.account
    due = review_due(account, ground.models.accounts, ground.today) if account.tier else None
    if due and due <= ground.until(Kind.TIER_REVIEW):
        yield AgendaItem(
            kind=Kind.TIER_REVIEW,
            due=due,
            account=account.id,
            owner=account.owner,
            date=account.tier_reviewed,
            detail=account.tier,
            dates=(due,),
        )


SOURCES: tuple[Source, ...] = (
    steps,
    persons,
    actions,
    objectives,
    touches,
    revisits,
    stalled,
    closes,
    tenders,
    centres,
    events,
    holds,
    tier_reviews,
)
"""Where the lines of an agenda come from."""


def _deals(ground: Ground, folder: Folder) -> Iterator[Deal]:
    """The account's deals that are worked on."""
    for deal in ground.deals.get(folder.account.id, ()):
        if deal.state is State.OPEN:
            yield deal


def _of_deal(kind: Kind, deal: Deal, due: date, **facts: Any) -> AgendaItem:
    return AgendaItem(
        kind=kind,
        due=due,
        account=deal.account,
        opportunity=deal.id,
        owner=deal.owner,
        playbook=deal.playbook,
        **{"dates": (due,), **facts},
    )
