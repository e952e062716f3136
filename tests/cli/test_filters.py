"""The filters of the reports: ids and names that there are; a no for those that there are not."""

import json
from pathlib import Path

import pytest

from tests.conftest import MakeBook, RunKam


@pytest.fixture
def root(book: MakeBook) -> Path:
    """Two owners in two teams, each with one opportunity of 100."""
    return book(
        {
            "kam.yaml": "people:\n  li.wei: {name: 李伟, team: north}\n  anna.berg: {team: south}\n"
            "teams: {north: {name: Region North}}\n",
            "accounts/acme/account.yaml": "name: Acme\nowner: li.wei\nsegment: steel\ntier: key\n",
            "accounts/acme/opportunities/one.yaml": "name: One\namount: 100\n",
            "accounts/bolt/account.yaml": "name: Bolt\nowner: anna.berg\n",
            "accounts/bolt/opportunities/two.yaml": "name: Two\namount: 100\nowner: guest\n",
        }
    )


@pytest.mark.parametrize(
    "words",
    [
        ("--owner", "li.wei"),
        ("--owner", "李伟"),
        ("--owner", "guest"),
        ("--team", "Region North"),
        ("--team", "north"),
        ("--segment", "Steel"),
        ("--account", "Acme"),
        ("--tier", "重点"),
    ],
)
def test_a_filter_takes_ids_and_names(kam: RunKam, root: Path, words: tuple[str, ...]) -> None:
    answer = json.loads(kam(root, "pipeline", *words, "--json").stdout)
    assert answer["totals"]["count"] == 1


@pytest.mark.parametrize("option", ["--owner", "--team", "--segment", "--account"])
def test_a_filter_on_nothing_that_there_is_is_not_an_empty_report(
    kam: RunKam, root: Path, option: str
) -> None:
    result = kam(root, "forecast", option, "nobody-of-ours")
    assert (result.exit_code, result.stdout) == (4, "")


def test_a_team_that_only_a_person_names(kam: RunKam, book: MakeBook) -> None:
    root = book(
        {
            "kam.yaml": "people:\n  li.wei: {team: north}\n"
            "  chen.jie: {team: [{team: south, from: 2026-01-01}]}\n",
            "accounts/acme/account.yaml": "name: Acme\nowner: chen.jie\n",
            "accounts/acme/opportunities/mes.yaml": "name: MES\nstage: C\namount: 100\n",
        }
    )
    for team, count in (("north", 0), ("south", 1)):
        totals = json.loads(kam(root, "pipeline", "--team", team, "--json").stdout)["totals"]
        assert totals["count"] == count
    assert kam(root, "pipeline", "--team", "west").exit_code == 4


GROUP = {
    f"accounts/{name}/{path}": text
    for name, parent in {"top": "", "mid": "top", "low": "mid", "lone": "", "lost": "gone"}.items()
    for path, text in {
        "account.yaml": f"name: {name.title()}\n" + (f"parent: {parent}\n" if parent else ""),
        "opportunities/mes.yaml": "name: MES\nstage: C\namount: 100\n",
    }.items()
}


def test_a_group_is_everything_below_its_topmost_account(kam: RunKam, book: MakeBook) -> None:
    root = book(GROUP)
    rows = json.loads(kam(root, "pipeline", "--by", "group", "--json").stdout)["rows"]
    assert {row["group"]: row["count"] for row in rows if row["count"]} == {
        "gone": 1,
        "lone": 1,
        "top": 3,
    }
    found = json.loads(kam(root, "pipeline", "--group", "Top", "--json").stdout)
    assert found["totals"]["count"] == 3


@pytest.mark.parametrize("name", ["mid", "low"])
def test_a_subsidiary_heads_no_group_and_is_not_an_empty_report(
    kam: RunKam, book: MakeBook, name: str
) -> None:
    result = kam(book(GROUP), "pipeline", "--group", name)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f'"{name}" heads no group: it belongs to "top"' in result.stderr
    assert f"--group top is all of it, --account {name} this one alone" in result.stderr
