"""Velocity: win rates, cycles, stages, losses, and what moves it most (METHODS.md 11)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.cases import real_deals
from kam.domain.deal import Deal
from kam.domain.methods import Methods
from kam.domain.periods import Period
from kam.domain.settings import Settings, TaxBasis
from kam.domain.velocity_model import VelocityModel
from kam.reports.cohorts import CohortRow, cohort_rows
from kam.reports.conversion import Within, journeys_of
from kam.reports.levers import Lever, levers_of
from kam.reports.losses import CompetitorRow, ReasonRow, competitor_rows, reason_rows
from kam.reports.results import Results, VelocityRow, collect_results
from kam.reports.selection import EVERYTHING, By, Filter, in_order, select
from kam.reports.stage_steps import StageRow, stage_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Velocity:
    """The result of the velocity report.

    `rows` by group, a single one of all where nothing is grouped. `by_lever` is what the best
    groups of the levers are grouped by, `improvement` the percentage by which each factor is
    improved, `cases` how many a best value is made of at least. `no_history` deals have none and
    are in no stage.
    """

    as_of: date
    currency: str | None
    tax: TaxBasis | None
    by: By | None
    by_lever: By
    first: Period | None
    last: Period | None
    improvement: Decimal
    cases: int
    rows: tuple[VelocityRow, ...]
    totals: VelocityRow
    levers: tuple[Lever, ...]
    stages: tuple[StageRow, ...]
    cohorts: tuple[CohortRow, ...]
    reasons: tuple[ReasonRow, ...]
    competitors: tuple[CompetitorRow, ...]
    no_history: int


def build_velocity(  # noqa: PLR0913, PLR0917 - what the command's options say
    deals: Iterable[Deal],
    methods: Methods,
    settings: Settings,
    model: VelocityModel,
    today: date,
    by: By | None = None,
    chosen: Filter = EVERYTHING,
    first: Period | None = None,
    last: Period | None = None,
    stage: str | None = None,
) -> Velocity:
    """Measure how deals end, how fast, and where on the way they stay.

    Args:
        deals: All deals of a book.
        methods: The playbooks, and the words for reasons.
        settings: Of the book.
        model: What is counted with beside the definitions.
        today: Open deals are known to stand up to it.
        by: A grouping of the rows. The best values of the levers are those of a team where the rows
            are, else of an owner: people can do as others do, and a line has its own prices.
        chosen: The filter.
        first: Only what ended from its first day on, and what entered a stage from then on.
        last: The same up to its last day.
        stage: The stage by whose entry cohorts are made; else that is the first one of each deal.
    """
    every = tuple(deals)
    selected = list(select(every, chosen, settings))
    real = {one.deal.id for one in real_deals(every)}
    within = window(first, last)
    # one that ended on a day that nobody knows is in no period
    dateless = first is None and last is None
    ended = [
        deal
        for deal in selected
        if not deal.is_open
        and deal.id in real
        and (within(deal.closed_on.toordinal()) if deal.closed_on else dateless)
    ]
    by_lever = By.TEAM if by is By.TEAM else By.OWNER
    found = {
        one: collect_results(ended, selected, one) for one in dict.fromkeys((None, by, by_lever))
    }
    whole = found[None].get(None, Results())
    totals = whole.row(None, model)
    ways = journeys_of(selected, methods.playbooks)
    rows = [found[by][group].row(group, model) for group in in_order(found[by])]
    return Velocity(
        as_of=today,
        currency=settings.currency,
        tax=settings.amounts.tax,
        by=by,
        by_lever=by_lever,
        first=first,
        last=last,
        improvement=model.improvement,
        cases=model.cases,
        rows=tuple(rows) if by else (totals,),
        totals=totals,
        levers=tuple(levers_of(whole, found[by_lever], model)),
        stages=tuple(stage_rows(ways, methods.playbooks, settings.calendar, today, within)),
        cohorts=tuple(cohort_rows(ways, methods.playbooks, settings, within, stage)),
        reasons=reason_rows(ended, methods.vocabulary),
        competitors=competitor_rows(ended),
        no_history=sum(not deal.track for deal in selected),
    )


def window(first: Period | None, last: Period | None) -> Within:
    """Whether a day lies in the periods from `first` through `last`."""
    begin = (first.first_day if first else date.min).toordinal()
    end = (last.last_day if last else date.max).toordinal()
    return lambda day: begin <= day <= end
