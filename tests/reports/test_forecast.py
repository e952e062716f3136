"""The forecast: what each period closed and may still close, as of 2026-11-21."""

from decimal import Decimal
from typing import Any

import pytest

from kam.domain.opportunity import Opportunity
from kam.domain.periods import Grain, Period
from kam.domain.settings import Member, RateFrom, Settings, Team
from kam.domain.states import Kind
from kam.domain.target import Target
from kam.reports.forecast import Forecast, ForecastRow, build_forecast
from kam.reports.selection import By, Filter
from tests.domain.builders import (
    CNY,
    TODAY,
    account,
    day,
    deals,
    ended,
    facts,
    opportunity,
    order,
    target,
    won,
)

COLUMNS = "closed commit best_case pipeline omitted weighted expected"


def forecast(  # noqa: PLR0913 - as the report takes them
    *opportunities: Opportunity,
    targets: tuple[Target, ...] = (),
    settings: Settings = CNY,
    grain: Grain = Grain.QUARTER,
    by: By | None = None,
    chosen: Filter | None = None,
    first: str | None = None,
    last: str | None = None,
    **more: Any,
) -> Forecast:
    found = deals(*opportunities, settings=settings, **more)
    year_start = settings.fiscal_year_start
    return build_forecast(
        found,
        targets,
        settings,
        TODAY,
        grain,
        by,
        chosen or Filter(),
        Period.parse(first, year_start) if first else None,
        Period.parse(last, year_start) if last else None,
    )


def row(result: Forecast, period: str, group: str | None = None) -> ForecastRow:
    (found,) = (one for one in result.rows if (one.period, one.group) == (period, group))
    return found


def periods(result: Forecast) -> list[str | None]:
    return [one.period for one in result.rows]


def due(name: str, on: str | None = "2026-12-20", **stated: Any) -> Opportunity:
    return opportunity(f"acme/{name}", **{"amount": 100, "stage": "A", "close_date": on, **stated})


# What counts where


def test_an_open_deal_counts_in_the_period_of_its_close_date_by_category() -> None:
    result = forecast(
        due("commit"),
        due("best", stage="B"),
        due("early", stage="G"),
        due("left-out", stage="B", category="omitted"),
        due("later", on="2027-03-31"),
    )
    now = row(result, "2026Q4")
    assert facts(now, COLUMNS) == (0, 100, 100, 100, 100, 175, 175)
    assert facts(now, "count open_pipeline commit_forecast best_case_forecast") == (
        4,
        300,
        100,
        200,
    )
    assert facts(row(result, "2027Q1"), "count commit") == (1, 100)
    assert facts(result.totals, "period group count commit") == (None, None, 5, 200)


def test_the_worked_example_is_expected() -> None:
    result = forecast(due("a", amount=3800), due("b", amount=22500, stage="F"))
    assert result.totals.expected == 7920


def test_a_won_deal_counts_in_the_period_of_its_outcome_not_of_its_close_date() -> None:
    result = forecast(due("signed", on="2026-12-01", outcome=won("2026-05-10")))
    assert facts(row(result, "2026Q2"), COLUMNS) == (100, 0, 0, 0, 0, 0, 100)
    assert facts(row(result, "2026Q4"), "closed count") == (0, 0)
    assert result.count_unique == 0


def test_lost_ones_count_nothing() -> None:
    result = forecast(due("gone", outcome=ended("lost", "2026-05-10")))
    assert facts(result.totals, "count closed expected") == (0, 0, 0)


def test_a_framework_books_its_orders_while_it_is_open_held_or_lost() -> None:
    orders = (order("po-1", "2026-02-01", 30, opportunity="frame"),)
    for state in ({}, {"hold": "2026-10-01"}, {"outcome": ended("lost", "2026-09-01")}):
        framework = due("frame", kind=Kind.FRAMEWORK, **state)
        result = forecast(framework, orders={"acme": orders})
        assert row(result, "2026Q1").closed == 30
    result = forecast(due("frame", kind=Kind.FRAMEWORK), orders={"acme": orders})
    assert facts(row(result, "2026Q4"), "commit weighted") == (70, 63)


