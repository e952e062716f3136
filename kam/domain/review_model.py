"""Sales reviews: which parts a leader's page has, and how much of each (METHODS.md 10)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from kam.domain.fields import PLACED, Bounds, Form, Id
from kam.domain.label import Label
from kam.domain.periods import months_before
from kam.domain.states import ClosedWord

Few = Annotated[int, Form.WHOLE, Bounds(1, 99)]
"""How many lines of one sort a page has room for."""
Ahead = Annotated[int, Form.WHOLE, Bounds(0, 366)]
Months = Annotated[int, Form.WHOLE, Bounds(1, 120)]


class Part(ClosedWord):
    """The parts that a page may have."""

    QUARTER = "quarter"
    MONTHS = "months"
    BRIDGE = "bridge"
    RESULTS = "results"
    LARGEST = "largest"
    TENDERS = "tenders"
    ATTENTION = "attention"
    MONEY = "money"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """One page for a meeting.

    Attributes:
        label: What it is called.
        parts: What is on it, in this order.
        days: How many calendar days it looks back, or
        months: how many months; it compares with the book of that day.
        opportunities: How many of the largest that are due it shows.
        tender_days: How many calendar days of tenders lie ahead of it.
        people: How many of our people have a row of their own; the rest have one together.
        names: How many of what moved most are named.
    """

    label: Label
    parts: tuple[Part, ...]
    days: Ahead = 0
    months: Annotated[int, Form.WHOLE, Bounds(0, 120)] = 0
    opportunities: Few
    tender_days: Ahead
    people: Few
    names: Few

    def since(self, today: date) -> date:
        """The day that the page compares with; never before the first of all days."""
        return date.fromordinal(max(1, months_before(today, self.months).toordinal() - self.days))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewModel:
    """The pages for meetings, and over how many months a scorecard runs."""

    path: str = field(default="", metadata=PLACED)
    name: Label
    pages: Mapping[Id, ReviewPage]
    scorecard_months: Months
