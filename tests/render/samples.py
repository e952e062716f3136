"""Results made by hand, for tables that are compared whole: the funnel of LOOKS.md and others."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from kam.domain.book import Book, Folder
from kam.domain.finding import Finding, Severity
from kam.domain.label import Label
from kam.domain.methods import Methods
from kam.domain.periods import Grain, Period
from kam.domain.settings import TaxBasis
from kam.domain.states import Category, State
from kam.domain.working_points import PointState
from kam.reports.bridge import Bridge, BridgeRow, Entry
from kam.reports.events import Event, Source, What
from kam.reports.forecast import Forecast, ForecastRow
from kam.reports.history import History
from kam.reports.listing_rows import AccountRow, OpportunityRow, TaskRow
from kam.reports.movements import Movement
from kam.reports.pipeline import Pipeline, PipelineRow, PipelineTotals
from kam.reports.relationship import NextStep, RelationshipRow, RelationshipStatus
from kam.reports.selection import Apart, By, OtherRow
from kam.workspace.opening import open_book
from kam.workspace.worktree import WorkTree

TODAY = date(2026, 11, 21)
SAMPLE_BOOK = Path(__file__).parents[2]
THOUSAND = Decimal(1000)


@cache
def sample_book() -> Book:
    """The fictional book in the root of the repository."""
    return open_book(WorkTree(SAMPLE_BOOK))


def built_in_methods() -> Methods:
    """The methods that the sample book uses; it changes none of them."""
    return sample_book().methods


def folder(account: str) -> Folder:
    """One account's folder of the sample book."""
    return next(found for found in sample_book().folders if found.account.id == account)


_STAGES = (
    (None, None, 1, 400, 0, 6, 0),
    ("G", 10, 2, 850, 85, 12, 0),
    ("F", 20, 0, 0, 0, None, 0),
    ("E", 25, 2, 2300, 575, 31, 1),
    ("D", 30, 0, 0, 0, None, 0),
    ("C", 50, 3, 5400, 2700, 44, 1),
    ("B", 75, 0, 0, 0, None, 0),
    ("A", 90, 1, 900, 810, 9, 0),
)


def pipeline(by: By | None = None) -> Pipeline:
    """The funnel of LOOKS.md; by owner it is shown for two, the second in another playbook."""
    rows = pipeline_rows("li.wei" if by else None)
    if by:
        rows += pipeline_rows(None, playbook="six-stage", stages=("bid",))
    return Pipeline(
        as_of=TODAY,
        currency="CNY",
        tax=TaxBasis.INCLUDED,
        by=by,
        rows=rows,
        totals=PipelineTotals(
            count=sum(row.count for row in rows),
            count_unique=9,
            amount=sum((row.amount for row in rows), Decimal(0)),
            weighted=sum((row.weighted for row in rows), Decimal(0)),
            stalled=sum(row.stalled for row in rows),
            pushed=4,
            slippage=Decimal(1) / 3,
        ),
        other=(
            OtherRow(Apart.HELD, 1, 400 * THOUSAND, 100 * THOUSAND, ("acme/hall",)),
            OtherRow(
                Apart.UNCONVERTED,
                1,
                Decimal(0),
                Decimal(0),
                ("acme/usd",),
                (("USD", Decimal(120000)),),
            ),
        ),
    )


def pipeline_rows(
    group: str | None, playbook: str = "milestone", stages: tuple[str, ...] = ()
) -> tuple[PipelineRow, ...]:
    """The rows of one playbook; `stages` instead of the milestone's."""
    template = _STAGES if not stages else tuple((key, *_STAGES[3][1:]) for key in stages)
    return tuple(
        PipelineRow(
            playbook=playbook,
            stage=stage,
            probability=None if percent is None else Decimal(percent),
            group=group,
            count=count,
            amount=amount * THOUSAND,
            weighted=weighted * THOUSAND,
            median_days=days,
            stalled=stalled,
        )
        for stage, percent, count, amount, weighted, days, stalled in template
    )


