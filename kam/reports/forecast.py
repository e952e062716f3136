"""The forecast: what each period closed and may still close (METHODS.md 11, SPEC.md 3)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import NamedTuple

from kam.domain.deal import Deal
from kam.domain.money import ZERO, ratio_of
from kam.domain.periods import Grain, Period, span
from kam.domain.settings import Settings, TaxBasis
from kam.domain.states import Category
from kam.domain.target import Target
from kam.domain.targets import Monthly, in_period, plan_targets
from kam.reports.goals import goal, goals_by
from kam.reports.selection import (
    EVERYTHING,
    Apart,
    By,
    Filter,
    OtherRow,
    apart,
    group_of,
    in_order,
    other_rows,
    parts,
    select,
)

COLUMNS = (
    Category.CLOSED,
    Category.COMMIT,
    Category.BEST_CASE,
    Category.PIPELINE,
    Category.OMITTED,
)
"""The categories in the order of the columns, and of the rows by category."""


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
    """The result of the forecast report."""

    as_of: date
    currency: str | None
    tax: TaxBasis | None
    grain: Grain
    by: By | None
    rows: tuple[ForecastRow, ...]
    totals: ForecastRow
    count_unique: int
    other: tuple[OtherRow, ...]


class _Entry(NamedTuple):
    """What one deal brings to one row; `deal` is None for what is closed."""

    period: Period
    group: str | None
    category: Category
    amount: Decimal
    weighted: Decimal
    deal: str | None


@dataclass(slots=True)
class _Sums:
    """What one row adds up."""

    count: int = 0
    weighted: Decimal = ZERO
    columns: dict[Category, Decimal] = field(default_factory=lambda: dict.fromkeys(COLUMNS, ZERO))

    def add(self, entry: _Entry) -> None:
        self.count += entry.deal is not None
        self.weighted += entry.weighted
        self.columns[entry.category] += entry.amount


_PeriodOf = Callable[[date], Period]


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
            deal, a booking or a target, the current one at least.
    """
    period_of = cache(partial(Period.of, grain=grain, year_start=settings.fiscal_year_start))
    wanted = tuple(select(deals, chosen, settings))
    placed = [(deal, place(deal, today)) for deal in wanted if deal.is_open]
    due = [(deal, day) for deal, day in placed if isinstance(day, date)]
    entries = [entry for deal, day in due for entry in _opened(deal, period_of(day), by)]
    entries += [entry for deal in wanted if deal.bookings for entry in _closed(deal, period_of, by)]
    plan = plan_targets(targets, settings)
    whole = goal(plan, chosen, settings)
    goals = goals_by(plan, by, chosen, settings)
    start = period_of(first.first_day if first else _year_of(today, settings).first_day)
    days = [today, *_last_month(whole)]
    days += [booking.day for deal in wanted for booking in deal.unbooked]
    ends = (start, *map(period_of, days), *{entry.period for entry in entries})
    end = period_of(last.last_day) if last else max(ends)
    periods = tuple(span(start, end))
    within = frozenset(periods)
    counted = [entry for entry in entries if entry.period in within]
    rows = tuple(_rows(counted, goals, periods, by))
    standing = [(reason, deal) for deal, reason in placed if isinstance(reason, Apart)]
    standing += _unconverted(wanted, lambda day: period_of(day) in within)
    return Forecast(
        as_of=today,
        currency=settings.currency,
        tax=settings.amounts.tax,
        grain=grain,
        by=by,
        rows=rows,
        totals=_totals(counted, rows),
        count_unique=len({entry.deal for entry in counted} - {None}),
        other=other_rows(standing),
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


def _opened(deal: Deal, period: Period, by: By | None) -> Iterator[_Entry]:
    omitted = deal.category is Category.OMITTED
    for part in parts(deal, by):
        weighted = ZERO if omitted else part.weighted
        yield _Entry(period, part.group, deal.category, part.amount, weighted, deal.id)


def _closed(deal: Deal, period_of: _PeriodOf, by: By | None) -> Iterator[_Entry]:
    for booking in deal.bookings:
        if by is By.CATEGORY:
            group: str | None = Category.CLOSED
        else:
            group = booking.line if by is By.LINE else group_of(deal, by)
        period = period_of(booking.day)
        yield _Entry(period, group, Category.CLOSED, booking.amount, ZERO, None)


def _unconverted(
    deals: Iterable[Deal], in_range: Callable[[date], bool]
) -> Iterator[tuple[Apart, Deal]]:
    """The deals that closed something in the periods which nothing converts."""
    for deal in deals:
        if not deal.unbooked:
            continue
        listed = deal.is_open and apart(deal) is Apart.UNCONVERTED
        if not listed and any(in_range(booking.day) for booking in deal.unbooked):
            yield Apart.UNCONVERTED, deal


def _rows(
    entries: Iterable[_Entry],
    goals: Mapping[str | None, Monthly],
    periods: Sequence[Period],
    by: By | None,
) -> Iterator[ForecastRow]:
    """By group, then by period; of groups only those that have anything in the periods."""
    sums: dict[tuple[str | None, Period], _Sums] = {}
    for entry in entries:
        place = (entry.group, entry.period)
        if place not in sums:
            sums[place] = _Sums()
        sums[place].add(entry)
    aimed = {
        (group, period): target
        for group, months in goals.items()
        for period in periods
        if (target := in_period(months, period)) is not None
    }
    groups = {group for group, _ in (*sums, *aimed)} if by else {None}
    for group in (
        [key for key in COLUMNS if key in groups] if by is By.CATEGORY else in_order(groups)
    ):
        for period in periods:
            cell = (group, period)
            yield _row(str(period), group, sums.get(cell, _Sums()), aimed.get(cell))


def _totals(entries: Iterable[_Entry], rows: Iterable[ForecastRow]) -> ForecastRow:
    sums = _Sums()
    for entry in entries:
        sums.add(entry)
    targets = [row.target for row in rows if row.target is not None]
    return _row(None, None, sums, sum(targets, ZERO) if targets else None)


def _row(period: str | None, group: str | None, sums: _Sums, target: Decimal | None) -> ForecastRow:
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
