"""A target: an entry of targets.yaml (METHODS.md 10)."""

from dataclasses import dataclass
from enum import StrEnum

from kam.domain.fields import Amount, Id, Percent, PeriodText, Person


class Measure(StrEnum):
    """What a target counts."""

    BOOKINGS = "bookings"
    ORDERS = "orders"
    CASH = "cash"
    MARGIN = "margin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What an owner or a team is to reach in a period.

    `weights` split it over the periods inside: four for quarters or twelve for months, in percent.
    """

    owner: Person | None = None
    team: Id | None = None
    period: PeriodText
    amount: Amount
    weights: tuple[Percent, ...] = ()
    measure: Measure = Measure.BOOKINGS
