"""Stages: who enters one, goes on and wins, and how long that takes (METHODS.md 11)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import pairwise
from statistics import median

from kam.domain.playbook import Playbook
from kam.domain.settings import WorkCalendar
from kam.domain.survival import Durations
from kam.domain.track import NONE_YET
from kam.domain.workdays import workdays_between
from kam.reports.conversion import Journey, Within, conversion, count_ways


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


def stage_rows(
    every: Mapping[str, Sequence[Journey]],
    playbooks: Mapping[str, Playbook],
    calendar: WorkCalendar,
    today: date,
    within: Within,
) -> Iterator[StageRow]:
    """The stages of each playbook in use, by key; of none yet where a deal has stood there.

    Args:
        every: The ways of the deals, by playbook.
        playbooks: Those of the book.
        calendar: Says which days are worked.
        today: The day up to which open deals are known to stand.
        within: Chooses the first entries that count, and the stays by their first day.
    """

    @cache
    def worked(day: int) -> int:
        return workdays_between(date.min, date.fromordinal(day), calendar)

    for key, journeys in sorted(every.items()):
        playbook = playbooks[key]
        stays = _stays(journeys, today, within)
        for place in range(NONE_YET, playbook.winning_position):
            own = [
                (journey, at)
                for journey in journeys
                if (at := journey.entries.get(place)) is not None and within(journey.steps[at].day)
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
    came = [journey.came_to(place + 1, at) for journey, at in own]
    there = count_ways((journey, day) for (journey, _), day in zip(own, came, strict=True))
    won = conversion(own, playbook.winning_position)
    took = [
        day - journey.steps[at].day
        for (journey, at), day in zip(own, came, strict=True)
        if day is not None and day >= journey.steps[at].day
    ]
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
    """The times at each stage before the winning one; the same ones as `reports.ages` counts."""
    found: dict[int, list[_Stay]] = {}
    for journey in journeys:
        for place, day, end, ended in _times(journey, today):
            if place < journey.winning and day <= end and within(day):
                found.setdefault(place, []).append((day, end, ended))
    return found


def _times(journey: Journey, today: date) -> Iterator[tuple[int, int, int, bool]]:
    """From each step to the next, from the last one to the outcome or as far as is known."""
    deal, steps = journey.deal, journey.steps
    for (place, day), (_, end) in pairwise(steps):
        yield place, day, end, True
    place, day = steps[-1]
    if deal.is_open:
        yield place, day, max(day, (deal.held_since or today).toordinal()), False
    elif deal.closed_on:
        yield place, day, deal.closed_on.toordinal(), True
