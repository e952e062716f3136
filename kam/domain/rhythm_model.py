"""The rhythm of work: when to see a customer again, and what is near (METHODS.md 5 and 7)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from kam.domain.fields import PLACED, Bounds, Form, Id, Word
from kam.domain.label import Label
from kam.domain.periods import days_after, months_after

LONGEST = 3660
"""The longest rhythm in days, ten years: more is a slip of the hand."""
Days = Annotated[int, Form.WHOLE, Bounds(0, LONGEST)]
Rhythm = Annotated[int, Form.WHOLE, Bounds(1, LONGEST)]
Months = Annotated[int, Form.WHOLE, Bounds(0, 120)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """How soon a purchase is expected: within so many `days` and `months`; without either, later.

    `revisit` in calendar days; without it the rhythm of the account alone holds.
    """

    label: Label
    days: Days | None = None
    months: Months | None = None
    revisit: Rhythm | None = None

    def last_day(self, today: date) -> date | None:
        """The last day that is within it; None where it has no end."""
        if self.days is None and self.months is None:
            return None
        return days_after(months_after(today, self.months or 0), self.days or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreRule:
    """Which kinds of activity are a visit to the procurement centre."""

    visits: tuple[Annotated[str, Word("activity")], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RhythmModel:
    """When to be where.

    Attributes:
        intents: By expected purchase date.
        touch: By tier, the working days within which an account is to be touched again.
        silent: Kinds of activity that touch nobody.
        centre: The monthly visit to a procurement centre.
        answer: Calendar days after a trigger event within which to have spoken with the customer.
        ahead: By kind of an agenda's lines, the calendar days that they come before they are due.
        snooze_limit: How often a step is put off before it is worth a look.
        preparation: Questions before a visit.
        first_visit: What a first visit collects.
        prospects: What a customer is called before it has bought.
    """

    path: str = field(default="", metadata=PLACED)
    name: Label
    intents: Mapping[Id, Intent]
    touch: Mapping[Annotated[str, Word("tier")], Rhythm]
    silent: tuple[Annotated[str, Word("activity")], ...] = ()
    centre: CentreRule
    answer: Days
    ahead: Mapping[Id, Days] = field(default_factory=dict)
    snooze_limit: Rhythm
    preparation: tuple[Label, ...] = ()
    first_visit: Mapping[Id, Label] = field(default_factory=dict)
    prospects: Mapping[Id, Label] = field(default_factory=dict)
