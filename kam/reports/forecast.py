"""The forecast: what each period closed and may still close (METHODS.md 11, SPEC.md 3)."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import TYPE_CHECKING

from kam.domain.basis import MEASURES, Basis
from kam.domain.chance import Chance
from kam.domain.deal import Deal
from kam.domain.money import ZERO, ratio_of
from kam.domain.periods import Grain, Period, span
from kam.domain.settings import Settings, TaxBasis
from kam.domain.states import Category
from kam.domain.target import Measure, Target
from kam.domain.targets import Monthly, in_period, plan_targets
from kam.reports.goals import goal, goals_by
from kam.reports.reconciliation import Reconciliation, reconcile
from kam.reports.selection import (
    EVERYTHING,
    Apart,
    By,
    Filter,
    OtherRow,
    apart,
    in_order,
    other_rows,
    select,
)
from kam.reports.tally import COLUMNS, Place, Sums, Tally, total
from kam.reports.team_days import by_team_of_day

if TYPE_CHECKING:
    from kam.domain.lessons import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastRow:
    """One period, and one group with `--by`.

    `weighted` and `open_pipeline` leave `omitted` out. expected = closed + weighted;
    commit_forecast = closed + commit; best_case_forecast = closed + commit + best_case;
    open_pipeline = commit + best_case + pipeline; coverage = open_pipeline / (target - closed),
    None without a target or with nothing left to win; attainment = closed / target; both are
    ratios to 0.0001. `count` counts open deals. `period` is None in the totals.
    """

    period: str | None
    group: str | None
    count: int
    closed: Decimal
    commit: Decimal
    best_case: Decimal
    pipeline: Decimal
    omitted: Decimal
    weighted: Decimal
    expected: Decimal
    commit_forecast: Decimal
    best_case_forecast: Decimal
    open_pipeline: Decimal
    target: Decimal | None
    coverage: Decimal | None
    attainment: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The result of the forecast report; every group has a row for each of the `periods`.

    `backlog` is what of `commit` is sold and still to come, on another basis than bookings;
    `reconciliation` holds bookings against orders.
    `learned` is what the probabilities were learned from; None where they are the playbook's.
    `chances` are what open deals may bring to a row, by its period and group.
    """

    as_of: date
    currency: str | None
    tax: TaxBasis | None
    grain: Grain
    periods: tuple[Period, ...]
    by: By | None
    rows: tuple[ForecastRow, ...]
    totals: ForecastRow
    count_unique: int
    other: tuple[OtherRow, ...]
    basis: Basis = Basis.BOOKINGS
    backlog: Decimal = ZERO
    reconciliation: Reconciliation | None = None
    learned: "Count | None" = None
    chances: Mapping[tuple[str | None, str | None], Sequence[Chance]] = field(default_factory=dict)


def build_forecast(  # noqa: PLR0913, PLR0917 - what the command's options say
    deals: Iterable[Deal],
    targets: Sequence[Target],
    settings: Settings,
    today: date,
    grain: Grain = Grain.QUARTER,
    by: By | None = None,
    chosen: Filter = EVERYTHING,
    first: Period | None = None,
    last: Period | None = None,
    basis: Basis = Basis.BOOKINGS,
    called: Collection[Place] = (),
) -> Forecast:
    """Sum what is closed and what is open by period (METHODS.md 11, SPEC.md 3).

    What is closed counts in the period of its day, an open deal in that of its close date. Overdue
    and undated ones, those on hold, unconverted ones and alternatives that do not count are in no
    period; they stand in `other`, and there too what closed in these periods and nothing converts.

    Args:
        deals: All deals of a book.
        targets: All targets of a book.
        settings: Of the book.
        today: An open deal due before it is overdue.
        grain: The length of the periods.
        by: A grouping; rows then stand for each group that has anything, and each period. Targets
            are known by owner and by team: of a team, what the teams below it do not carry.
        chosen: The filter; a target is known for an owner's and a team's.
        first: From the period that holds its first day; else from the start of the fiscal year.
        last: Through the period that holds its last day; else through the last one with an open
            deal, a booking, a target or a call, the current one at least.
        basis: That of the deals, see `on_basis`; it says which targets they are held against.
        called: Where somebody has called: there is a row, also where there is nothing else.
    """
    period_of = cache(partial(Period.of, grain=grain, year_start=settings.fiscal_year_start))
    tally = Tally(period_of, by)
    standing: list[tuple[Apart, Deal]] = []
    unbooked: list[Deal] = []
    counted = list(select(by_team_of_day(deals, settings), chosen, settings))
    for deal in counted:
        if deal.is_open:
            where = place(deal, today)
            if isinstance(where, Apart):
                standing.append((where, deal))
            else:
                tally.count_open(deal, where)
        if deal.bookings:
            tally.count_closed(deal)
        if deal.unbooked:
            unbooked.append(deal)
    measure = MEASURES.get(basis)
    plan = plan_targets(targets if measure else (), settings, measure or Measure.BOOKINGS)
    whole = goal(plan, chosen, settings)
    start = period_of(first.first_day if first else _year_of(today, settings).first_day)
    days = [
        today,
        *_last_month(whole),
        *(entry.day for deal in unbooked for entry in deal.unbooked),
    ]
    ends = (start, *map(period_of, days), *(period for _, period in (*tally.sums, *called)))
    periods = tuple(span(start, period_of(last.last_day) if last else max(ends)))
    sums, wanted = tally.within(periods), frozenset(periods)
    beside = [group for group, period in called if period in wanted]
    rows = tuple(_rows(sums, goals_by(plan, by, chosen, settings), beside, periods, by))
    standing += _unconverted(unbooked, lambda day: period_of(day) in wanted)
    summed, reconciled = total(sums.values()), None
    if basis is Basis.BOOKINGS:
        closed = summed.columns[Category.CLOSED]
        reconciled = reconcile(counted, closed, lambda day: period_of(day) in wanted)
    return Forecast(
        as_of=today,
        currency=settings.currency,
        tax=settings.amounts.tax,
        grain=grain,
        periods=periods,
        by=by,
        rows=rows,
        totals=_totals(summed, rows),
        count_unique=len(set().union(*(tally.deals.get(period, ()) for period in periods))),
        other=other_rows(standing),
        basis=basis,
        reconciliation=reconciled,
        backlog=summed.backlog,
        chances={(str(period), group): own.chances for (group, period), own in sums.items()},
    )


