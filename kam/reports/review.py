"""A sales review: one page for a meeting, made of the figures of other reports (METHODS.md 10).

Nothing is counted here that a command of its own counts: the quarter is the forecast's, the changes
are the bridge's, dates are the agenda's, and what asks for a word is what `check` finds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.deal import Deal
from kam.domain.incentives import Call
from kam.domain.periods import Grain, Period, days_after
from kam.domain.review_model import Part, ReviewPage
from kam.domain.settings import Settings, TaxBasis
from kam.domain.target import Target
from kam.domain.trail import Trails
from kam.reports.agenda import collect, sifter
from kam.reports.agenda_items import AgendaItem, Ground
from kam.reports.agenda_sources import tenders
from kam.reports.bridge import Side
from kam.reports.calls import Calls, build_calls, called_places
from kam.reports.forecast import Forecast, ForecastRow, build_forecast
from kam.reports.owner_bridge import OwnerBridge, build_owner_bridge
from kam.reports.payments import Owing
from kam.reports.ranges import Ranges, build_ranges
from kam.reports.receivables import Receivables, build_receivables, window_of
from kam.reports.review_attention import Attention, build_attention
from kam.reports.review_deals import DueDeal, largest_due
from kam.reports.review_results import Outcomes, build_outcomes
from kam.reports.selection import EVERYTHING, By, Filter, OtherRow, select


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterRow:
    """What one owner, or all together, have closed and may still close in the quarter.

    As the forecast has them; gap = target - closed, None without a target. `call_commit` and
    `call_best_case` are what was called for the quarter, None where nobody has. p10, p50, p90 and
    `target_probability`, percent, are those of `forecast --range` for independent deals. `owner` is
    None for all, "" for what nobody owns.
    """

    owner: str | None
    target: Decimal | None
    closed: Decimal
    commit: Decimal
    best_case: Decimal
    pipeline: Decimal
    expected: Decimal
    gap: Decimal | None
    coverage: Decimal | None
    attainment: Decimal | None
    call_commit: Decimal | None
    call_best_case: Decimal | None
    p10: Decimal
    p50: Decimal
    p90: Decimal
    target_probability: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """The book that the page compares with, and what is meant in it by the filter.

    `day` is the one that was wanted; the last commit before its end may be of an earlier one.
    """

    day: date
    side: Side
    present: Side
    chosen: Filter


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The result of a review; a part that the page does not have is None.

    Attributes:
        key: The page's in the model.
        quarter: The fiscal quarter of today.
        since: The day with which the page compares.
        quarters: A row an owner with a target or anything closed or due.
        totals: All of them together, against the target of the whole.
        not_called: Who has not called for the quarter, where others have, as below the forecast.
        other: What is in no period, as below the forecast.
        bridge: None also where git has no book of that day.
        months: The months of the fiscal year up to now.
        largest: The largest that are due, of `due` altogether.
        money: What is owed by owner: due soon through the end of the quarter, paid since then.
    """

    as_of: date
    key: str
    page: ReviewPage
    chosen: Filter
    currency: str | None
    tax: TaxBasis | None
    quarter: Period
    since: date
    quarters: tuple[QuarterRow, ...]
    totals: QuarterRow
    not_called: tuple[str, ...]
    other: tuple[OtherRow, ...]
    bridge: OwnerBridge | None
    months: Forecast | None
    results: Outcomes | None
    largest: tuple[DueDeal, ...] | None
    due: int
    tenders: tuple[AgendaItem, ...] | None
    attention: Attention | None
    money: Receivables | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewGround:
    """What a review is made of beside the ground of an agenda, which holds the folders."""

    agenda: Ground
    deals: Sequence[Deal]
    targets: Sequence[Target]
    calls: Sequence[Call]
    trails: Trails | None
    owing: Owing

    @property
    def settings(self) -> Settings:
        """Those of the book."""
        return self.agenda.settings


class _Outlook(NamedTuple):
    """A forecast, and what stands beside it."""

    forecast: Forecast
    calls: Calls
    ranges: Ranges


