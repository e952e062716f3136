"""When a customer was touched last, and when it is to be again (METHODS.md 7)."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kam.domain.book import Folder
from kam.domain.deal import Deal
from kam.domain.intent import intent_of, intent_on
from kam.domain.periods import days_after
from kam.domain.rhythm_model import RhythmModel
from kam.domain.settings import WorkCalendar
from kam.domain.workdays import workday_by


class Due(NamedTuple):
    """A rhythm: the day on which it began to run, the next time, and the days that it allows.

    `key` is the tier or intent that asks for it; `since` is None for what never happened.
    """

    key: str
    since: date | None
    day: date
    limit: int


def last_touch(
    folder: Folder, model: RhythmModel, today: date, opportunity: str | None = None
) -> date | None:
    """The last day on which somebody touched an account, or one opportunity of it; None: never.

    What lies ahead has not happened yet, and a kind that the model calls silent touches nobody.
    """
    return max(
        (
            entry.date
            for entry in folder.activities
            if entry.date <= today
            and entry.kind not in model.silent
            and opportunity in {None, entry.opportunity}
        ),
        default=None,
    )


def touch_due(
    folder: Folder, model: RhythmModel, calendar: WorkCalendar, today: date, last: date
) -> Due | None:
    """When an account is to be touched again by the rhythm of its tier, if that is by `last`.

    One that was never touched is due today. None without a tier, or where it has no rhythm.
    """
    tier = folder.account.tier
    limit = model.touch.get(tier) if tier else None
    if tier is None or limit is None:
        return None
    since = last_touch(folder, model, today)
    day = today if since is None else workday_by(since, limit, calendar, last)
    return None if day is None else Due(tier, since, day, limit)


def revisit_due(folder: Folder, deal: Deal, model: RhythmModel, today: date) -> Due | None:
    """When a deal is to be visited again by its intent.

    It counts from the last activity for it or its last move, whichever is later; None where there
    is neither, and where nothing asks for a revisit.
    """
    intent = intent_of(deal, today, model)
    limit = model.intents[intent].revisit if intent else None
    if intent is None or limit is None:
        return None
    touched = last_touch(folder, model, today, deal.id.partition("/")[2])
    moved = deal.entered if deal.entered and deal.entered <= today else None
    since = max(filter(None, (touched, moved)), default=None)
    return None if since is None else Due(intent, since, days_after(since, limit), limit)


def touches_until(due: Due, calendar: WorkCalendar, today: date, last: date) -> Iterator[date]:
    """The days of an account's rhythm up to `last`, if it is kept: what is late is done today."""
    day: date | None = max(due.day, today)
    while day is not None and day <= last:
        yield day
        day = workday_by(day, due.limit, calendar, last)


def revisits_until(
    due: Due, close_date: date, model: RhythmModel, today: date, last: date
) -> Iterator[date]:
    """The days of a deal's revisits up to `last`, if they are kept; they end with its close date.

    The nearer the close date, the closer they follow each other.
    """
    day = max(due.day, today)
    while day <= min(last, close_date):
        yield day
        intent = intent_on(close_date, day, model)
        limit = model.intents[intent].revisit if intent else None
        if limit is None:
            return
        day = days_after(day, limit)