def forecast_row(  # noqa: PLR0913, PLR0917 - the figures of a row in thousand
    period: str | None,
    closed: int,
    commit: int,
    best_case: int,
    pipeline_: int,
    weighted: int,
    target: int | None,
    group: str | None = None,
    omitted: int = 0,
) -> ForecastRow:
    """A row of the forecast in thousand, with what follows from the figures."""
    left = None if target is None else target - closed
    open_ = commit + best_case + pipeline_
    return ForecastRow(
        period=period,
        group=group,
        count=3,
        closed=closed * THOUSAND,
        commit=commit * THOUSAND,
        best_case=best_case * THOUSAND,
        pipeline=pipeline_ * THOUSAND,
        omitted=omitted * THOUSAND,
        weighted=weighted * THOUSAND,
        expected=(closed + weighted) * THOUSAND,
        commit_forecast=(closed + commit) * THOUSAND,
        best_case_forecast=(closed + commit + best_case) * THOUSAND,
        open_pipeline=open_ * THOUSAND,
        target=None if target is None else target * THOUSAND,
        coverage=Decimal(open_) / left if left and left > 0 else None,
        attainment=None if not target else Decimal(closed) / target,
    )


def forecast(by: By | None = None) -> Forecast:
    """The forecast of LOOKS.md; by owner one has no name, and something is omitted."""
    plain = (
        forecast_row("2026Q4", 1200, 900, 1800, 640, 1842, 3000),
        forecast_row("2027Q1", 0, 0, 3600, 2300, 2375, 3000),
    )
    grouped = (
        forecast_row("2026Q4", 1200, 900, 0, 640, 842, 3000, "li.wei", omitted=70),
        forecast_row("2026Q4", 0, 0, 1800, 0, 1000, None, "chen.jie"),
        forecast_row("2027Q1", 0, 0, 3600, 2300, 2375, 3000, ""),
        forecast_row("2027Q1", 0, 0, 0, 0, 0, None, "chen.jie"),
    )
    return Forecast(
        as_of=TODAY,
        currency="CNY",
        tax=TaxBasis.INCLUDED,
        grain=Grain.QUARTER,
        periods=(Period.parse("2026Q4"), Period.parse("2027Q1")),
        by=by,
        rows=grouped if by else plain,
        totals=forecast_row(None, 1200, 900, 5400, 2940, 4217, 6000, omitted=70 if by else 0),
        count_unique=3,
        other=(
            OtherRow(Apart.ALTERNATIVES, 2, 3600 * THOUSAND, Decimal(0), ("acme/a", "acme/b")),
            OtherRow(Apart.OVERDUE, 1, 400 * THOUSAND, 100 * THOUSAND, ("acme/mes",)),
        ),
    )


def entry(  # noqa: PLR0913, PLR0917 - before and after
    name: str,
    amount: int,
    from_amount: int | None,
    to_amount: int | None,
    close: str,
    stage: str,
) -> Entry:
    """One opportunity of a bridge in thousand; `close` and `stage` as `before after`."""
    identifier, _, called = name.partition(" ")
    (from_close, to_close), (from_stage, to_stage) = (
        [None if part == "-" else part for part in (text.split() * 2)[:2]]
        for text in (close, stage)
    )
    return Entry(
        id=identifier,
        name=called,
        there=(from_close is not None, to_close is not None),
        from_amount=None if from_amount is None else from_amount * THOUSAND,
        to_amount=None if to_amount is None else to_amount * THOUSAND,
        from_close=date.fromisoformat(from_close) if from_close else None,
        to_close=date.fromisoformat(to_close) if to_close else None,
        from_stage=from_stage,
        to_stage=to_stage,
        amount=amount * THOUSAND,
    )


