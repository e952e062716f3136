"""Calibration: what the stages were really worth, and how true the playbook's word was.

The learned probability of a stage and how stated ones are judged are of METHODS.md 11.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.calibration import Interval, Judged, Score, score, wilson_interval
from kam.domain.calibration_model import CalibrationModel
from kam.domain.cases import Case, Ended
from kam.domain.lessons import Lessons, Place, learn, open_probability
from kam.domain.money import HUNDRED, ZERO, to_cents
from kam.domain.playbook import Playbook
from kam.domain.settings import Settings
from kam.domain.states import ClosedWord
from kam.reports.back_test import BackTest, run_back_test
from kam.reports.selection import By, Filter, acceptor, group_of, in_order

GROUPINGS = (By.SEGMENT, By.OWNER)
"""What calibration groups by."""


class Verdict(ClosedWord):
    """What the interval says of the playbook's probability, where it does not hold it."""

    TOO_HIGH = "too_high"
    TOO_LOW = "too_low"


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRow:
    """One open stage, and one group with `--by`; probabilities in percent, not rounded.

    Attributes:
        n: The ended deals that stood at it.
        won: How many of them were won.
        observed: won / n; None where nothing has ended, and for a group that has too few.
        prior: The playbook's; None where it says none.
        toward: What `learned` is drawn to: the playbook's, of a group what all deals taught.
        learned: (w + m·toward) / (n + m) to 0.01, never 0 or 100; None where `prior` is, and for
            a group with too few.
        low: Where the interval of `observed` begins.
        high: Where it ends.
        verdict: Whether the playbook's lies outside; None as well where too few have ended.
    """

    playbook: str
    stage: str
    group: str | None
    n: int
    won: int
    observed: Decimal | None
    prior: Decimal | None
    toward: Decimal | None
    learned: Decimal | None
    low: Decimal | None
    high: Decimal | None
    verdict: Verdict | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BinRow:
    """What was said to be between two percentages, `to` not among them, and what happened."""

    from_: Decimal
    to: Decimal
    n: int
    won: int
    stated: Decimal
    observed: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """The result of the calibrate report.

    Attributes:
        rows: The stages, by group and playbook.
        ended: All that was learned from.
        won: How many of them were won.
        open: How many stand or stood at a stage and have not ended.
        stages: How the playbook's probabilities did, each deal once a stage that it stood at.
        overrides: How the probabilities did that people had set, each deal once.
        bins: What was stated, against what happened: of the playbook's probabilities.
        back_test: How the learned ones did, on deals that they had not seen.
        too_few: The groups that have too few at every stage, and how many ended deals they have.
        left_out: What nothing is learned from.
    """

    as_of: date
    by: By | None
    model: CalibrationModel
    rows: tuple[StageRow, ...]
    ended: int
    won: int
    open: int
    stages: Score
    overrides: Score
    bins: tuple[BinRow, ...]
    back_test: BackTest
    too_few: tuple[tuple[str, int], ...]
    left_out: Ended

    @property
    def settled(self) -> Decimal | None:
        """The percentage of all deals that has ended; None where there is none."""
        whole = self.ended + self.open
        return HUNDRED * self.ended / whole if whole else None


def build_calibration(  # noqa: PLR0913, PLR0917 - what the command's options say
    known: Ended,
    playbooks: Mapping[str, Playbook],
    model: CalibrationModel,
    settings: Settings,
    today: date,
    by: By | None,
    chosen: Filter,
) -> Calibration:
    """Learn from what has ended, and judge it.

    Args:
        known: What has ended.
        playbooks: By key.
        model: How it is learned.
        settings: Of the book.
        today: The back-test looks at no later day.
        by: Segment or owner.
        chosen: The filter; nothing is learned from what it leaves out.
    """
    accepts = acceptor(chosen, settings)
    cases = [case for case in known.cases if accepts(case.deal)]
    running = [case for case in known.open if accepts(case.deal)]
    shown = {case.deal.playbook for case in cases} or {settings.playbook}
    used = {key: playbook for key, playbook in playbooks.items() if key in shown}
    whole = learn(cases, used, model.weight)
    judged = list(whole.judged())
    groups, too_few = _groups(cases, used, model, whole, by)
    return Calibration(
        as_of=today,
        by=by,
        model=model,
        rows=tuple(
            row
            for group, lessons in groups.items()
            for row in _rows(group, lessons, used, model, whole)
        ),
        ended=whole.total.ended,
        won=whole.total.won,
        open=len(running),
        stages=score(judged),
        overrides=score(_overrides(cases)),
        bins=tuple(_bins(judged, model)),
        back_test=run_back_test(
            cases, running, playbooks, model, today, settings.fiscal_year_start
        ),
        too_few=too_few,
        left_out=known,
    )


