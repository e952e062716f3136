"""Cohorts: the deals that entered a stage in one quarter, and how far they came (METHODS.md 11)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from kam.domain.money import ratio_of
from kam.domain.periods import Grain, Period
from kam.domain.playbook import Playbook
from kam.domain.settings import Settings
from kam.domain.states import State
from kam.reports.conversion import Conversion, Journey, Within, conversion

Entry = tuple[Journey, int]
"""A deal's way, and the step of it by which it is in a cohort."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortRow:
    """The deals of one playbook that entered `stage`, or their first one (None), in a quarter.

    `open` ones have not ended. `reached` are the later stages, each with those that came there or
    beyond of those that did or have ended: the others are still on the way. By their first stage
    all later ones count, by another those after it. win_rate = won / (won + lost).
    """

    playbook: str
    cohort: str
    stage: str | None
    count: int
    open: int
    won: int
    lost: int
    abandoned: int
    win_rate: Decimal | None
    reached: Mapping[str, Conversion]


def cohort_rows(
    every: Mapping[str, Sequence[Journey]],
    playbooks: Mapping[str, Playbook],
    settings: Settings,
    within: Within,
    stage: str | None = None,
) -> Iterator[CohortRow]:
    """The cohorts by playbook and quarter, those alone in which somebody is.

    Args:
        every: The ways of the deals, by playbook.
        playbooks: Those of the book; one that does not have `stage` has no cohorts.
        settings: When a fiscal year begins.
        within: Chooses the days of entry that count.
        stage: The stage whose first entry puts a deal into a cohort; None: its first entry of all.
    """

    @cache
    def quarter(day: int) -> Period:
        return Period.of(date.fromordinal(day), Grain.QUARTER, settings.fiscal_year_start)

    for key, journeys in sorted(every.items()):
        playbook = playbooks[key]
        if stage is not None and stage not in playbook.stages:
            continue
        base = None if stage is None else playbook.position(stage)
        cohorts: dict[Period, list[Entry]] = {}
        for journey in journeys:
            at = 0 if base is None else journey.entries.get(base)
            if at is None:
                continue
            day = journey.steps[at].day
            if within(day):
                period = quarter(day)
                cohorts.setdefault(period, []).append((journey, at))
        for period in sorted(cohorts):
            yield _row(playbook, period, stage, cohorts[period])


def _row(playbook: Playbook, period: Period, stage: str | None, own: list[Entry]) -> CohortRow:
    states = [journey.deal.state for journey, _ in own]
    won, lost = states.count(State.WON), states.count(State.LOST)
    start = 0 if stage is None else playbook.position(stage) + 1
    winning = playbook.winning_position
    # a deal that begins at a stage has come there: it counts from before its first step
    own = [(journey, -1) for journey, _ in own] if stage is None else own
    return CohortRow(
        playbook=playbook.key,
        cohort=str(period),
        stage=stage,
        count=len(own),
        open=sum(journey.deal.is_open for journey, _ in own),
        won=won,
        lost=lost,
        abandoned=states.count(State.ABANDONED),
        win_rate=ratio_of(Decimal(won), Decimal(won + lost)),
        reached={
            playbook.order[place]: conversion(own, place) for place in range(start, winning + 1)
        },
    )
