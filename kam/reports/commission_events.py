"""What commissions are reckoned on: events by day, refunds, and where each comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.account import Account
from kam.domain.credits import Credit
from kam.domain.deal import Deal
from kam.domain.incentives import Basis, Due
from kam.domain.money import ZERO
from kam.domain.opportunity import Opportunity


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a commission comes from: an opportunity, or what an account ordered beside them.

    `group` is the account's topmost parent.
    """

    account: Account
    group: str
    deal: Deal | None = None
    opportunity: Opportunity | None = None

    @property
    def key(self) -> str:
        """What tells sources apart, and sorts them."""
        return self.deal.id if self.deal else f"{self.account.id}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What one day brought of one basis, from one source.

    Attributes:
        booked: What a refund is a part of: the amount of the sale, also where its margin counts.
        sold: The same as it is stated; nothing where nothing converts it.
        order: The id of the order that it belongs to; None of a won opportunity as a whole.
        credits: Who has what of it, by product line.
        apart: The same of what nothing converts, in `currency`.
        due: When a deferred part of it falls due; absent where that is not known yet.
        is_new: Whether the account had bought nothing before.
    """

    day: date
    basis: Basis
    source: Source
    booked: Decimal = ZERO
    sold: Decimal = ZERO
    order: str | None = None
    credits: tuple[Credit, ...] = ()
    apart: tuple[Credit, ...] = ()
    currency: str | None = None
    due: Mapping[Due, date] = field(default_factory=dict)
    is_new: bool = False

    @property
    def place(self) -> tuple[date, str, str]:
        """By day, then by id."""
        return (self.day, self.source.key, self.order or "")


class Refund(NamedTuple):
    """What went back to the customer on a day, of what had been sold before; positive.

    `amount` is as stated, as the sale is: whatever became of the rate, half of it is half.
    """

    day: date
    basis: Basis
    source: str
    order: str
    amount: Decimal

    @property
    def place(self) -> tuple[date, str, str]:
        """By day, then by id."""
        return (self.day, self.source, self.order)


class Unstated(NamedTuple):
    """An order, or a won opportunity without any, of which nobody states the margin."""

    day: date
    name: str
    source: Source


class Takings(NamedTuple):
    """All that commissions are reckoned on, by day and id; `sources` by account and id.

    `unstated` is what was sold, where nobody states with which margin.
    """

    sources: tuple[Source, ...]
    events: tuple[Event, ...]
    refunds: tuple[Refund, ...]
    unstated: tuple[Unstated, ...]
