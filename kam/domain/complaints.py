"""Complaints: how long each waited for its answer and its solution, and how long it may."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.account import Account
from kam.domain.service import Complaint
from kam.domain.service_model import ServiceModel
from kam.domain.settings import WorkCalendar
from kam.domain.workdays import add_workdays, workdays_between


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintStatus:
    """A complaint on a day.

    `severity` as stated, else the model's; `answered` the day on which it was, if only by its
    solution. It `waits` to be `answered` or to be `resolved`, or for nothing; `days` are the
    working days since it came, until it was resolved; `due` is the last day for what it waits
    for, after `limit` working days.
    """

    id: str
    complaint: Complaint
    severity: str
    answered: date | None
    waits: str | None
    days: int
    limit: int
    due: date
    late: bool


ANSWER, SOLUTION = "answered", "resolved"
"""The facts of a complaint that it may wait for."""


def complaints_of(
    account: Account, model: ServiceModel, calendar: WorkCalendar, today: date
) -> tuple[ComplaintStatus, ...]:
    """Where each complaint of an account stands, what is due first in front; none of later days."""
    found = [
        _status(identifier, complaint, model, calendar, today)
        for identifier, complaint in account.complaints.items()
        if complaint.date <= today
    ]
    return tuple(sorted(found, key=lambda one: (one.waits is None, one.due, one.id)))


def answer_days(statuses: Iterable[ComplaintStatus], calendar: WorkCalendar) -> Decimal | None:
    """The mean of the working days until the answer, to 0.1; None while none has one."""
    waited = [
        workdays_between(one.complaint.date, one.answered, calendar)
        for one in statuses
        if one.answered
    ]
    return round(Decimal(sum(waited)) / len(waited), 1) if waited else None


def _status(
    identifier: str, complaint: Complaint, model: ServiceModel, calendar: WorkCalendar, today: date
) -> ComplaintStatus:
    severity = complaint.severity or model.severity
    some = next(iter(model.complaints.values()))
    limits = model.complaints.get(severity, model.complaints.get(model.severity, some))
    solved = _done(complaint, complaint.resolved, today)
    answered = _done(complaint, complaint.answered, today) or solved
    waits = None if solved else SOLUTION if answered else ANSWER
    limit = limits.answer if waits == ANSWER else limits.resolve
    due = add_workdays(complaint.date, limit, calendar)
    return ComplaintStatus(
        id=identifier,
        complaint=complaint,
        severity=severity,
        answered=answered,
        waits=waits,
        days=workdays_between(complaint.date, solved or today, calendar),
        limit=limit,
        due=due,
        late=waits is not None and due < today,
    )


def _done(complaint: Complaint, day: date | None, today: date) -> date | None:
    """The day on which something was done about a complaint; a day before it came is none."""
    return day if day and complaint.date <= day <= today else None
