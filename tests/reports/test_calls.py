"""Calls beside a forecast: which holds, whose they are, and of whom one is missing."""

from datetime import date
from decimal import Decimal

from kam.domain.calls import calls_in_force
from kam.domain.incentives import Call
from kam.domain.periods import Grain, Period
from kam.domain.settings import Member, Settings, Team, TeamFrom
from kam.domain.target import Target
from kam.reports.calls import Calls, build_calls
from kam.reports.selection import EVERYTHING, By, Filter

TODAY = date(2026, 11, 21)
SETTINGS = Settings(
    people={
        "li.wei": Member(team="north"),
        "chen.jie": Member(
            team=(
                TeamFrom(team="north", from_=date(2020, 1, 1)),
                TeamFrom(team="south", from_=date(2026, 10, 1)),
            )
        ),
        "zhao.min": Member(),
    },
    teams={"north": Team(parent="china"), "south": Team(parent="china"), "china": Team()},
)


def said(owner: str, period: str, commit: int, day: str, best_case: int | None = None) -> Call:
    best = None if best_case is None else Decimal(best_case)
    return Call(
        owner=owner,
        period=period,
        commit=Decimal(commit),
        best_case=best,
        date=date.fromisoformat(day),
    )


CALLS = (
    said("li.wei", "2026Q4", 300, "2026-10-08", 400),
    said("chen.jie", "2026Q4", 50, "2026-10-09"),
    said("chen.jie", "2026Q3", 70, "2026-08-01"),
    said("li.wei", "2026Q4", 250, "2026-11-20", 380),
    said("li.wei", "2026Q4", 260, "2026-11-20", 390),
    said("li.wei", "2026Q4", 999, "2026-11-22"),
    said("li.wei", "2026-12", 100, "2026-11-20"),
)
TARGETS = (
    Target(owner="zhao.min", period="2026Q4", amount=Decimal(90)),
    Target(owner="zhao.min", period="2026Q3", amount=Decimal(90)),
)


def calls_beside(
    grain: Grain = Grain.QUARTER,
    periods: tuple[str, ...] = ("2026Q3", "2026Q4"),
    by: By | None = None,
    chosen: Filter = EVERYTHING,
    targets: tuple[Target, ...] = TARGETS,
) -> Calls:
    return build_calls(
        CALLS,
        (),
        targets,
        SETTINGS,
        TODAY,
        grain=grain,
        periods=map(Period.parse, periods),
        by=by,
        chosen=chosen,
    )


def sums(calls: Calls) -> dict[tuple[str | None, str], tuple[int, int, int, int]]:
    return {
        cell: (int(one.commit), int(one.best_case), one.called, one.callers)
        for cell, one in calls.sums.items()
    }


def test_the_last_one_said_by_a_day_holds() -> None:
    quarter = Period.parse("2026Q4")
    held = {
        day: calls_in_force(CALLS, date.fromisoformat(day), 1).get(("li.wei", quarter))
        for day in ("2026-10-07", "2026-11-19", "2026-11-20", "2026-11-22")
    }
    assert [call and int(call.commit) for call in held.values()] == [None, 300, 260, 999]


def test_a_corrected_call_counts_once_and_one_without_a_best_case_is_its_commit() -> None:
    calls = calls_beside()
    assert sums(calls) == {(None, "2026Q3"): (70, 70, 1, 2), (None, "2026Q4"): (310, 440, 2, 3)}
    assert calls.sums[None, "2026Q4"].missing == ("zhao.min",)
    assert [(call.owner, int(call.commit)) for call in calls.each] == [
        ("chen.jie", 70),
        ("chen.jie", 50),
        ("li.wei", 260),
    ]


def test_a_call_belongs_to_the_team_of_its_period_s_last_day() -> None:
    assert sums(calls_beside(by=By.TEAM, targets=())) == {
        ("north", "2026Q3"): (70, 70, 1, 1),
        ("north", "2026Q4"): (260, 390, 1, 1),
        ("south", "2026Q4"): (50, 50, 1, 1),
    }
    china = calls_beside(chosen=Filter(team="china"))
    assert sums(china)[None, "2026Q4"] == (310, 440, 2, 2)
    assert sums(calls_beside(chosen=Filter(team="south"))) == {(None, "2026Q4"): (50, 50, 1, 1)}


def test_of_an_owner_and_by_owner() -> None:
    assert sums(calls_beside(chosen=Filter(owner="li.wei"))) == {(None, "2026Q4"): (260, 390, 1, 1)}
    by = sums(calls_beside(by=By.OWNER))
    assert by["li.wei", "2026Q4"] == (260, 390, 1, 1)
    assert ("zhao.min", "2026Q4") not in by


def test_a_quarter_is_not_divided_and_months_are_not_added_up() -> None:
    months = calls_beside(Grain.MONTH, ("2026-11", "2026-12"), targets=())
    assert sums(months) == {(None, "2026-12"): (100, 100, 1, 1)}
    assert months.elsewhere == (Grain.QUARTER,)
    assert calls_beside().elsewhere == (Grain.MONTH,)
    assert calls_beside(Grain.YEAR, ("2026",)).elsewhere == (Grain.MONTH, Grain.QUARTER)
    assert calls_beside(Grain.YEAR, ("2027",)).elsewhere == ()


def test_of_a_segment_or_by_account_none_is_known() -> None:
    assert calls_beside(chosen=Filter(segment="steel")) == Calls(sums={})
    assert calls_beside(by=By.ACCOUNT) == Calls(sums={})
