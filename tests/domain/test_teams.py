from kam.domain.hierarchy import line_up, without_rings
from kam.domain.settings import Member, Settings, Team, TeamFrom
from kam.domain.teams import parent_teams, team_of, team_on, teams_under
from tests.domain.builders import day

MOVED = Member(
    team=(
        TeamFrom(team="south", from_=day("2026-07-01")),
        TeamFrom(team="north", from_=day("2025-01-01")),
    )
)
ORGANISED = Settings(
    people={"chen.jie": MOVED, "li.wei": Member(team="north"), "anna.berg": Member()},
    teams={
        "north": Team(parent="china"),
        "south": Team(parent="china"),
        "beijing": Team(parent="north"),
        "china": Team(),
    },
)


def test_a_team_holds_from_a_day_on() -> None:
    assert team_on(MOVED, day("2024-12-31")) is None
    assert team_on(MOVED, day("2026-06-30")) == "north"
    assert team_on(MOVED, day("2026-07-01")) == "south"


def test_strangers_and_nobody_have_no_team() -> None:
    today = day("2026-11-21")
    assert team_of("li.wei", ORGANISED, today) == "north"
    assert team_of("anna.berg", ORGANISED, today) is None
    assert team_of("stranger", ORGANISED, today) is None
    assert team_of(None, ORGANISED, today) is None


def test_a_team_takes_in_the_teams_below_it() -> None:
    assert teams_under("china", ORGANISED) == {"china", "north", "south", "beijing"}
    assert teams_under("north", ORGANISED) == {"north", "beijing"}
    assert teams_under("unheard", ORGANISED) == {"unheard"}


def test_a_ring_of_teams_is_cut_open() -> None:
    ring = {team: Team(parent=above) for team, above in ("ab", "bc", "ca", "dd")}
    assert parent_teams(Settings(teams=ring)) == {"a": "b", "b": "c"}


def test_a_line_goes_up_to_the_topmost() -> None:
    parents = without_rings({"wire": "steel", "steel": "group", "group": None})
    assert line_up("wire", parents) == ("wire", "steel", "group")