def _groups(
    cases: Sequence[Case],
    playbooks: Mapping[str, Playbook],
    model: CalibrationModel,
    whole: Lessons,
    by: By | None,
) -> tuple[Mapping[str | None, Lessons], tuple[tuple[str, int], ...]]:
    """What each group teaches, drawn to what all do; and those that have too few everywhere."""
    if by is None:
        return {None: whole}, ()
    parted: dict[str | None, list[Case]] = {}
    for case in cases:
        parted.setdefault(group_of(case.deal, by), []).append(case)
    groups: dict[str | None, Lessons] = {}
    too_few: list[tuple[str, int]] = []
    for group in in_order(parted):
        lessons = learn(parted[group], playbooks, model.weight, whole.learned())
        places = _places(playbooks)
        if any(lessons.count(place).ended >= model.least for place in places):
            groups[group] = lessons
        else:
            too_few.append((group or "", len(parted[group])))
    return groups, tuple(too_few)


def _places(playbooks: Mapping[str, Playbook]) -> Iterator[Place]:
    for key, playbook in playbooks.items():
        for stage in playbook.open_stages:
            yield key, stage.key


def _rows(
    group: str | None,
    lessons: Lessons,
    playbooks: Mapping[str, Playbook],
    model: CalibrationModel,
    whole: Lessons,
) -> Iterator[StageRow]:
    for place in _places(playbooks):
        key, stage = place
        count = lessons.count(place)
        speaks = group is None or count.ended >= model.least
        interval = wilson_interval(count.won, count.ended, model.confidence) if speaks else None
        prior, learned = whole.prior(place), lessons.probability(place)
        yield StageRow(
            playbook=key,
            stage=stage,
            group=group,
            n=count.ended,
            won=count.won,
            observed=HUNDRED * count.won / count.ended if interval else None,
            prior=prior,
            toward=lessons.prior(place),
            learned=open_probability(learned) if speaks and learned is not None else None,
            low=interval and interval.low,
            high=interval and interval.high,
            verdict=_verdict(prior, interval) if count.ended >= model.least else None,
        )


def _verdict(prior: Decimal | None, interval: Interval | None) -> Verdict | None:
    if prior is None or interval is None:
        return None
    if prior > interval.high:
        return Verdict.TOO_HIGH
    return Verdict.TOO_LOW if prior < interval.low else None


def _overrides(cases: Iterable[Case]) -> Iterator[Judged]:
    """The probabilities that people had set last, each of the deal that it stands in."""
    for case in cases:
        if case.deal.override is not None:
            yield Judged(case.deal.override, 1, case.won)


def _bins(judged: Iterable[Judged], model: CalibrationModel) -> Iterator[BinRow]:
    """The rows of the reliability table in which anything is."""
    parted: dict[int, list[Judged]] = {}
    for one in judged:
        if one.n:
            parted.setdefault(int(one.probability * model.bins / HUNDRED), []).append(one)
    for number, found in sorted(parted.items()):
        n, won = sum(one.n for one in found), sum(one.won for one in found)
        stated = sum((one.probability * one.n for one in found), ZERO) / n
        interval = wilson_interval(won, n, model.confidence) or Interval(ZERO, HUNDRED)
        yield BinRow(
            from_=to_cents(HUNDRED * number / model.bins),
            to=to_cents(HUNDRED * (number + 1) / model.bins),
            n=n,
            won=won,
            stated=stated,
            observed=HUNDRED * won / n,
            low=interval.low,
            high=interval.high,
        )
