"""How deals go from stage to stage: conversion, and how long that takes (METHODS.md 11)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from statistics import median
from typing import NamedTuple

from kam.domain.deal import Deal
from kam.domain.money import ratio_of
from kam.domain.playbook import Playbook
from kam.domain.settings import WorkCalendar
from kam.domain.states import State
from kam.domain.survival import Durations
from kam.domain.track import NONE_YET, Step, steps_of
from kam.domain.workdays import workdays_between

Within = Callable[[date], bool]
"""Whether a day lies in the periods that are looked at."""


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
    """The way of one deal: its steps; the last one of a won deal is to the winning stage."""

    deal: Deal
    steps: Sequence[Step]
    winning: int

    def entry(self, place: int) -> int | None:
        """Which step first entered a stage; back moves keep it."""
        return next((at for at, step in enumerate(self.steps) if step.place == place), None)

    def came_to(self, place: int, after: int) -> int | None:
        """The day on which it came to a stage or beyond, later than the step `after`.

        To the winning stage comes who is won, and not who was opened again.
        """
        if place == self.winning and self.deal.state is not State.WON:
            return None
        return next((step.day for step in self.steps[after + 1 :] if step.place >= place), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRow:
    """One stage: who entered it, who came to the `next` one and who won, and how long it takes.

    `open` are those that are neither there nor ended. `days_to_next` is the median of those who
    came there, from first entry to first entry. `median_days` and `median_workdays` are how long
    half of the stays last, by Kaplan and Meier, of `stays` that ended and `standing` that go on;
    None where too many go on.
    """

    playbook: str
    stage: str | None
    next: str
    entered: int
    resolved: int
    converted: int
    conversion: Decimal | None
    open: int
    ended: int
    won: int
    won_conversion: Decimal | None
    days_to_next: Decimal | None
    median_days: int | None
    median_workdays: int | None
    stays: int
    standing: int


def journeys_of(
    deals: Iterable[Deal], playbooks: Mapping[str, Playbook]
) -> dict[str, list[Journey]]:
    """The ways of the deals that have a history, by playbook."""
    winning = {key: one.position(one.winning) for key, one in playbooks.items()}
    found: dict[str, list[Journey]] = {}
    for deal in deals:
        steps = [step for step in steps_of(deal) if step.place >= NONE_YET]
        if not steps:
            continue
        goal = winning[deal.playbook]
        if deal.state is State.WON and deal.closed_on and steps[-1].place < goal:
            steps.append(Step(goal, deal.closed_on.toordinal()))
        found.setdefault(deal.playbook, []).append(Journey(deal, steps, goal))
    return found


def conversion(entries: Iterable[tuple[Journey, int]], place: int) -> Conversion:
    """How many came from a step of theirs to a stage or beyond."""
    entered = resolved = converted = 0
    for journey, at in entries:
        came = journey.came_to(place, at) is not None
        entered += 1
        converted += came
        resolved += came or not journey.deal.is_open
    return Conversion(entered, resolved, converted)


def stage_rows(
    deals: Iterable[Deal],
    playbooks: Mapping[str, Playbook],
    calendar: WorkCalendar,
    today: date,
    within: Within,
) -> Iterator[StageRow]:
    """The stages of each playbook in use, by key; of none yet where a deal has stood there.

    Args:
        deals: The deals, of every state.
        playbooks: Those of the book.
        calendar: Says which days are worked.
        today: The day up to which open deals are known to stand.
        within: Chooses the first entries that count, and the stays by their first day.
    """

    @cache
    def worked(day: int) -> int:
        return workdays_between(date.min, date.fromordinal(day), calendar)

    for key, journeys in sorted(journeys_of(deals, playbooks).items()):
        playbook = playbooks[key]
        stays = _stays(journeys, today, within)
        for place in range(NONE_YET, playbook.position(playbook.winning)):
            own = [
                (journey, at)
                for journey in journeys
                if (at := journey.entry(place)) is not None
                and within(date.fromordinal(journey.steps[at].day))
            ]
            if own or place > NONE_YET:
                yield _row(playbook, place, own, stays.get(place, []), worked)


_Stay = tuple[int, int, bool]
"""The first and last day of a time at a stage as ordinals, and whether it ended."""


def _row(
    playbook: Playbook,
    place: int,
    own: Sequence[tuple[Journey, int]],
    stays: Sequence[_Stay],
    worked: Callable[[int], int],
) -> StageRow:
    there = conversion(own, place + 1)
    won = conversion(own, playbook.position(playbook.winning))
    came = ((journey.came_to(place + 1, at), journey.steps[at].day) for journey, at in own)
    took = [there - here for there, here in came if there is not None and there >= here]
    days, workdays = Durations(), Durations()
    for begun, last, ended in stays:
        days.add(last - begun, ended=ended)
        workdays.add(worked(last) - worked(begun), ended=ended)
    order = playbook.order
    return StageRow(
        playbook=playbook.key,
        stage=order[place] if place > NONE_YET else None,
        next=order[place + 1],
        entered=there.entered,
        resolved=there.resolved,
        converted=there.converted,
        conversion=there.ratio,
        open=there.entered - there.resolved,
        ended=won.resolved,
        won=won.converted,
        won_conversion=won.ratio,
        days_to_next=Decimal(median(took)) if took else None,
        median_days=days.median,
        median_workdays=workdays.median,
        stays=sum(ended for *_, ended in stays),
        standing=sum(not ended for *_, ended in stays),
    )


def _stays(journeys: Iterable[Journey], today: date, within: Within) -> dict[int, list[_Stay]]:
    """The times at each stage; the same ones as `reports.ages` counts."""
    found: dict[int, list[_Stay]] = {}
    for journey in journeys:
        deal = journey.deal
        last = (deal.closed_on or deal.held_since or today).toordinal()
        every = steps_of(deal)
        for number, (place, day) in enumerate(every):
            goes_on = number + 1 == len(every) and deal.is_open
            end = every[number + 1].day if number + 1 < len(every) else last
            end = max(day, end) if goes_on else end
            if end >= day and within(date.fromordinal(day)):
                found.setdefault(place, []).append((day, end, not goes_on))
    return found