def build_review(
    ground: ReviewGround,
    key: str,
    page: ReviewPage,
    chosen: Filter = EVERYTHING,
    since: Since | None = None,
) -> Review:
    """Put one page together; without `since` nothing is known of the time before."""
    settings, today, parts = ground.settings, ground.agenda.today, frozenset(page.parts)
    quarter = Period.of(today, Grain.QUARTER, settings.fiscal_year_start)
    whole = _forecast(ground, chosen, quarter)
    called = whole.calls.sums.get((None, str(quarter)))
    back = since.day if since else page.since(today)
    mine = tuple(select(ground.deals, chosen, settings))
    largest, due = (
        largest_due(mine, ground.agenda, ground.trails, quarter, page.opportunities)
        if Part.LARGEST in parts
        else (None, 0)
    )
    return Review(
        as_of=today,
        key=key,
        page=page,
        chosen=chosen,
        currency=settings.currency,
        tax=settings.amounts.tax,
        quarter=quarter,
        since=back,
        quarters=_owners(_forecast(ground, chosen, quarter, By.OWNER)),
        totals=_row(None, whole.forecast.rows[0], whole),
        not_called=called.missing if called else (),
        other=whole.forecast.other,
        bridge=_bridge(since, quarter, chosen) if Part.BRIDGE in parts else None,
        months=_months(ground, chosen) if Part.MONTHS in parts else None,
        results=_outcomes(mine, ground.agenda, back) if Part.RESULTS in parts else None,
        largest=largest,
        due=due,
        tenders=_tenders(ground.agenda, chosen, page) if Part.TENDERS in parts else None,
        attention=build_attention(mine, ground.agenda) if Part.ATTENTION in parts else None,
        money=_money(ground.owing, chosen, back, quarter) if Part.MONEY in parts else None,
    )


def _forecast(
    ground: ReviewGround, chosen: Filter, quarter: Period, by: By | None = None
) -> _Outlook:
    """The forecast of the quarter, what was called for it, and how it may turn out."""
    settings, today = ground.settings, ground.agenda.today
    forecast = build_forecast(
        ground.deals,
        ground.targets,
        settings,
        today,
        Grain.QUARTER,
        by,
        chosen,
        quarter,
        quarter,
        called=called_places(
            ground.calls, settings, today, grain=Grain.QUARTER, by=by, chosen=chosen
        ),
    )
    calls = build_calls(
        ground.calls,
        ground.deals,
        ground.targets,
        settings,
        today,
        grain=Grain.QUARTER,
        periods=(quarter,),
        by=by,
        chosen=chosen,
    )
    return _Outlook(forecast, calls, build_ranges(forecast))


def _owners(outlook: _Outlook) -> tuple[QuarterRow, ...]:
    """Those with a target, a call or anything closed or due."""
    rows = outlook.forecast.rows
    return tuple(
        row
        for row, own in ((_row(own.group, own, outlook), own) for own in rows)
        if own.count or row.closed or row.target or row.call_commit is not None
    )


def _row(owner: str | None, row: ForecastRow, outlook: _Outlook) -> QuarterRow:
    said = outlook.calls.sums.get((owner, row.period or ""))
    call, best = (said.commit, said.best_case) if said else (None, None)
    range_ = outlook.ranges.of(row)
    return QuarterRow(
        owner=owner,
        target=row.target,
        closed=row.closed,
        commit=row.commit,
        best_case=row.best_case,
        pipeline=row.pipeline,
        expected=row.expected,
        gap=None if row.target is None else row.target - row.closed,
        coverage=row.coverage,
        attainment=row.attainment,
        call_commit=call,
        call_best_case=best,
        p10=range_.p10,
        p50=range_.p50,
        p90=range_.p90,
        target_probability=range_.target_probability,
    )


def _months(ground: ReviewGround, chosen: Filter) -> Forecast:
    """The months of the fiscal year up to this one."""
    today, settings = ground.agenda.today, ground.settings
    return build_forecast(
        ground.deals,
        ground.targets,
        settings,
        today,
        Grain.MONTH,
        None,
        chosen,
        Period.of(today, Grain.YEAR, settings.fiscal_year_start),
        Period.of(today, Grain.MONTH, settings.fiscal_year_start),
    )


def _bridge(since: Since | None, quarter: Period, chosen: Filter) -> OwnerBridge | None:
    if since is None:
        return None
    return build_owner_bridge(since.side, since.present, quarter, chosen, since.chosen)


def _outcomes(deals: Iterable[Deal], ground: Ground, since: date) -> Outcomes:
    """What ended after the day that the page looks back to."""
    first = days_after(since, 1)
    return build_outcomes(deals, ground.models, ground.methods.vocabulary, first, ground.today)


def _money(owing: Owing, chosen: Filter, since: date, quarter: Period) -> Receivables:
    """What is owed by owner; soon is due by the end of the quarter, paid came in since then."""
    first, left = days_after(since, 1), (quarter.last_day - owing.today).days
    return build_receivables(owing, window_of(owing, first, owing.today, left), By.OWNER, chosen)


def _tenders(ground: Ground, chosen: Filter, page: ReviewPage) -> tuple[AgendaItem, ...]:
    """The days of the agenda that lie within the page's, and those that are late."""
    last = days_after(ground.today, page.tender_days)
    found = sifter(ground, chosen)(collect(ground, (tenders,)))
    return tuple(item for item in found if item.due <= last)
