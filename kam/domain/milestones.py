"""Milestones gained: what each move reached for the first time (METHODS.md 10 and 11)."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kam.domain.consistency import has_stage
from kam.domain.opportunity import Opportunity
from kam.domain.playbook import Playbook


class Gain(NamedTuple):
    """A move that reached milestones for the first time: on which day, by whom, and how many.

    `first` says that the opportunity had reached none before.
    """

    day: date
    by: str | None
    number: int
    first: bool


def milestones_gained(opportunity: Opportunity, playbook: Playbook) -> Iterator[Gain]:
    """The gains that a history records; a move that passes two milestones gains both.

    Back moves keep the first entry: what is reached again is not gained again. What comes after
    winning is delivery and no milestone of the sale.
    """
    reached, winning = -1, playbook.winning_position
    for entry in opportunity.history:
        if entry.stage is None or not has_stage(playbook, entry.stage):
            continue
        place = min(playbook.position(entry.stage), winning)
        if place > reached:
            yield Gain(entry.date, entry.by, place - reached, reached < 0)
            reached = place
