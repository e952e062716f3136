"""The track of a deal: which stages it entered, when, and how long it stayed (METHODS.md 11).

A large book has fifty thousand of them, and most reports look into none. So a row carries a text: a
word an entry of the history, `place:days`, the stage's place in the order of its playbook and the
days to the next entry or the outcome; of an open deal the last word is the place alone. Equal stays
are equal words, and can be counted without being read.
"""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from kam.domain.deal import Deal

if TYPE_CHECKING:
    from kam.domain.opportunity import StageEntry
    from kam.domain.playbook import Playbook

NONE_YET = -1
"""The place of having reached no stage yet."""
ELSEWHERE = -2
"""The place of a stage that the playbook does not have."""


class Step(NamedTuple):
    """One entry of a history: the place of the stage that it enters, and the day as an ordinal."""

    place: int
    day: int


class Stay(NamedTuple):
    """A time at a stage that has ended, by the next entry or the outcome; days may be negative."""

    place: int
    days: int


def pack_track(
    history: "Sequence[StageEntry]", playbook: "Playbook", closed_on: date | None
) -> str:
    """The track of a history; see the module."""
    if not history:
        return ""
    last = history[-1]
    words = [
        f"{_place(entry, playbook)}:{(after.date - entry.date).days}"
        for entry, after in pairwise(history)
    ]
    end = "" if closed_on is None else f":{(closed_on - last.date).days}"
    return " ".join([*words, f"{_place(last, playbook)}{end}"])


def _place(entry: "StageEntry", playbook: "Playbook") -> int:
    if entry.stage is not None and entry.stage not in playbook.stages:
        return ELSEWHERE
    return playbook.position(entry.stage)


def stay_of(word: str) -> Stay | None:
    """The stay that a word of a track says; None for one that goes on."""
    place, _, days = word.partition(":")
    return Stay(int(place), int(days)) if days else None


def steps_of(deal: Deal) -> list[Step]:
    """The entries of a deal's history, in the order of the file."""
    if deal.began is None:
        return []
    day = deal.began.toordinal()
    found = []
    for word in deal.track.split():
        place, _, days = word.partition(":")
        found.append(Step(int(place), day))
        day += int(days or 0)
    return found