MOVED = {
    Movement.CREATED: (
        entry("acme/line-3 Line 3", 2000, None, 2000, "- 2027-03-31", "- C"),
        entry("powergrid/relay 继电保护改造", 1200, None, 1200, "- 2027-06-30", "- -"),
    ),
    Movement.INCREASED: (
        entry("acme/mes MES upgrade, phase 2", 640, 2560, 3200, "2026-12-31 2027-03-31", "E C"),
    ),
    Movement.DECREASED: (
        entry("bell/agv 自动导引车", -150, 900, 750, "2027-02-28", "C"),
    ),
    Movement.LOST: (
        entry("harbour/crane Crane control", -1000, 1000, 1000, "2026-10-31", "D"),
    ),
    Movement.WON: (
        entry("havnesund-marine/sensor-retrofit Sensor retrofit", -1200, 1200, 1200,
              "2026-11-30", "terms close"),
    ),
}  # fmt: skip


def bridge(
    due: Period | None = None, moved: Mapping[Movement, tuple[Entry, ...]] = MOVED
) -> Bridge:
    """The bridge of LOOKS.md."""
    opening = 11400 * THOUSAND
    gained = sum((one.amount for found in moved.values() for one in found), Decimal(0))
    ends = {Movement.OPENING: (opening, 21), Movement.CLOSING: (opening + gained, 20)}
    rows = []
    for kind in Movement:
        found = moved.get(kind, ())
        amount = sum((one.amount for one in found), Decimal(0))
        amount, count = ends.get(kind, (amount, len(found)))
        rows.append(BridgeRow(kind, amount, count, found))
    return Bridge(
        from_day=date(2026, 9, 30),
        as_of=TODAY,
        from_currency="CNY",
        currency="CNY",
        tax=TaxBasis.INCLUDED,
        due=due,
        rows=tuple(rows),
        left_out=0,
    )


def relationship() -> RelationshipStatus:
    """Two accounts, one with all that alarms."""
    calm = RelationshipRow(
        account="qing-lan",
        name="青岚钢铁股份有限公司华东分公司",
        tier="core",
        owner="li.wei",
        stage="stabilise",
        since=date(2026, 3, 12),
        days_in_stage=254,
        share_of_wallet=Decimal("0.342"),
        phase="middle",
        ladder="repeat",
        relation_type="supplier",
        contact_coverage=Decimal("0.735"),
        last_contact=date(2026, 11, 18),
        next_step=NextStep(
            id="draft", what="Send the contract draft", due=date(2026, 12, 2), owner="li.wei"
        ),
        alerts=(),
        suggested_phase="strategic",
        depth="use-problems",
        points=(PointState(key="regular-reviews", label=Label(en="Regular reviews")),),
        gone=(),
    )
    bare = RelationshipRow(
        account="havnesund-marine",
        name="Havnesund Marine Systems",
        tier=None,
        owner=None,
        stage="none",
        since=None,
        days_in_stage=None,
        share_of_wallet=None,
        phase=None,
        ladder=None,
        relation_type=None,
        contact_coverage=None,
        last_contact=None,
        next_step=None,
        alerts=("no-contact", "no-next-step"),
        suggested_phase=None,
        depth=None,
        points=(),
        gone=(),
    )
    stages = {"none": 1, "establish": 0, "stabilise": 1}
    return RelationshipStatus(as_of=TODAY, rows=(calm, bare), stages=stages, is_empty=False)