def place(deal: Deal, today: date) -> Apart | date:
    """Where an open deal stands: the day on which it is due, or why it is in no period."""
    if reason := apart(deal):
        return reason
    if deal.close_date is None:
        return Apart.UNDATED
    return Apart.OVERDUE if deal.close_date < today else deal.close_date


def _year_of(day: date, settings: Settings) -> Period:
    return Period.of(day, Grain.YEAR, settings.fiscal_year_start)


def _last_month(months: Monthly) -> list[date]:
    """The first day of the last month that has a target, where there is one."""
    return [Period(max(months), Grain.MONTH).first_day] if months else []


def _unconverted(
    deals: Iterable[Deal], in_range: Callable[[date], bool]
) -> Iterator[tuple[Apart, Deal]]:
    """The deals that closed something in the periods which nothing converts."""
    for deal in deals:
        listed = deal.is_open and apart(deal) is Apart.UNCONVERTED
        if not listed and any(in_range(booking.day) for booking in deal.unbooked):
            yield Apart.UNCONVERTED, deal


def _rows(
    sums: Mapping[Place, Sums],
    goals: Mapping[str | None, Monthly],
    called: Iterable[str | None],
    periods: Sequence[Period],
    by: By | None,
) -> Iterator[ForecastRow]:
    """By group, then by period; of groups those that have anything in the periods, or called."""
    aimed = {
        (group, period): target
        for group, months in goals.items()
        for period in periods
        if (target := in_period(months, period)) is not None
    }
    groups = {*(group for group, _ in (*sums, *aimed)), *called} if by else {None}
    for group in (
        [key for key in COLUMNS if key in groups] if by is By.CATEGORY else in_order(groups)
    ):
        for period in periods:
            cell = (group, period)
            yield _row(str(period), group, sums.get(cell) or Sums(), aimed.get(cell))


def _totals(sums: Sums, rows: Iterable[ForecastRow]) -> ForecastRow:
    targets = [row.target for row in rows if row.target is not None]
    return _row(None, None, sums, sum(targets, ZERO) if targets else None)


def _row(period: str | None, group: str | None, sums: Sums, target: Decimal | None) -> ForecastRow:
    closed, commit, best_case, pipeline, omitted = (sums.columns[column] for column in COLUMNS)
    open_pipeline = commit + best_case + pipeline
    return ForecastRow(
        period=period,
        group=group,
        count=sums.count,
        closed=closed,
        commit=commit,
        best_case=best_case,
        pipeline=pipeline,
        omitted=omitted,
        weighted=sums.weighted,
        expected=closed + sums.weighted,
        commit_forecast=closed + commit,
        best_case_forecast=closed + commit + best_case,
        open_pipeline=open_pipeline,
        target=target,
        coverage=None if target is None else ratio_of(open_pipeline, target - closed),
        attainment=None if target is None else ratio_of(closed, target),
    )