def test_what_is_in_no_period_stands_below_and_in_no_total() -> None:
    result = forecast(
        due("late", on="2026-11-20"),
        due("today", on="2026-11-21", amount=1),
        due("undated", on=None),
        due("held", hold="2026-10-01"),
        due("held-late", on="2026-01-01", hold="2026-10-01"),
        due("large", amount=900, project="line-3", alternative=True),
        due("small", project="line-3", alternative=True),
        due("pounds", currency="GBP"),
    )
    other = {one.kind: facts(one, "count amount weighted") for one in result.other}
    assert other == {
        "held": (2, 200, 180),
        "unconverted": (1, 0, 0),
        "alternatives": (1, 100, 90),
        "overdue": (1, 100, 90),
        "undated": (1, 100, 90),
    }
    assert [str(one.kind) for one in result.other] == list(other)
    assert facts(result.totals, "count commit") == (2, 901)


def test_a_won_deal_that_nothing_converts_is_said_in_its_periods() -> None:
    pounds = due("signed", currency="GBP", outcome=won("2026-05-10"))
    result = forecast(pounds)
    assert [facts(one, "kind count amount stated") for one in result.other] == [
        ("unconverted", 1, 0, (("GBP", 100),))
    ]
    assert forecast(pounds, first="2026Q3").other == ()
    assert forecast(due("old", currency="GBP", outcome=won("2025-05-10"))).other == ()
    assert forecast(due("lost", currency="GBP", outcome=ended("lost", "2026-05-10"))).other == ()


def test_orders_that_nothing_converts_are_said_beside_the_open_rest_of_their_framework() -> None:
    later = Settings(
        currency="CNY", rates={"EUR": (RateFrom(from_=day("2026-07-01"), rate=Decimal(8)),)}
    )
    result = forecast(
        due("frame", kind=Kind.FRAMEWORK, currency="EUR"),
        settings=later,
        orders={"acme": (order("po-1", "2026-02-01", 30, opportunity="frame"),)},
    )
    assert result.totals.commit == 560
    assert [facts(one, "kind count stated") for one in result.other] == [
        ("unconverted", 1, (("EUR", 30),))
    ]


# Periods


def test_it_runs_from_the_fiscal_year_to_the_last_open_deal() -> None:
    quarters = ["2026Q1", "2026Q2", "2026Q3", "2026Q4"]
    assert periods(forecast()) == quarters
    assert periods(forecast(due("later", on="2027-05-01"))) == [*quarters, "2027Q1", "2027Q2"]
    assert periods(forecast(grain=Grain.YEAR)) == ["2026"]
    assert periods(forecast(grain=Grain.MONTH))[::10] == ["2026-01", "2026-11"]


def test_it_runs_to_the_last_target_and_to_the_last_closing() -> None:
    assert periods(forecast(targets=(target("owner a", "2027Q1", 5),)))[-1] == "2027Q1"
    assert periods(forecast(due("signed", outcome=won("2027-05-01"))))[-1] == "2027Q2"
    pounds = due("signed", currency="GBP", outcome=won("2027-05-01"))
    assert periods(forecast(pounds))[-1] == "2027Q2"


@pytest.mark.parametrize(("year_start", "first"), [(1, "2026Q1"), (4, "2027Q1"), (12, "2026Q1")])
def test_the_first_period_opens_the_fiscal_year(year_start: int, first: str) -> None:
    result = forecast(settings=Settings(fiscal_year_start=year_start))
    assert periods(result)[0] == first


def test_what_closed_before_the_first_period_is_out() -> None:
    signed = due("signed", outcome=won("2025-12-31"))
    assert forecast(signed).totals.closed == 0
    assert forecast(signed, first="2025Q4").totals.closed == 100


