"""Attainment: plan against actual, by owner and team and period (METHODS.md 10, SPEC.md 4).

Credit goes by splits. A team's row takes in the teams below it; overlays count for their person
alone and are in no team's row and not in the total.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from kam.domain.money import ZERO, ratio_of
from kam.domain.pace import Course, Pace, course_of, pace_of, steps_of
from kam.domain.periods import Grain, Period, span
from kam.domain.settings import Settings, TaxBasis, WorkCalendar
from kam.domain.target import Measure, Target
from kam.domain.targets import in_period, plan_targets
from kam.reports.attainment_tree import Entry, Level, tree_of
from kam.reports.credit_ledger import Ledger
from kam.reports.credited import CreditGround, PeriodOf, gather
from kam.reports.selection import EVERYTHING, Filter, OtherRow


@dataclass(frozen=True, slots=True, kw_only=True)
class AttainmentRow:
    """What a person, a team or all were to reach in a period, and have.

    attainment = closed / target; gap = target - closed, negative beyond the target; expected =
    closed + weighted; coverage = open_pipeline / gap and weighted_coverage = weighted / gap, None
    where nothing is left to win. Ratios to 0.0001. Only bookings have an open pipeline. `overlay`
    is credited outside the 100 %: in `closed` of a person, in that of nobody else. `pace` is there
    for a period that today lies in and that has a target. `over` says that the period lies behind
    us, and `depth` how far below a topmost team the row stands.
    """

    level: Level
    owner: str | None
    team: str | None
    depth: int
    period: str
    measure: Measure
    target: Decimal | None
    closed: Decimal
    overlay: Decimal
    expected: Decimal | None
    attainment: Decimal | None
    gap: Decimal | None
    open_pipeline: Decimal | None
    weighted: Decimal | None
    coverage: Decimal | None
    weighted_coverage: Decimal | None
    pace: Pace | None
    over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureAttainment:
    """One measure: its rows by period and then by team, the whole last; `total` is of the whole.

    `other` is what stands apart of the open pipeline, and what was achieved and nothing converts.
    `uneven` are the deals whose splits do not total 100 %. `unknown` is what was sold without a
    margin that anybody states, and `unknown_count` how many sales that is.
    """

    measure: Measure
    rows: tuple[AttainmentRow, ...]
    total: AttainmentRow
    other: tuple[OtherRow, ...]
    uneven: tuple[str, ...]
    unknown: Decimal
    unknown_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Attainment:
    """The result of the report; `courses` are of the periods that today lies in.

    `targets_read` is False where the file that would hold the targets was not read.
    """

    as_of: date
    currency: str | None
    tax: TaxBasis | None
    whole: str
    courses: Mapping[str, Course]
    measures: tuple[MeasureAttainment, ...]
    targets_read: bool


Spans = Mapping[str, tuple[Period, ...]]
"""The periods of the rows by what they are called, the whole last."""


def build_attainment(  # noqa: PLR0913, PLR0917 - what the command's options say
    ground: CreditGround,
    targets: Sequence[Target],
    chosen: Filter = EVERYTHING,
    grain: Grain = Grain.QUARTER,
    first: Period | None = None,
    last: Period | None = None,
    measure: Measure | None = None,
) -> Attainment:
    """Hold what was achieved against the targets (METHODS.md 10).

    Args:
        ground: What credits are made of.
        targets: All targets of the book.
        chosen: The filter. An owner and a team are those of the credit, the rest those of the deal;
            targets are known for an owner and a team.
        grain: The length of the periods.
        first: From the period that holds its first day; else from the start of the fiscal year of
            `last`, or of today.
        last: Through the period that holds its last day; else through the end of the fiscal year
            of today, or of `first` if that is later.
        measure: This one alone; else bookings, and each other one that somebody has a target for,
            as far as the filter leaves anything of it.
    """
    settings, today = ground.settings, ground.today
    periods = _periods(grain, first, last, settings, today)
    whole = _name(periods, settings)
    spans: Spans = {**{str(period): (period,) for period in periods}, whole: periods}
    stated = {target.measure for target in targets} | {Measure.BOOKINGS}
    wanted = [measure] if measure else [one for one in Measure if one in stated]
    return Attainment(
        as_of=today,
        currency=settings.currency,
        tax=settings.amounts.tax,
        whole=whole,
        courses={
            name: course
            for name, parts in spans.items()
            if (course := course_of(parts[0], parts[-1], today, settings.calendar))
        },
        measures=tuple(
            found
            for one in wanted
            if (found := _measure(ground, targets, chosen, spans, one))
            and (one in {measure, Measure.BOOKINGS} or _has_any(found.total))
        ),
        targets_read="targets.yaml" not in ground.unread,
    )


def _periods(
    grain: Grain, first: Period | None, last: Period | None, settings: Settings, today: date
) -> tuple[Period, ...]:
    year_start = settings.fiscal_year_start
    opening = Period.of(last.last_day if last else today, Grain.YEAR, year_start).first_day
    begins = first.first_day if first else opening
    closing = Period.of(max(today, begins), Grain.YEAR, year_start).last_day
    ends = last.last_day if last else closing
    start, end = (Period.of(day, grain, year_start) for day in (begins, ends))
    return tuple(span(start, max(start, end)))


def _name(periods: Sequence[Period], settings: Settings) -> str:
    """What all periods are called together: a fiscal year, else `2026Q2/2026Q3`."""
    start, end = periods[0], periods[-1]
    year = Period.of(start.first_day, Grain.YEAR, settings.fiscal_year_start)
    if (year.first_day, year.last_day) == (start.first_day, end.last_day):
        return str(year)
    return str(start) if len(periods) == 1 else f"{start}/{end}"


def _measure(
    ground: CreditGround, targets: Sequence[Target], chosen: Filter, spans: Spans, measure: Measure
) -> MeasureAttainment:
    *_, periods = spans.values()
    gathered = gather(ground, chosen, _finder(periods), measure)
    ledger = gathered.ledger
    plan = plan_targets(targets, ground.settings, measure)
    entries = [
        entry
        for entry in tree_of(plan, ledger.whos, chosen, ground.settings)
        if entry.level is Level.BOOK or _matters(entry, ledger, periods)
    ]
    look = _Look(measure, ledger, ground.today, ground.settings.calendar)
    rows = tuple(
        _row(entry, name, parts, look) for name, parts in spans.items() for entry in entries
    )
    return MeasureAttainment(
        measure=measure,
        rows=rows,
        total=rows[-1],
        other=gathered.other,
        uneven=gathered.uneven,
        unknown=sum((credit.amount for credit in gathered.unknown), ZERO),
        unknown_count=len({(one.opportunity, one.day, one.line) for one in gathered.unknown}),
    )


def _finder(periods: Sequence[Period]) -> PeriodOf:
    """Finds the period of a day among those that are looked at."""
    known = frozenset(periods)
    _, grain, year_start = periods[0]

    def period_of(day: date) -> Period | None:
        period = Period.of(day, grain, year_start)
        return period if period in known else None

    return cache(period_of)


def _matters(entry: Entry, ledger: Ledger, periods: Sequence[Period]) -> bool:
    """Whether a line has a target in any period, or anything closed or open."""
    aimed = any(in_period(entry.months, period) is not None for period in periods)
    return aimed or any(ledger.of(entry.whos, periods, overlays=True))


def _has_any(total: AttainmentRow) -> bool:
    """Whether there is a target or anything achieved."""
    return total.target is not None or bool(total.closed)


class _Look(NamedTuple):
    """What all rows of a measure have in common."""

    measure: Measure
    ledger: Ledger
    today: date
    calendar: WorkCalendar


def _row(entry: Entry, name: str, periods: Sequence[Period], look: _Look) -> AttainmentRow:
    sums = look.ledger.of(entry.whos, periods, overlays=entry.overlays)
    targets = [in_period(entry.months, period) for period in periods]
    known = [target for target in targets if target is not None]
    target = sum(known, ZERO) if known else None
    gap = None if target is None else target - sums.closed
    booked = look.measure is Measure.BOOKINGS
    return AttainmentRow(
        level=entry.level,
        owner=entry.owner,
        team=entry.team,
        depth=entry.depth,
        period=name,
        measure=look.measure,
        target=target,
        closed=sums.closed,
        overlay=look.ledger.of(entry.whos, periods, overlays=True).overlay,
        expected=sums.closed + sums.weighted if booked else None,
        attainment=None if target is None else ratio_of(sums.closed, target),
        gap=gap,
        open_pipeline=sums.open if booked else None,
        weighted=sums.weighted if booked else None,
        coverage=ratio_of(sums.open, gap) if booked and gap is not None else None,
        weighted_coverage=ratio_of(sums.weighted, gap) if booked and gap is not None else None,
        pace=None if target is None else _pace(entry, periods, sums.closed, target, look),
        over=periods[-1].last_day < look.today,
    )


def _pace(
    entry: Entry, periods: Sequence[Period], closed: Decimal, target: Decimal, look: _Look
) -> Pace | None:
    steps = [
        (step, in_period(entry.months, step) or ZERO)
        for period in periods
        for step in steps_of(period)
    ]
    return pace_of(closed, target, steps, look.today, look.calendar)
