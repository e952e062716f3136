"""Working days between two days, with the book's holidays and shifted days (METHODS.md 7)."""

from datetime import date, timedelta

from kam.domain.settings import WorkCalendar

SATURDAY = 5
WEEK = 7
WORKING = 5


def is_workday(day: date, calendar: WorkCalendar) -> bool:
    """Whether `day` is worked: a weekday that is no holiday, or a shifted day."""
    if day in calendar.workdays:
        return True
    return day.weekday() < SATURDAY and day not in calendar.holidays


def workdays_between(start: date, end: date, calendar: WorkCalendar) -> int:
    """Count the working days after `start` up to and with `end`; 0 where `end` is not later."""
    if end <= start:
        return 0
    weeks, rest = divmod((end - start).days, WEEK)
    tail = (start + timedelta(days=weeks * WEEK + offset) for offset in range(1, rest + 1))
    count = weeks * WORKING + sum(day.weekday() < SATURDAY for day in tail)
    count -= sum(start < day <= end and day.weekday() < SATURDAY for day in set(calendar.holidays))
    extra = set(calendar.workdays)
    count += sum(start < day <= end and not _plain(day, calendar) for day in extra)
    return count


def _plain(day: date, calendar: WorkCalendar) -> bool:
    return day.weekday() < SATURDAY and day not in calendar.holidays


def workday_by(start: date, count: int, calendar: WorkCalendar, last: date) -> date | None:
    """The day `count` working days after `start`, if that is by `last`; else None."""
    if workdays_between(start, last, calendar) < count:
        return None
    return add_workdays(start, count, calendar)


def add_workdays(start: date, count: int, calendar: WorkCalendar) -> date:
    """The day `count` working days after `start`."""
    day = start
    while count > 0:
        day += timedelta(days=1)
        count -= is_workday(day, calendar)
    return day
