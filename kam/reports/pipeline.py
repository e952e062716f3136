"""The funnel: open deals by stage (METHODS.md 1 and 11)."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.alignment import Alignment, alignment_of
from kam.domain.deal import Deal
from kam.domain.money import ZERO
from kam.domain.periods import Grain, Period
from kam.domain.playbook import Playbook, Stage
from kam.domain.settings import Settings, TaxBasis
from kam.domain.stalling import stalled_days
from kam.domain.survival import Durations
from kam.domain.trail import Trails
from kam.reports.ages import StagePlace, ages_of
from kam.reports.selection import (
    EVERYTHING,
    By,
    Filter,
    OtherRow,
    acceptor,
    apart,
    in_order,
    other_rows,
    parts,
)
from kam.reports.slippage import measure_slippage


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineRow:
    """One stage of one playbook, and of one group with `--by`; `stage` is None for none yet.

    `group` is "" for deals without such a fact. `median_days` is how many calendar days half of the
    stays at the stage last, by Kaplan and Meier; None where too many go on to say it. `stalled`
    deals have stood longer, in working days, than their stage allows. `pushed` are the deals whose
    close date moved into a later month at least once; None where there is no history. `ahead` and
    `behind` are the deals whose stage does not fit the customer's step (METHODS.md 3); where
    nothing says the step they are in neither.
    """

    playbook: str
    stage: str | None
    probability: Decimal | None
    group: str | None
    count: int
    amount: Decimal
    weighted: Decimal
    median_days: int | None
    stalled: int
    pushed: int | None = None
    ahead: int = 0
    behind: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineTotals:
    """Sums over all rows; `count_unique` counts each deal once, however many rows it is in.

    So do `pushed`, `ahead` and `behind`, which are of deals and not of parts. `slippage` is that
    of the current quarter, a ratio; None where nothing is known of its start.
    """

    count: int
    count_unique: int
    amount: Decimal
    weighted: Decimal
    stalled: int
    pushed: int | None = None
    slippage: Decimal | None = None
    ahead: int = 0
    behind: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """The result of the pipeline report."""

    as_of: date
    currency: str | None
    tax: TaxBasis | None
    by: By | None
    rows: tuple[PipelineRow, ...]
    totals: PipelineTotals
    other: tuple[OtherRow, ...]


@dataclass(slots=True)
class _Sums:
    """What one row adds up."""

    count: int = 0
    amount: Decimal = ZERO
    weighted: Decimal = ZERO
    stalled: int = 0
    pushed: int = 0
    ahead: int = 0
    behind: int = 0


def build_pipeline(  # noqa: PLR0913, PLR0917 - what the command's options say
    deals: Iterable[Deal],
    playbooks: Mapping[str, Playbook],
    settings: Settings,
    today: date,
    by: By | None = None,
    chosen: Filter = EVERYTHING,
    trails: Trails | None = None,
) -> Pipeline:
    """Sum the open deals by stage, every open stage of each playbook in use, empty ones too.

    Deals on hold, unconverted ones and alternatives that do not count stand apart in `other`. A
    deal without a stage is counted and weighs nothing.

    Args:
        deals: All deals of a book; those that are not open are passed over.
        playbooks: Those of the book by key; it holds each deal's.
        settings: Of the book: its default playbook has its rows always, if it can be read.
        today: The day up to which time in a stage is counted: that of every deal which ever stood
            there, see `ages_of`.
        by: One of the groupings; by line a deal brings each line its part.
        chosen: The filter.
        trails: The close dates that the deals had; None without history.
    """
    every = tuple(deals)
    accepts = acceptor(chosen, settings)
    selected = list(filter(accepts, every))
    found = [(deal, apart(deal)) for deal in selected if deal.is_open]
    counted = [deal for deal, reason in found if reason is None]
    pushed = {deal.id for deal in counted if trails.pushes(deal)} if trails else None
    fits = {
        deal.id: alignment_of(playbooks[deal.playbook], deal.stage, deal.buying_step)
        for deal in counted
    }
    sums = _sum(counted, playbooks, settings, today, by, pushed or (), fits)
    ages = ages_of(selected, playbooks, today, by)
    rows = tuple(_rows(sums, ages, playbooks, settings, by, known=pushed is not None))
    fitting = Counter(fits.values())
    quarter = Period.of(today, Grain.QUARTER, settings.fiscal_year_start)
    return Pipeline(
        as_of=today,
        currency=settings.currency,
        tax=settings.amounts.tax,
        by=by,
        rows=rows,
        totals=PipelineTotals(
            count=sum(row.count for row in rows),
            count_unique=len(counted),
            amount=sum((row.amount for row in rows), ZERO),
            weighted=sum((row.weighted for row in rows), ZERO),
            stalled=sum(row.stalled for row in rows),
            pushed=None if pushed is None else len(pushed),
            slippage=_slippage(every, accepts, trails, quarter),
            ahead=fitting[Alignment.AHEAD],
            behind=fitting[Alignment.BEHIND],
        ),
        other=other_rows((reason, deal) for deal, reason in found if reason),
    )


def _slippage(
    deals: Sequence[Deal], accepts: Callable[[Deal], bool], trails: Trails | None, quarter: Period
) -> Decimal | None:
    """That of the quarter; None where the history does not reach to its beginning."""
    due = trails.due(quarter.first_day, quarter.last_day) if trails else None
    return None if due is None else measure_slippage(filter(accepts, due), deals, quarter.last_day)


def _sum(  # noqa: PLR0913, PLR0917 - what a row adds up from
    counted: Iterable[Deal],
    playbooks: Mapping[str, Playbook],
    settings: Settings,
    today: date,
    by: By | None,
    pushed: Container[str],
    fits: Mapping[str, Alignment | None],
) -> dict[StagePlace, _Sums]:
    sums: dict[StagePlace, _Sums] = {}
    for deal in counted:
        days = stalled_days(deal, playbooks[deal.playbook], settings.calendar, today)
        for part in parts(deal, by):
            row = sums.setdefault((deal.playbook, part.group, deal.stage), _Sums())
            row.count += 1
            row.amount += part.amount
            row.weighted += part.weighted
            row.stalled += days is not None
            row.pushed += deal.id in pushed
            row.ahead += fits[deal.id] is Alignment.AHEAD
            row.behind += fits[deal.id] is Alignment.BEHIND
    return sums


def _rows(  # noqa: PLR0913 - what a row is made of
    sums: Mapping[StagePlace, _Sums],
    ages: Mapping[StagePlace, Durations],
    playbooks: Mapping[str, Playbook],
    settings: Settings,
    by: By | None,
    *,
    known: bool,
) -> Iterator[PipelineRow]:
    """The book's default playbook first; in each every group, in each group every stage."""
    used = {playbook for playbook, _, _ in sums} | {settings.playbook} & set(playbooks)
    for key in sorted(used, key=lambda key: (key != settings.playbook, key)):
        groups = {group for playbook, group, _ in sums if playbook == key}
        for group in in_order(groups if by else {None}):
            for stage in (None, *playbooks[key].open_stages):
                place = (key, group, stage.key if stage else None)
                own = sums.get(place) or _Sums()
                yield _row(place, stage, own, ages.get(place), known=known)


def _row(
    place: StagePlace, stage: Stage | None, sums: _Sums, ages: Durations | None, *, known: bool
) -> PipelineRow:
    playbook, group, key = place
    return PipelineRow(
        playbook=playbook,
        stage=key,
        probability=stage.probability if stage else None,
        group=group,
        count=sums.count,
        amount=sums.amount,
        weighted=sums.weighted,
        median_days=ages.median if ages else None,
        stalled=sums.stalled,
        pushed=sums.pushed if known else None,
        ahead=sums.ahead,
        behind=sums.behind,
    )
