"""Courses: the stages at which an opportunity stood, one after another, as its history has them.

A large book has ten thousand of them, and few reports look into any: days stay the texts of the
file, whose order is that of the days.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from kam.domain.opportunity import Opportunity


class Step(NamedTuple):
    """One entry of a history: its day in ISO form, and the stage; None for none yet."""

    day: str
    stage: str | None


class Course(NamedTuple):
    """What the file of an opportunity says of its way.

    Attributes:
        steps: The entries of its history, in the order of the file.
        stated: The probability that a person set in place of the stage's, in percent, as written;
            None where nobody did.
    """

    steps: tuple[Step, ...]
    stated: str | None = None


def courses_of(opportunities: "Iterable[Opportunity]") -> tuple[Course, ...]:
    """The courses of opportunities, in their order."""
    return tuple(
        Course(
            tuple(Step(entry.date.isoformat(), entry.stage) for entry in opportunity.history),
            str(opportunity.probability.value) if opportunity.probability else None,
        )
        for opportunity in opportunities
    )
