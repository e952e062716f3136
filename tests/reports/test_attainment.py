"""Attainment: plan against actual by owner, team and period, as of 2026-11-21."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kam.domain.account import Account
from kam.domain.book import Book
from kam.domain.deals import build_deals
from kam.domain.opportunity import Opportunity, Split
from kam.domain.periods import Grain, Period
from kam.domain.settings import Member, Settings, Team, TeamFrom
from kam.domain.states import Kind
from kam.domain.target import Measure
from kam.reports.attainment import Attainment, AttainmentRow, build_attainment
from kam.reports.attainment_tree import Level
from kam.reports.credited import CreditGround
from kam.reports.forecast import build_forecast
from kam.reports.selection import Apart, Filter
from tests.domain.builders import TODAY, book, day, facts, opportunity, order, target, won
from tests.strategies import LAW, OWNERS, books

CHINA = Settings(
    currency="CNY",
    people={
        "li.wei": Member(team="north"),
        "chen.jie": Member(
            team=(
                TeamFrom(team="north", from_=day("2026-01-01")),
                TeamFrom(team="south", from_=day("2026-07-01")),
            )
        ),
        "wu.mei": Member(team="support"),
    },
    teams={"north": Team(parent="china"), "south": Team(parent="china"), "china": Team()},
)
SHARED = (
    Split(owner="li.wei", share=Decimal(70)),
    Split(owner="chen.jie", share=Decimal(30)),
    Split(owner="wu.mei", share=Decimal(20), overlay=True),
)


def attain(whole: Book, chosen: Filter | None = None, **options: Any) -> Attainment:
    ground = CreditGround(
        deals=build_deals(whole, TODAY),
        folders=lambda: whole.folders,
        settings=whole.settings,
        unread=frozenset(),
        today=TODAY,
    )
    return build_attainment(ground, whole.targets, chosen or Filter(), **options)


def plan(*opportunities: Opportunity, **more: Any) -> Book:
    return book(*opportunities, settings=CHINA, **more)


def sold(name: str, on: str, amount: int, **stated: Any) -> Opportunity:
    more = {"owner": "li.wei", **stated}
    return opportunity(f"acme/{name}", amount=amount, outcome=won(on), **more)


def due(name: str, amount: int, **stated: Any) -> Opportunity:
    more = {"owner": "li.wei", "stage": "A", "close_date": "2026-12-20", **stated}
    return opportunity(f"acme/{name}", amount=amount, **more)


def row(result: Attainment, whose: str = "", period: str = "2026Q4", nr: int = 0) -> AttainmentRow:
    """The row of a person, of a `team north`, or of all."""
    kind, _, name = whose.rpartition(" ")
    level = Level.BOOK if not whose else Level.TEAM if kind else Level.OWNER
    found = [
        one
        for one in result.measures[nr].rows
        if (one.level, one.period) == (level, period)
        and name in {(one.team if level is Level.TEAM else one.owner) or "", ""}
    ]
    assert len(found) == 1, [facts(one, "level owner team period") for one in found]
    return found[0]


def lines(result: Attainment, period: str = "2026Q4") -> list[tuple[object, ...]]:
    rows = result.measures[0].rows
    return [facts(one, "depth team owner") for one in rows if one.period == period]


# Credit and target


def test_what_was_sold_in_another_team_is_that_teams_here_and_in_the_forecast() -> None:
    frame = due("frame", 1000, owner="chen.jie", kind=Kind.FRAMEWORK)
    orders = tuple(
        order(name, on, 100, opportunity="frame")
        for name, on in (("may", "2026-05-10"), ("july", "2026-07-10"))
    )
    whole = plan(frame, orders={"acme": orders})
    for team, closed in (("north", (100, 0)), ("south", (0, 100))):
        own = attain(whole, Filter(team=team))
        parts = build_forecast(
            build_deals(whole, TODAY), (), CHINA, TODAY, chosen=Filter(team=team)
        )
        by_period = {one.period: one.closed for one in parts.rows}
        for period, amount in zip(("2026Q2", "2026Q3"), closed, strict=True):
            assert by_period[period] == row(own, f"team {team}", period).closed == amount
    assert parts.totals.open_pipeline == 800


def test_a_persons_credit_is_held_against_the_persons_target() -> None:
    result = attain(
        plan(
            sold("shared", "2026-10-10", 1000, splits=SHARED),
            due("open", 400),
            targets=(target("owner li.wei", "2026", 4000, 20, 25, 25, 30),),
        )
    )
    mine = row(result, "li.wei")
    assert facts(mine, "target closed attainment gap expected open_pipeline weighted") == (
        1200,
        700,
        Decimal("0.5833"),
        500,
        1060,
        400,
        360,
    )
    assert facts(mine, "coverage weighted_coverage") == (Decimal("0.8"), Decimal("0.72"))
    assert facts(row(result, "li.wei", "2026"), "target closed attainment") == (
        4000,
        700,
        Decimal("0.175"),
    )
    assert [one.period for one in result.measures[0].rows if one.level is Level.BOOK] == [
        *("2026Q1", "2026Q2", "2026Q3", "2026Q4"),
        "2026",
    ]


def test_an_overlay_counts_for_its_person_and_in_no_team() -> None:
    result = attain(plan(sold("shared", "2026-10-10", 1000, splits=SHARED)))
    assert facts(row(result, "wu.mei"), "closed overlay") == (200, 200)
    assert facts(row(result, "team support"), "closed overlay") == (0, 200)
    assert facts(row(result), "closed overlay") == (1000, 200)
    mine = attain(plan(sold("shared", "2026-10-10", 1000, splits=SHARED)), Filter(owner="wu.mei"))
    assert row(mine).closed == 200


def test_the_tree_has_teams_with_their_people_and_the_teams_below_them() -> None:
    result = attain(
        plan(
            sold("early", "2026-03-01", 10, owner="chen.jie"),
            sold("late", "2026-10-10", 5, owner="chen.jie"),
            sold("alone", "2026-10-10", 1, owner="stranger"),
            sold("nobodys", "2026-10-10", 2, owner=None),
            targets=(target("team north", "2026Q4", 100), target("owner gone", "2026Q4", 7)),
        )
    )
    assert lines(result) == [
        (0, "china", None),
        (1, "north", None),
        (2, "north", "chen.jie"),
        (1, "south", None),
        (2, "south", "chen.jie"),
        (0, None, "gone"),
        (0, None, "stranger"),
        (0, None, None),
        (0, None, None),
    ]
    assert facts(row(result, "team china"), "target closed") == (100, 5)
    assert facts(row(result, "team china", "2026"), "target closed") == (100, 15)
    assert facts(row(result), "target closed") == (107, 8)
    assert facts(row(result, "gone"), "target closed attainment") == (7, 0, 0)


def test_a_filter_asks_for_the_team_and_the_person_that_are_credited() -> None:
    whole = plan(
        sold("shared", "2026-10-10", 1000, splits=SHARED),
        due("later", 10, close_date="2026-11-01", splits=SHARED),
        targets=(target("owner chen.jie", "2026Q4", 600), target("team north", "2026Q4", 900)),
    )
    south = attain(whole, Filter(team="south"))
    assert facts(row(south), "target closed") == (600, 300)
    assert lines(south) == [(0, "south", None), (1, "south", "chen.jie"), (0, "south", None)]
    (overdue,) = south.measures[0].other
    assert facts(overdue, "kind count amount weighted") == (Apart.OVERDUE, 1, 3, Decimal("2.7"))
    elsewhere = attain(whole, Filter(account="acme"))
    assert facts(row(elsewhere), "target closed attainment gap coverage") == (
        None,
        1000,
        None,
        None,
        None,
    )
    assert not attain(whole, Filter(account="bell")).measures[0].total.closed


def test_splits_that_miss_100_are_named() -> None:
    wrong = SHARED[:1]
    result = attain(plan(sold("odd", "2026-10-10", 1000, splits=wrong), due("fine", 1)))
    assert result.measures[0].uneven == ("acme/odd",)
    assert row(result, "li.wei").closed == 1000


# Periods and pace


def test_the_running_periods_have_a_pace() -> None:
    result = attain(
        plan(
            sold("one", "2026-10-10", 500),
            targets=(target("owner li.wei", "2026", 4000, 20, 25, 25, 30),),
        )
    )
    assert {name: tuple(course) for name, course in result.courses.items()} == {
        "2026Q4": (37, 66),
        "2026": (232, 261),
    }
    pace = row(result, "li.wei").pace
    assert pace
    assert pace.due == Decimal("672.73")
    assert facts(pace, "ahead per_day") == (Decimal("-172.73"), Decimal("24.14"))
    year = row(result, "li.wei", "2026").pace
    assert year
    assert year.due == 800 + 1000 + 1000 + Decimal("672.73")
    past = row(result, "li.wei", "2026Q3")
    assert (past.pace, past.over) == (None, True)


def test_other_periods_are_those_that_were_asked_for() -> None:
    whole = plan(sold("one", "2026-10-10", 500))
    for first, last, periods, name in (
        ("2026Q2", "2026Q3", 2, "2026Q2/2026Q3"),
        ("2025Q4", None, 5, "2025Q4/2026Q4"),
        ("2027Q3", None, 2, "2027Q3/2027Q4"),
        (None, "2025Q2", 2, "2025Q1/2025Q2"),
        ("2026Q4", "2026Q4", 1, "2026Q4"),
    ):
        result = attain(
            whole,
            first=Period.parse(first) if first else None,
            last=Period.parse(last) if last else None,
        )
        rows = {one.period for one in result.measures[0].rows}
        assert len(rows | {name}) == periods + (periods > 1)
        assert result.whole == name


def test_a_fiscal_year_is_named_by_the_year_in_which_it_ends() -> None:
    settings = Settings(currency="CNY", fiscal_year_start=4)
    result = attain(book(sold("one", "2026-10-10", 5), settings=settings), grain=Grain.YEAR)
    assert result.whole == "2027"
    assert row(result, period="2027").closed == 5


# Measures


def orders_of(**more: Any) -> Book:
    return plan(
        sold("mes", "2026-02-01", 1200, splits=SHARED[:2]),
        sold("bare", "2026-05-05", 70),
        accounts=(Account(id="acme", name="Acme", owner="li.wei", segment="steel"),),
        orders={"acme": (order("one", "2026-10-02", 1000, opportunity="mes", margin=200),)},
        **more,
    )


def test_each_measure_with_a_target_has_its_own_rows() -> None:
    aims = (
        target("owner li.wei", "2026Q4", 100, measure=Measure.MARGIN),
        target("", "2026", 9, measure=Measure.CASH),
    )
    result = attain(orders_of(targets=aims))
    assert [one.measure for one in result.measures] == ["bookings", "cash", "margin"]
    margin = row(result, "li.wei", nr=2)
    assert facts(margin, "target closed attainment gap") == (100, 140, Decimal("1.4"), -40)
    assert facts(margin, "expected open_pipeline weighted coverage") == (None, None, None, None)
    assert facts(result.measures[2], "unknown unknown_count") == (70, 1)
    steel = attain(orders_of(targets=aims), Filter(segment="steel"))
    assert [one.measure for one in steel.measures] == ["bookings", "margin"]
    assert (
        not attain(orders_of(), Filter(segment="food"), measure=Measure.ORDERS)
        .measures[0]
        .total.closed
    )


def test_one_measure_can_be_asked_for() -> None:
    result = attain(orders_of(), measure=Measure.ORDERS)
    (orders,) = result.measures
    assert facts(orders.total, "closed target") == (1000, None)


def test_what_nothing_converts_is_apart_in_its_currency() -> None:
    pounds = {"currency": "GBP"}
    whole = plan(
        sold("closed", "2026-10-10", 500, **pounds),
        sold("before", "2025-10-10", 500, **pounds),
        due("open", 40, splits=SHARED, **pounds),
        due("held", 3, hold="2026-10-01"),
        due("frame", 1, kind=Kind.FRAMEWORK, category="omitted"),
    )
    held, unconverted = attain(whole).measures[0].other
    assert held.kind is Apart.HELD
    assert facts(unconverted, "kind count stated") == (Apart.UNCONVERTED, 2, (("GBP", 540),))
    (_, mine) = attain(whole, Filter(owner="li.wei")).measures[0].other
    assert facts(mine, "stated") == ((("GBP", 528),),)


# Laws


@LAW
@given(books(), st.sampled_from(Grain))
def test_the_whole_is_what_the_forecast_says(whole: Book, grain: Grain) -> None:
    result = attain(whole, grain=grain)
    deals = build_deals(whole, TODAY)
    said = build_forecast(deals, whole.targets, whole.settings, TODAY, grain)
    theirs = {one.period: one for one in said.rows}
    for one in result.measures[0].rows:
        if one.level is Level.BOOK and one.period in theirs:
            names = "closed weighted expected open_pipeline target coverage attainment"
            assert facts(one, names) == facts(theirs[one.period], names)


@LAW
@given(books(), st.sampled_from((*OWNERS, "rep", None)), st.sampled_from(("china", "south", None)))
def test_people_add_up_to_their_teams_and_to_the_whole(
    whole: Book, owner: str | None, team: str | None
) -> None:
    result = attain(whole, Filter(owner=owner, team=team))
    people = [one for one in result.measures[0].rows if one.level is Level.OWNER]
    for one in result.measures[0].rows:
        if one.level is Level.OWNER:
            continue
        below = {"china": {"china", "north", "south"}}.get(one.team or "", {one.team})
        own = [
            mine
            for mine in people
            if mine.period == one.period
            and (mine.team in below or (one.level is Level.BOOK and team is None))
        ]
        overlays = owner is not None
        closed = sum(mine.closed - (0 if overlays else mine.overlay) for mine in own)
        assert closed == one.closed
        assert sum(mine.overlay for mine in own) == one.overlay