def history(name: str) -> History:
    """The life of an opportunity with all that can happen in it, and of its account."""
    mes = [
        _event("2026-03-02", "created", None, "MES upgrade", who="王建国"),
        _event("2026-03-02", "stage", None, "G", because="call note of 2 March"),
        _event(
            "2026-05-20", "stage", "G", "D", because="the director asked us on the telephone",
            evidence={"supporter-won": "minutes of 20 May: she will defend our solution"},
            waived=("exchange-promised",),
        ),
        _event("2026-06-01", "close_date", date(2026, 9, 30), date(2026, 12, 15)),
        _event("2026-06-01", "amount", Decimal(3200000), Decimal("2950000.50")),
        _event("2026-06-15", "renamed", "acme/line", "acme/mes"),
        _event("2026-07-01", "unreadable"),
        _event("2026-07-02", "entry_removed", "G"),
        _event("2026-07-03", "category", None, "commit", because="promised in writing"),
        _event("2026-07-03", "probability", None, Decimal(80)),
        _event("2026-08-01", "stage", "D", "F", because="the supporter left"),
        _event(
            "2026-09-01", "hold", None, {"since": date(2026, 9, 1), "until": date(2026, 11, 30)},
            because="budget frozen",
        ),
        _event(
            "2026-11-20", "outcome", None, {"result": "lost", "to": "Siemens"}, commit=None,
            who=None, because="price",
        ),
    ]  # fmt: skip
    if name == "acme/mes":
        return History(
            as_of=TODAY, name=name, title="MES upgrade", events=tuple(mes), pushes=2,
            days_in_stage=112, workdays_in_stage=80,
        )  # fmt: skip
    own = _event("2026-02-01", "relationship", "none", "establish", because="first order")
    tier = _event("2026-02-01", "tier", None, "key")
    events = [replace(event, opportunity=None) for event in (own, tier)]
    return History(as_of=TODAY, name=name, title="青岚钢铁", events=(*events, *mes))


def _event(  # noqa: PLR0913, PLR0917 - what an event has
    on: str,
    what: str,
    old: object = None,
    new: object = None,
    who: str | None = "li.wei",
    commit: str | None = "9fcbdf6e2c1a",
    **more: Any,
) -> Event:
    return Event(
        date=date.fromisoformat(on),
        who=who,
        opportunity="acme/mes",
        what=What(what),
        from_=old,
        to=new,
        commit=commit,
        source=Source.BOTH,
        **more,
    )


def opportunity_row(name: str = "MES upgrade, phase 2", currency: str = "CNY") -> OpportunityRow:
    """A row of `list opportunities`."""
    return OpportunityRow(
        id="qing-lan/mes-upgrade",
        name=name,
        account="qing-lan",
        playbook="milestone",
        stage="B",
        probability=Decimal(75),
        amount=Decimal(3200000),
        currency=currency,
        close_date=date(2026, 10, 28),
        owner="li.wei",
        category=Category.COMMIT,
        state=State.OPEN,
        days_in_stage=44,
        pushes=3,
    )


def account_row() -> AccountRow:
    """A row of `list accounts`."""
    return AccountRow(
        id="qing-lan",
        name="青岚钢铁",
        tier="core",
        owner="li.wei",
        industry="steel",
        segment=None,
        ownership="state",
        parent=None,
        group="qing-lan",
        stage="stabilise",
    )


def task_row() -> TaskRow:
    """A row of `list tasks`."""
    return TaskRow(
        id="qing-lan/draft",
        account="qing-lan",
        what="Send the contract draft for phase 2 to the legal department",
        due=date(2026, 12, 2),
        owner="li.wei",
        opportunity="qing-lan/mes-upgrade",
        done=None,
    )


def findings() -> tuple[Finding, ...]:
    """An unreadable amount, and a close date that has passed."""
    path = "accounts/acme/opportunities/mes.yaml"
    return (
        Finding(
            "KAM003",
            "value",
            Severity.ERROR,
            path,
            ("amount",),
            line=5,
            column=9,
            length=7,
            params={"kind": "amount", "value": "12k EUR", "example": "12000"},
            skips=True,
        ),
        Finding(
            "KAM102",
            "close-date-past",
            Severity.WARNING,
            path,
            ("close_date",),
            line=8,
            column=13,
            length=10,
            params={"days": 3},
        ),
    )


def source_line(_path: str, number: int) -> str | None:
    """The lines that the findings point at."""
    return {5: "amount: 12k EUR", 8: "close_date: 2026-11-18"}.get(number)
