"""The back-test: would what was learned have said more than the playbook (METHODS.md 11)?

A walk forward through the book's own history. At the end of each period the probabilities are
learned from what had ended by then, and only from that; they are judged on what was open that day,
at the stage where it stood then, and has ended since. No deal is judged by what it taught.

What ends first is not like the rest: losses come early and wins late. A day on which most deals
were still open teaches that, and one after which most still are judges by it; such days are shown
and do not count.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.calibration import Judged, Score, score
from kam.domain.calibration_model import CalibrationModel
from kam.domain.cases import Case
from kam.domain.lessons import Place, learn, playbook_priors
from kam.domain.money import HUNDRED
from kam.domain.periods import Period
from kam.domain.playbook import Playbook
from kam.domain.track import NONE_YET


@dataclass(frozen=True, slots=True, kw_only=True)
class CutRow:
    """One day of the back-test, or all of them; `cut` is then None.

    Attributes:
        cut: The day through which everything was known.
        learned_from: How many deals had ended by then; of all days the last one's.
        open: How many were open that day at a stage, judged or not.
        counts: Whether enough had ended by then, and of what was open has ended since.
        playbook: How the playbook's probabilities did.
        calibrated: How the learned ones did, on the same deals.
    """

    cut: date | None
    learned_from: int
    open: int
    counts: bool
    playbook: Score
    calibrated: Score

    @property
    def change(self) -> Decimal | None:
        """By which share the learned ones are worse than the playbook's; below 0: better."""
        before, after = self.playbook.brier, self.calibrated.brier
        return after / before - 1 if before and after is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class BackTest:
    """All days on which something can be judged.

    Attributes:
        rows: The days.
        totals: Those that count, together; where none does, all of them.
        deals: How many deals the totals judge, each once.
    """

    rows: tuple[CutRow, ...]
    totals: CutRow
    deals: int


class _Open(NamedTuple):
    """A deal that was open on a day, and the stage that it stood at."""

    case: Case
    place: Place


def run_back_test(  # noqa: PLR0913, PLR0917 - what decides how it is done
    cases: Sequence[Case],
    running: Sequence[Case],
    playbooks: Mapping[str, Playbook],
    model: CalibrationModel,
    today: date,
    year_start: int,
) -> BackTest:
    """Walk through the ends of the periods that have gone by.

    Args:
        cases: What has ended, by day.
        running: What has not; it only says how much of what was open is not judged.
        playbooks: By key; their probabilities are today's.
        model: How it is learned, and at the end of what.
        today: What lies ahead is not looked at.
        year_start: The month in which a fiscal year begins.
    """
    cuts = list(_cuts(cases, model, today, year_start))
    judged = _open_on(cases, cuts, playbooks)
    others = _open_on(running, cuts, playbooks)
    days: list[_Day] = []
    for cut, standing in sorted(judged.items()):
        learned_from = bisect_right(cases, cut, key=_end)
        everything = len(standing) + len(others.get(cut, ()))
        days.append(
            _Day(
                cut=date.fromordinal(cut),
                learned_from=learned_from,
                open=everything,
                counts=_is_most(learned_from, learned_from + everything, model)
                and _is_most(len(standing), everything, model),
                standing=standing,
                learned=learn(cases[:learned_from], playbooks, model.weight).learned(),
            )
        )
    priors = playbook_priors(playbooks)
    counted = [day for day in days if day.counts] or days
    seen = {one.case.deal.id for day in counted for one in day.standing}
    return BackTest(
        rows=tuple(_row(day.cut, [day], priors) for day in days),
        totals=_row(None, counted, priors),
        deals=len(seen),
    )


class _Day(NamedTuple):
    """One day: what was open and has ended since, and what had been learned."""

    cut: date
    learned_from: int
    open: int
    counts: bool
    standing: Sequence[_Open]
    learned: Mapping[Place, Decimal]


def _row(cut: date | None, days: Sequence[_Day], priors: Mapping[Place, Decimal]) -> CutRow:
    every = [(one, day.learned) for day in days for one in day.standing]
    return CutRow(
        cut=cut,
        learned_from=days[-1].learned_from if days else 0,
        open=sum(day.open for day in days),
        counts=any(day.counts for day in days),
        playbook=score(Judged(priors[one.place], 1, one.case.won) for one, _ in every),
        calibrated=score(Judged(learned[one.place], 1, one.case.won) for one, learned in every),
    )


def _is_most(part: int, whole: int, model: CalibrationModel) -> bool:
    return part * HUNDRED >= model.settled * whole


def _end(case: Case) -> int:
    return case.ended


def _cuts(
    cases: Sequence[Case], model: CalibrationModel, today: date, year_start: int
) -> Iterator[int]:
    """The last days of periods from the first that saw a deal end to the last before today."""
    if not cases:
        return
    period = Period.of(date.fromordinal(cases[0].ended), model.cuts, year_start)
    while period.last_day < today:
        yield period.last_day.toordinal()
        period = period.next


def _open_on(
    cases: Sequence[Case], cuts: Sequence[int], playbooks: Mapping[str, Playbook]
) -> Mapping[int, list[_Open]]:
    """By day what was open at its end at a stage that has a probability."""
    priors = playbook_priors(playbooks)
    found: dict[int, list[_Open]] = {}
    for case in cases:
        key, first = case.deal.playbook, min(days[0] for days, _ in case.ways if days)
        for cut in cuts[bisect_left(cuts, first) : bisect_left(cuts, case.ended)]:
            place = case.place_on(cut)
            if place is None or place == NONE_YET:
                continue
            stage = (key, playbooks[key].order[place])
            if stage in priors:
                found.setdefault(cut, []).append(_Open(case, stage))
    return found