def test_from_and_to_leave_out_what_lies_beyond() -> None:
    both = (due("now"), due("later", on="2027-05-01"))
    result = forecast(*both, first="2026-11", last="2026")
    assert periods(result) == ["2026Q4"]
    assert facts(result.totals, "count commit") == (1, 100)
    assert (result.count_unique, result.other) == (1, ())
    assert periods(forecast(*both, first="2027Q2")) == ["2027Q2"]
    assert periods(forecast(first="2028Q1")) == ["2028Q1"]
    assert periods(forecast(first="2027Q2", last="2027Q1")) == []


# Targets


def test_coverage_is_the_open_pipeline_over_what_is_left_to_win() -> None:
    result = forecast(
        due("signed", outcome=won("2026-11-01")),
        due("open", amount=250),
        targets=(target("owner li.wei", "2026Q4", 300),),
    )
    now = row(result, "2026Q4")
    assert facts(now, "target coverage attainment") == (300, Decimal("1.25"), Decimal("0.3333"))
    assert facts(result.totals, "target coverage") == (300, Decimal("1.25"))


def test_with_nothing_left_to_win_there_is_no_coverage() -> None:
    signed = due("signed", outcome=won("2026-11-01"))
    result = forecast(signed, targets=(target("owner li.wei", "2026Q4", 100),))
    assert facts(row(result, "2026Q4"), "coverage attainment") == (None, 1)


def test_without_a_target_there_is_neither() -> None:
    assert facts(forecast(due("a")).totals, "target coverage attainment") == (None, None, None)


def test_a_target_of_nothing_is_attained_by_nothing() -> None:
    result = forecast(targets=(target("owner li.wei", "2026Q4", 0),))
    assert facts(result.totals, "target coverage attainment") == (0, None, None)


CHINA = Settings(
    currency="CNY",
    people={
        "li.wei": Member(team="north"),
        "zhao.min": Member(team="south"),
        "boss": Member(team="china"),
    },
    teams={"north": Team(parent="china"), "south": Team(parent="china"), "china": Team()},
)
TARGETS = (
    target("owner li.wei", "2026", 400),
    target("owner zhao.min", "2026", 80),
    target("owner boss", "2026", 12),
    target("team south", "2026", 100),
    target("owner stranger", "2026", 4),
)


def aimed(by: By | None = None, **wanted: str) -> dict[str | None, Decimal | None]:
    """The target of 2026Q4 by group."""
    result = forecast(settings=CHINA, targets=TARGETS, by=by, chosen=Filter(**wanted))
    return {one.group: one.target for one in result.rows if one.period == "2026Q4"}


def test_the_books_target_is_its_teams_and_the_strangers() -> None:
    assert aimed() == {None: 129}


def test_the_filter_by_owner_or_team_has_that_owners_or_teams_target() -> None:
    assert aimed(owner="li.wei") == {None: 100}
    assert aimed(owner="nobody") == {None: None}
    assert aimed(team="south") == {None: 25}
    assert aimed(team="china") == {None: 128}
    assert aimed(owner="li.wei", team="china") == {None: 100}
    assert aimed(owner="li.wei", team="south") == {None: None}


@pytest.mark.parametrize("wanted", ["account", "group", "segment", "tier"])
def test_no_target_is_known_for_any_other_filter(wanted: str) -> None:
    assert aimed(None, **{wanted: "x"}) == {None: None}
    assert aimed(By.OWNER, **{wanted: "x", "owner": "li.wei"}) == {}


def test_by_owner_each_has_their_own_target() -> None:
    assert aimed(By.OWNER) == {"boss": 3, "li.wei": 100, "stranger": 1, "zhao.min": 20}
    assert aimed(By.OWNER, owner="li.wei") == {"li.wei": 100}
    assert aimed(By.OWNER, team="south") == {"zhao.min": 20}


