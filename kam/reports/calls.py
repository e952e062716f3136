"""The sellers' calls: which hold on a day, and what they add up to beside a forecast (SPEC.md 1).

A call says what a whole period will bring, with what is closed of it already, so that its commit
stands beside the forecast's closed + commit. Its period is one: what is called for a quarter says
nothing of its months, and calls for months do not add up to one for the quarter.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from kam.domain.calls import Seat, best_case_of, calls_in_force
from kam.domain.deal import Deal
from kam.domain.incentives import Call
from kam.domain.money import ZERO
from kam.domain.periods import Grain, Period
from kam.domain.settings import Settings
from kam.domain.target import Target
from kam.domain.targets import in_period, plan_targets
from kam.domain.teams import team_of, teams_under
from kam.reports.forecast import place
from kam.reports.goals import goals_by, is_known
from kam.reports.selection import By, Filter, select
from kam.reports.tally import Place

Cell = tuple[str | None, str]
"""A group, None where nothing is grouped, and a period as a forecast's row has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSum:
    """What those of a group have called for a period.

    Attributes:
        commit: The sum of their commits.
        best_case: The same of their best cases; who states none expects no more than the commit.
        called: How many have called.
        day: When the latest of them was said.
        missing: Who has not, and has something open, closed or a target in the period.
    """

    commit: Decimal
    best_case: Decimal
    called: int
    day: date
    missing: tuple[str, ...]

    @property
    def callers(self) -> int:
        """Of how many a call was to be expected."""
        return self.called + len(self.missing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calls:
    """The calls beside a forecast: their sums by group and period, and each of them.

    `elsewhere` are the grains of other calls that lie in the same time; they do not add up to it.
    """

    sums: Mapping[Cell, CallSum]
    each: tuple[Call, ...] = ()
    elsewhere: tuple[Grain, ...] = ()


NO_CALLS = Calls(sums={})


def called_places(  # noqa: PLR0913 - as of the forecast
    calls: Sequence[Call],
    settings: Settings,
    today: date,
    *,
    grain: Grain,
    by: By | None,
    chosen: Filter,
) -> frozenset[Place]:
    """The groups and periods of a forecast for which somebody has called; see `build_calls`."""
    return frozenset(
        (_group(seat, by, settings, today), seat[1])
        for seat in _held(calls, settings, today, by, chosen)
        if seat[1].grain is grain
    )


def _held(
    calls: Sequence[Call], settings: Settings, today: date, by: By | None, chosen: Filter
) -> Mapping[Seat, Call]:
    """The calls in force that a filter lets through; none where it or the groups know none."""
    if not (calls and is_known(chosen) and by in {None, By.OWNER, By.TEAM}):
        return {}
    accepts = partial(is_chosen, chosen=chosen, settings=settings, today=today)
    force = calls_in_force(calls, today, settings.fiscal_year_start)
    return {seat: call for seat, call in force.items() if accepts(seat)}


def build_calls(  # noqa: PLR0913 - the book, the report that they stand beside, its groups
    calls: Sequence[Call],
    deals: Iterable[Deal],
    targets: Sequence[Target],
    settings: Settings,
    today: date,
    *,
    grain: Grain,
    periods: Iterable[Period],
    by: By | None,
    chosen: Filter,
) -> Calls:
    """What was called for the periods of a forecast; nothing where its filter or groups know none.

    Calls are known by owner, and so of a team and of the whole book: the sum of their people's. A
    person belongs to the team of the period's last day, of a period that runs, that of today.

    Args:
        calls: Those of the book.
        deals: All deals of the book: whoever has one in a period is to call it.
        targets: Whoever has one, too.
        settings: Of the book.
        today: Calls of later days do not hold yet.
        grain: Of the forecast.
        periods: Its periods.
        by: Its grouping.
        chosen: Its filter.
    """
    held, shown = _held(calls, settings, today, by, chosen), frozenset(periods)
    if not (held and shown):
        return NO_CALLS
    counted = {seat: call for seat, call in held.items() if seat[1] in shown}
    first, last = min(shown).first_day, max(shown).last_day
    others = {
        period.grain
        for _, period in held
        if period.grain is not grain and period.first_day <= last and period.last_day >= first
    }
    called = frozenset(period for _, period in counted)
    expected: set[Seat] = set()
    if called:
        expected = {
            *_with_deals(deals, settings, today, called, chosen),
            *_with_targets(targets, settings, called, chosen),
        }
    seats: dict[Cell, tuple[list[Call], set[str]]] = {}
    for seat in (*counted, *(expected - counted.keys())):
        cell = (_group(seat, by, settings, today), str(seat[1]))
        said, missing = seats.setdefault(cell, ([], set()))
        if seat in counted:
            said.append(counted[seat])
        else:
            missing.add(seat[0])
    return Calls(
        sums={cell: _sum(said, missing) for cell, (said, missing) in seats.items() if said},
        each=tuple(counted[seat] for seat in sorted(counted, key=lambda seat: (seat[1], seat[0]))),
        elsewhere=tuple(other for other in Grain if other in others),
    )


def team_in(owner: str, period: Period, settings: Settings, today: date) -> str | None:
    """The team in which a person answers for a period: that of its last day, or of today."""
    return team_of(owner, settings, min(today, period.last_day))


def is_chosen(seat: Seat, chosen: Filter, settings: Settings, today: date) -> bool:
    """Whether a filter of owner or team lets a person's call for a period through."""
    if chosen.owner not in {None, seat[0]}:
        return False
    own = team_in(*seat, settings, today)
    return chosen.team is None or own in teams_under(chosen.team, settings)


def _sum(said: Sequence[Call], missing: Iterable[str]) -> CallSum:
    return CallSum(
        commit=sum((call.commit for call in said), ZERO),
        best_case=sum((best_case_of(call) for call in said), ZERO),
        called=len(said),
        day=max(call.date for call in said),
        missing=tuple(sorted(missing)),
    )


def _group(seat: Seat, by: By | None, settings: Settings, today: date) -> str | None:
    if by is None:
        return None
    return seat[0] if by is By.OWNER else team_in(*seat, settings, today) or ""


def _with_deals(
    deals: Iterable[Deal],
    settings: Settings,
    today: date,
    periods: frozenset[Period],
    chosen: Filter,
) -> Iterator[Seat]:
    """Everybody with an open deal due in one of the periods, or one that closed something in it."""
    first, last = min(periods).first_day, max(periods).last_day
    days: set[tuple[str, date]] = set()
    for deal in select(deals, chosen, settings):
        if deal.owner is None:
            continue
        due = deal.close_date
        if due and first <= due <= last and deal.is_open and place(deal, today) == due:
            days.add((deal.owner, due))
        for booking in deal.bookings:
            if first <= booking.day <= last:
                days.add((deal.owner, booking.day))
    for owner, day in days:
        for period in periods:
            if period.first_day <= day <= period.last_day:
                yield owner, period


def _with_targets(
    targets: Sequence[Target], settings: Settings, periods: frozenset[Period], chosen: Filter
) -> Iterator[Seat]:
    """Everybody with a target for some of a period."""
    plan = plan_targets(targets, settings)
    for owner, months in goals_by(plan, By.OWNER, chosen, settings).items():
        for period in periods:
            if owner is not None and in_period(months, period) is not None:
                yield owner, period
