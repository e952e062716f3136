"""What follows a sale: satisfaction, complaints and contracts, as account.yaml has them."""

from dataclasses import dataclass
from typing import Annotated

from kam.domain.fields import Amount, Bounds, Day, Form, Id, Person, Word

Points = Annotated[int, Form.WHOLE, Bounds(0, 100)]
"""A mark on the scale of the service model."""
Months = Annotated[int, Form.WHOLE, Bounds(1, 120)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Satisfaction:
    """One answer to a survey; `of` is the contact who gave it, `by` who of us asked."""

    date: Day
    score: Points
    of: Person | None = None
    by: Person | None = None
    opportunity: Id | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What a customer complained of; `answered` first, then `resolved`."""

    date: Day
    what: str
    severity: Annotated[str, Word("complaint-severity")] | None = None
    of: Person | None = None
    by: Person | None = None
    opportunity: Id | None = None
    order: Id | None = None
    answered: Day | None = None
    resolved: Day | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Maintenance:
    """When something is maintained: every so many months, or on a day that was agreed."""

    every: Months | None = None
    last: Day | None = None
    next_: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """What runs on after a sale: a service, a licence, a lease, a framework.

    `notice_by` is the last day to speak about its renewal, `renewal` the opportunity that renews
    it; from `closed` on it no longer runs, renewed or let go.
    """

    what: str
    line: str | None = None
    opportunity: Id | None = None
    amount: Amount | None = None
    starts: Day | None = None
    ends: Day | None = None
    notice_by: Day | None = None
    renewal: Id | None = None
    closed: Day | None = None
    maintenance: Maintenance | None = None
