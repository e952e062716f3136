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
