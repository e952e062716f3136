"""Targets: spread over months, rolled up to any period and scope, to the cent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.domain.periods import Grain, Period
from kam.domain.settings import Member, Settings, Team, TeamFrom
from kam.domain.target import Measure, Target
from kam.domain.targets import (
    Monthly,
    book_target,
    in_period,
    known_teams,
    owners_target,
    plan_targets,
    spread,
    team_share,
    team_target,
    teamless_target,
)
from tests.domain.builders import day, target
from tests.strategies import LAW

CHINA = Settings(
    people={
        "li.wei": Member(team="north"),
        "sun.hao": Member(team="north"),
        "chen.jie": Member(
            team=(
                TeamFrom(team="north", from_=day("2026-01-01")),
                TeamFrom(team="south", from_=day("2026-07-01")),
            )
        ),
        "boss": Member(team="china"),
        "anna.berg": Member(),
    },
    teams={
        "north": Team(parent="china"),
        "south": Team(parent="china"),
        "china": Team(),
    },
)


def quarters(months: Monthly, year: str = "2026", year_start: int = 1) -> list[int | None]:
    found = []
    for number in range(1, 5):
        amount = in_period(months, Period.parse(f"{year}Q{number}", year_start))
        found.append(None if amount is None else int(amount))
    return found


def year_of(months: Monthly) -> Decimal | None:
    return in_period(months, Period.parse("2026"))


# One target


def test_four_weights_are_quarters() -> None:
    months = spread(target("owner a", "2026", 1000, 20, 25, 25, 30), 1)
    assert quarters(months) == [200, 250, 250, 300]


def test_twelve_weights_are_months() -> None:
    months = spread(target("owner a", "2026", 1000, *([5] * 8), *([15] * 4)), 1)
    assert [int(amount) for amount in months.values()] == [50] * 8 + [150] * 4


def test_weights_count_as_shares_of_their_sum() -> None:
    assert quarters(spread(target("owner a", "2026", 1000, 1, 1, 1, 2), 1)) == [200, 200, 200, 400]


@pytest.mark.parametrize("weights", [(), (50, 50), (0, 0, 0, 0)])
def test_without_weights_that_say_something_the_quarters_are_equal(
    weights: tuple[int, ...],
) -> None:
    months = spread(target("owner a", "2026", 1000, *weights), 1)
    assert quarters(months) == [250, 250, 250, 250]


def test_a_quarter_is_three_equal_months() -> None:
    months = spread(target("owner a", "2026Q2", 100), 1)
    assert [str(amount) for amount in months.values()] == ["33.34", "33.33", "33.33"]
    assert [Period(month, Grain.MONTH).first_day.month for month in months] == [4, 5, 6]


def test_a_fiscal_year_has_its_own_quarters() -> None:
    months = spread(target("owner a", "2026", 1000, 20, 25, 25, 30), 4)
    assert quarters(months, year_start=4) == [200, 250, 250, 300]
    assert Period(min(months), Grain.MONTH).first_day == day("2025-04-01")


AMOUNTS = st.decimals(0, 10**9, places=2)
WEIGHTS = st.one_of(
    st.just(()),
    st.lists(st.decimals(0, 100, places=2), min_size=4, max_size=4),
    st.lists(st.decimals(0, 100, places=2), min_size=12, max_size=12),
)


@LAW
@given(AMOUNTS, WEIGHTS, st.sampled_from(["2026", "2026Q3", "2026-03"]), st.integers(1, 12))
def test_months_and_quarters_add_up_to_the_target(
    amount: Decimal, weights: list[Decimal], period: str, year_start: int
) -> None:
    one = Target(owner="a", period=period, amount=amount, weights=tuple(weights))
    months = spread(one, year_start)
    assert sum(months.values()) == amount
    whole = Period.parse(period, year_start)
    assert set(months) == {month.first_month for month in whole.months()}
    assert in_period(months, whole) == amount


# Several targets


def test_the_narrowest_period_holds() -> None:
    months = {"2026": 1200, "2026Q2": 600, "2026-05": 10}
    plan = plan_targets([target("owner a", period, months[period]) for period in months], CHINA)
    assert quarters(owners_target(plan, "a")) == [300, 410, 300, 300]


def test_the_order_of_the_lines_does_not_matter_but_for_one_period_the_last_holds() -> None:
    lines = [target("owner a", "2026Q2", 600), target("owner a", "2026", 1200)]
    assert quarters(owners_target(plan_targets(lines, CHINA), "a")) == [300, 600, 300, 300]
    again = [*lines, target("owner a", "2026Q2", 90)]
    assert quarters(owners_target(plan_targets(again, CHINA), "a")) == [300, 90, 300, 300]


def test_only_bookings_are_rolled_up() -> None:
    plan = plan_targets([target("owner a", "2026", 1200, measure=Measure.MARGIN)], CHINA)
    assert book_target(plan) == {}


def test_a_period_without_a_target_has_none() -> None:
    plan = plan_targets([target("owner a", "2026Q1", 0)], CHINA)
    assert quarters(owners_target(plan, "a")) == [0, None, None, None]


def test_a_year_of_which_a_quarter_is_set_has_that_quarters_target() -> None:
    plan = plan_targets([target("owner a", "2026Q1", 300)], CHINA)
    assert year_of(book_target(plan)) == 300


# Scopes


def test_a_team_has_what_its_members_have() -> None:
    plan = plan_targets(
        [target("owner li.wei", "2026", 800), target("owner sun.hao", "2026", 400)], CHINA
    )
    assert year_of(team_target(plan, "north")) == 1200
    assert team_target(plan, "south") == {}


def test_a_member_counts_for_the_team_of_each_month() -> None:
    plan = plan_targets([target("owner chen.jie", "2026", 1200)], CHINA)
    assert quarters(team_target(plan, "north")) == [300, 300, None, None]
    assert quarters(team_target(plan, "south")) == [None, None, 300, 300]
    assert quarters(owners_target(plan, "chen.jie")) == [300] * 4


def test_a_team_has_what_is_stated_for_it_in_the_months_in_which_it_is() -> None:
    plan = plan_targets(
        [target("owner li.wei", "2026", 800), target("team north", "2026Q1", 50)], CHINA
    )
    assert quarters(team_target(plan, "north")) == [50, 200, 200, 200]


def test_a_team_has_what_the_teams_below_it_have() -> None:
    plan = plan_targets(
        [target("team north", "2026", 800), target("owner boss", "2026", 100)], CHINA
    )
    assert year_of(team_target(plan, "china")) == 900


def test_the_book_has_its_topmost_teams_and_the_people_in_no_team() -> None:
    lines = [
        target("team china", "2026", 1000),
        target("team north", "2026", 9999),
        target("team unheard", "2026", 20),
        target("owner anna.berg", "2026", 40),
        target("owner stranger", "2026", 80),
    ]
    plan = plan_targets(lines, CHINA)
    assert year_of(book_target(plan)) == 1140
    assert year_of(teamless_target(plan)) == 120
    assert known_teams(plan) == ("china", "north", "south", "unheard")


def test_people_of_a_team_that_kam_yaml_does_not_list_count_too() -> None:
    flat = Settings(people={"li.wei": Member(team="north")})
    plan = plan_targets([target("owner li.wei", "2026", 800)], flat)
    assert year_of(book_target(plan)) == year_of(team_target(plan, "north")) == 800


def test_a_target_of_nobody_is_the_books() -> None:
    plan = plan_targets([target("", "2026Q1", 500), target("owner li.wei", "2026", 800)], CHINA)
    assert quarters(book_target(plan)) == [500, 200, 200, 200]


def test_an_owner_before_a_team_says_whose_it_is() -> None:
    plan = plan_targets([target("owner li.wei", "2026", 800, team="south")], CHINA)
    assert year_of(owners_target(plan, "li.wei")) == 800
    assert team_target(plan, "south") == {}


def test_what_a_team_carries_itself_is_what_the_teams_below_do_not() -> None:
    lines = [
        target("team china", "2026", 1000),
        target("team north", "2026", 600),
        target("team south", "2026Q1", 900),
    ]
    plan = plan_targets(lines, CHINA)
    assert quarters(team_share(plan, "china")) == [None, 100, 100, 100]
    assert quarters(team_share(plan, "north")) == [150] * 4


def test_a_team_that_has_nothing_below_it_carries_its_target_even_of_nothing() -> None:
    plan = plan_targets([target("team north", "2026Q1", 0)], CHINA)
    assert quarters(team_share(plan, "north")) == [0, None, None, None]
    assert team_share(plan, "china") == {}


OWNERS = st.sampled_from(["owner li.wei", "owner chen.jie", "owner boss", "owner anna.berg"])
TEAMS = st.sampled_from(["team north", "team south", "team china", ""])
PERIODS = st.sampled_from(["2026", "2026Q1", "2026Q3", "2026-03", "2027"])
LINES = st.builds(target, OWNERS | TEAMS, PERIODS, AMOUNTS)


@LAW
@given(st.lists(LINES, max_size=6), st.integers(1, 12))
def test_every_scope_has_the_same_sum_by_month_quarter_and_year(
    lines: list[Target], year_start: int
) -> None:
    settings = Settings(people=CHINA.people, teams=CHINA.teams, fiscal_year_start=year_start)
    plan = plan_targets(lines, settings)
    for months in (book_target(plan), team_target(plan, "china"), owners_target(plan)):
        for year in ("2026", "2027"):
            whole = Period.parse(year, year_start)
            parts = [
                in_period(months, Period.parse(f"{year}Q{n}", year_start)) for n in range(1, 5)
            ]
            ones = [in_period(months, month) for month in whole.months()]
            assert sum(part or 0 for part in parts) == (in_period(months, whole) or 0)
            assert sum(one or 0 for one in ones) == (in_period(months, whole) or 0)


@LAW
@given(st.lists(st.builds(target, OWNERS, PERIODS, AMOUNTS), max_size=6))
def test_where_only_people_have_targets_every_roll_up_is_their_sum(lines: list[Target]) -> None:
    plan = plan_targets(lines, CHINA)
    whole = book_target(plan)
    assert whole == owners_target(plan)
    shares = [team_share(plan, team) for team in known_teams(plan)]
    for month in whole:
        parts = [part.get(month, 0) for part in (*shares, teamless_target(plan))]
        assert sum(parts) == whole[month]
