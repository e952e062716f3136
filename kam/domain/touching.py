"""When a customer was touched last, and when it is to be again (METHODS.md 7)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from kam.domain.account import Account
from kam.domain.activity import Activity
from kam.domain.book import Folder
from kam.domain.consistency import split_reference
from kam.domain.deal import Deal
from kam.domain.intent import intent_of, intent_on
from kam.domain.periods import days_after
from kam.domain.person import Key
from kam.domain.rhythm_model import RhythmModel
from kam.domain.settings import WorkCalendar
from kam.domain.workdays import workday_by, workdays_between


class Due(NamedTuple):
    """A rhythm: the day on which it began to run, the next time, and the days that it allows.

    `key` is the tier or intent that asks for it; `since` is None for what never happened.
    """

    key: str
    since: date | None
    day: date
    limit: int


class Touches(NamedTuple):
    """When anybody of us was last with each contact, and with anybody of each account."""

    people: Mapping[Key, date]
    accounts: Mapping[str, date]


def find_touches(folders: Iterable[Folder], model: RhythmModel, today: date) -> Touches:
    """The last touches by all activities of a book, up to today.

    An activity touches the people whom it names and their accounts, wherever it is filed; one that
    names nobody touches the account that it is filed under. What lies ahead has not happened yet,
    and a kind that the model calls silent touches nobody.
    """
    people: dict[Key, date] = {}
    accounts: dict[str, date] = {}
    for folder in folders:
        for entry in folder.activities:
            if not _counts(entry, model, today):
                continue
            for key in _met(folder, entry):
                people[key] = max(entry.date, people.get(key, entry.date))
            for home in _homes(folder, entry):
                accounts[home] = max(entry.date, accounts.get(home, entry.date))
    return Touches(people, accounts)


def touch_days(
    folders: Iterable[Folder], model: RhythmModel, today: date
) -> Mapping[str, Sequence[date]]:
    """The days up to today on which each account was touched, in order; see `find_touches`."""
    found: dict[str, set[date]] = {}
    for folder in folders:
        for entry in folder.activities:
            if _counts(entry, model, today):
                for home in _homes(folder, entry):
                    found.setdefault(home, set()).add(entry.date)
    return {account: sorted(days) for account, days in found.items()}


def rhythm_kept(
    touched: Sequence[date], limit: int, first: date, last: date, calendar: WorkCalendar
) -> bool | None:
    """Whether an account was touched in time on every day from `first` through `last`.

    Its rhythm begins with its first touch; None where there was none by then.

    Args:
        touched: The days on which it was touched, in order.
        limit: The working days within which it is to be touched again.
        first: The first day of the time.
        last: Its last day.
        calendar: The working days.
    """
    days = [day for day in touched if day <= last]
    if not days:
        return None
    begun = max((place for place, day in enumerate(days) if day < first), default=0)
    run = (*days[begun:], last)
    return all(
        workdays_between(earlier, later, calendar) <= limit for earlier, later in pairwise(run)
    )


def last_touch(folder: Folder, model: RhythmModel, today: date, opportunity: str) -> date | None:
    """The last day on which we did anything for an opportunity, with whomever; None: never."""
    return max(
        (
            entry.date
            for entry in folder.activities
            if _counts(entry, model, today) and entry.opportunity == opportunity
        ),
        default=None,
    )


def _met(folder: Folder, entry: Activity) -> list[Key]:
    """The contacts whom an activity names."""
    return [split_reference(folder.account.id, name) for name in entry.with_]


def _homes(folder: Folder, entry: Activity) -> set[str]:
    """The accounts that an activity touches."""
    return {home for home, _ in _met(folder, entry)} or {folder.account.id}


def _counts(entry: Activity, model: RhythmModel, today: date) -> bool:
    return entry.date <= today and entry.kind not in model.silent


def touch_due(  # noqa: PLR0913, PLR0917 - what a rhythm is made of
    account: Account,
    since: date | None,
    model: RhythmModel,
    calendar: WorkCalendar,
    today: date,
    last: date,
) -> Due | None:
    """When an account is to be touched again by the rhythm of its tier, if that is by `last`.

    `since` it was touched; one that never was is due today. None without a tier, or where it has no
    rhythm.
    """
    tier = account.tier
    limit = model.touch.get(tier) if tier else None
    if tier is None or limit is None:
        return None
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
