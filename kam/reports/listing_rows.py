"""The rows of the lists: their fields are the keys of `list --json` (SPEC.md 4).

An id of something inside an account is its full name, `account/id`. `with_` is written `with`.
"""

from dataclasses import dataclass
from decimal import Decimal

from kam.domain.alignment import Alignment
from kam.domain.fields import Day
from kam.domain.states import Category, State


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """One account; `group` is its topmost parent, `stage` that of the relationship."""

    id: str
    name: str
    tier: str | None
    owner: str | None
    industry: str | None
    segment: str | None
    ownership: str | None
    parent: str | None
    group: str
    stage: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityRow:
    """One opportunity; amount and currency as the file states them, probability in percent.

    `days_in_stage` counts calendar days since the last history entry; None where there is none or
    it has ended; `workdays_in_stage` are the working days among them. `pushes` is the push count;
    None without history. `buying_step` is the customer's, 1 to 8, and `alignment` how the stage of
    an open one stands to it; None where nothing says.
    `intent` is the key of the purchase intent. `superseded` is an alternative that no report
    counts, because another one counts in its place or what it was for is won.
    """

    id: str
    name: str
    account: str
    playbook: str
    stage: str | None
    probability: Decimal | None
    amount: Decimal | None
    currency: str | None
    close_date: Day | None
    owner: str | None
    category: Category
    state: State
    days_in_stage: int | None = None
    pushes: int | None = None
    workdays_in_stage: int | None = None
    buying_step: int | None = None
    alignment: Alignment | None = None
    intent: str | None = None
    superseded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow:
    """One person of a customer; `left` is the day on which they left, `moved_to` for where."""

    id: str
    name: str
    account: str
    title: str | None
    department: str | None
    level: str | None
    roles: tuple[str, ...]
    attitude: str | None
    contact: str | None
    left: Day | None
    moved_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One next step; open while `done` is None; its owner is the account's where it has none."""

    id: str
    account: str
    what: str
    due: Day | None
    owner: str | None
    opportunity: str | None
    done: Day | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRow:
    """One order, in the currency of its opportunity, else in the book's."""

    id: str
    account: str
    date: Day
    line: str | None
    amount: Decimal
    currency: str | None
    margin: Decimal | None
    opportunity: str | None
    accepted: Day | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRow:
    """One entry of a log; `with_` are the contacts, by id."""

    account: str
    date: Day
    kind: str
    by: str | None
    with_: tuple[str, ...]
    opportunity: str | None
    note: str | None


Row = AccountRow | OpportunityRow | ContactRow | TaskRow | OrderRow | ActivityRow