def test_by_team_each_has_what_the_teams_below_it_do_not_carry() -> None:
    assert aimed(By.TEAM) == {"china": 3, "north": 100, "south": 25, "": 1}
    assert aimed(By.TEAM, team="china") == {"china": 3, "north": 100, "south": 25}
    assert aimed(By.TEAM, owner="li.wei") == {"north": 100}


@pytest.mark.parametrize("by", [By.ACCOUNT, By.GROUP, By.SEGMENT, By.LINE, By.CATEGORY])
def test_other_groups_have_no_target(by: By) -> None:
    result = forecast(due("a"), settings=CHINA, targets=TARGETS, by=by)
    assert {one.target for one in result.rows} == {None}
    assert result.totals.target is None


# Groups


def test_groups_that_have_anything_have_every_period() -> None:
    result = forecast(
        due("a", owner="zhao.min"),
        due("b", outcome=won("2026-02-01"), owner="li.wei"),
        due("c", on=None, owner="chen.jie"),
        due("d"),
        by=By.OWNER,
    )
    quarters = ["2026Q1", "2026Q2", "2026Q3", "2026Q4"]
    assert [(one.group, one.period) for one in result.rows] == [
        (group, period) for group in ("li.wei", "zhao.min", "") for period in quarters
    ]


def test_by_team_and_account_and_the_like_each_deal_is_in_one_group() -> None:
    steel = account("acme", owner="li.wei", segment="steel", parent="bao")
    for by, group in (
        (By.TEAM, "north"),
        (By.ACCOUNT, "acme"),
        (By.GROUP, "bao"),
        (By.SEGMENT, "steel"),
    ):
        result = forecast(due("a"), settings=CHINA, accounts=(steel,), by=by)
        assert row(result, "2026Q4", group).commit == 100


def test_by_line_open_and_closed_go_to_their_lines() -> None:
    result = forecast(
        due("a", products={"agv": 60}),
        due("b", outcome=won("2026-11-02"), products={"agv": 30, "service": 70}),
        due("c", kind=Kind.FRAMEWORK, amount=None),
        orders={
            "acme": (
                order("po-1", "2026-11-03", 8, line="service", opportunity="c"),
                order("po-2", "2026-11-03", 2, opportunity="c"),
            )
        },
        by=By.LINE,
    )
    found = {
        one.group: facts(one, "count closed commit weighted")
        for one in result.rows
        if one.period == "2026Q4"
    }
    assert found == {
        "agv": (1, 30, 60, 54),
        "service": (0, 78, 0, 0),
        "other": (2, 2, 40, 36),
    }
    assert facts(result.totals, "count closed commit") == (3, 110, 100)
    assert result.count_unique == 2


def test_by_category_each_row_carries_its_own_part() -> None:
    result = forecast(
        due("a"),
        due("b", outcome=won("2026-11-02")),
        due("c", category="omitted"),
        due("d", stage="G"),
        by=By.CATEGORY,
    )
    found = [
        (one.group, *facts(one, "count closed commit pipeline omitted expected"))
        for one in result.rows
        if one.period == "2026Q4"
    ]
    assert found == [
        ("closed", 0, 100, 0, 0, 0, 100),
        ("commit", 1, 0, 100, 0, 0, 90),
        ("pipeline", 1, 0, 0, 100, 0, 10),
        ("omitted", 1, 0, 0, 0, 100, 0),
    ]


def test_a_filter_leaves_out_what_stands_apart_as_well() -> None:
    late = due("late", on="2026-01-01", owner="li.wei")
    assert forecast(late, chosen=Filter(owner="zhao.min")).other == ()


def test_the_result_says_what_it_was_asked_for() -> None:
    result = forecast(grain=Grain.MONTH, by=By.TEAM)
    assert facts(result, "as_of currency tax grain by rows") == (
        TODAY,
        "CNY",
        "included",
        Grain.MONTH,
        By.TEAM,
        (),
    )
