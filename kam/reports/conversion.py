"""The ways of deals from stage to stage, and how many came from one to another (METHODS.md 11)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from kam.domain.deal import Deal
from kam.domain.money import ratio_of
from kam.domain.playbook import Playbook
from kam.domain.states import State
from kam.domain.track import Step, steps_of

Within = Callable[[int], bool]
"""Whether a day, as its ordinal, lies in the periods that are looked at."""


class Conversion(NamedTuple):
    """How many of those that entered a stage came to a later one.

    Attributes:
        entered: All that entered it.
        resolved: Those of them that came there, or have ended; the others are still on the way,
            and nobody knows whether they will come.
        converted: Those that came there.
    """

    entered: int
    resolved: int
    converted: int

    @property
    def ratio(self) -> Decimal | None:
        """Converted of resolved, to 0.0001; None where there are none."""
        return ratio_of(Decimal(self.converted), Decimal(self.resolved))


class Journey(NamedTuple):
    """The way of one deal, by its steps; the last one of a won deal is to the winning stage.

    `entries` says which step first entered each stage: moves back keep it.
    """

    deal: Deal
    steps: Sequence[Step]
    entries: Mapping[int, int]
    winning: int

    def came_to(self, place: int, after: int) -> int | None:
        """The day on which it came to a stage or beyond, later than the step `after`.

        To the winning stage comes who is won, and not who was opened again.
        """
        if place == self.winning and self.deal.state is not State.WON:
            return None
        for there, day in self.steps[after + 1 :]:
            if there >= place:
                return day
        return None


def journeys_of(
    deals: Iterable[Deal], playbooks: Mapping[str, Playbook]
) -> dict[str, list[Journey]]:
    """The ways of the deals that have a history, by playbook.

    A step to a stage that the playbook does not have is before all others.
    """
    winning = {key: one.winning_position for key, one in playbooks.items()}
    found: dict[str, list[Journey]] = {}
    for deal in deals:
        steps = steps_of(deal)
        if not steps:
            continue
        goal = winning[deal.playbook]
        if deal.state is State.WON and deal.closed_on and steps[-1].place < goal:
            steps.append(Step(goal, deal.closed_on.toordinal()))
        entries: dict[int, int] = {}
        for at, step in enumerate(steps):
            entries.setdefault(step.place, at)
        found.setdefault(deal.playbook, []).append(Journey(deal, steps, entries, goal))
    return found


def conversion(entries: Iterable[tuple[Journey, int]], place: int) -> Conversion:
    """How many came from a step of theirs to a stage or beyond."""
    return count_ways((journey, journey.came_to(place, at)) for journey, at in entries)


def count_ways(ways: Iterable[tuple[Journey, int | None]]) -> Conversion:
    """The same by the day on which each came there, None where it did not."""
    entered = resolved = converted = 0
    for journey, day in ways:
        came = day is not None
        entered += 1
        converted += came
        resolved += came or not journey.deal.is_open
    return Conversion(entered, resolved, converted)
