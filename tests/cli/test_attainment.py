"""kam attainment: what it says under its tables, and of what it cannot know."""

import json
from typing import Any

import pytest

from tests.conftest import MakeBook, RunKam

BOOK = {
    "kam.yaml": (
        "currency: CNY\nrates: {USD: 7}\n"
        "people: {li.wei: {name: 李伟, team: north}, wu.mei: {team: support}}\n"
        "teams: {north: {name: North}}\n"
    ),
    "targets.yaml": (
        "- {owner: li.wei, period: 2026, amount: 4000}\n"
        "- {owner: li.wei, period: 2026, amount: 10, measure: margin}\n"
    ),
    "accounts/acme/account.yaml": "name: Acme\nowner: li.wei\n",
    "accounts/acme/orders.yaml": "po-1: {date: 2026-10-20, amount: 300, opportunity: mes}\n",
    "accounts/acme/opportunities/mes.yaml": (
        "name: MES\namount: 700\nstage: S\noutcome: {result: won, date: 2026-10-10}\n"
        "splits: [{owner: li.wei, share: 90}, {owner: wu.mei, share: 50, overlay: true}]\n"
    ),
    "accounts/acme/opportunities/next.yaml": (
        "name: Next\namount: 500\nstage: A\nclose_date: 2026-12-10\n"
    ),
}


def test_what_asks_for_action_stands_under_the_table(
    kam: RunKam, book: MakeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    said = kam(book(BOOK), "attainment", "--period", "year").stdout
    for sentence in (
        "2026: 232 of 261 working days gone, 3,561 due: 2,861 behind",
        "to go: 3,300; 114 a working day; 569 a week; covered 0.2× by what is open, 0.1× weighted",
        "overlays of 350 count for their person alone",
        "splits of 1 opportunity miss 100 %: shared out in proportion: kam check",
        "no margin is stated for 1 sale of 300: it is in no figure",
    ):
        assert sentence in said


def test_who_is_asked_for_has_the_heading_alone(kam: RunKam, book: MakeBook) -> None:
    said = kam(book(BOOK), "attainment", "--owner", "li.wei", "--period", "year").stdout
    assert [line.split()[0] for line in said.splitlines()[4:5]] == ["2026"]
    assert "李伟" not in said


def test_without_a_target_the_way_to_one_is_shown(kam: RunKam, book: MakeBook) -> None:
    result = kam(book({}), "attainment")
    assert result.exit_code == 0
    assert "no target is known here: kam help targets" in result.stdout


def test_an_order_of_what_does_not_read_is_in_no_figure(kam: RunKam, book: MakeBook) -> None:
    files = {**BOOK, "accounts/acme/opportunities/mes.yaml": "name: [\n"}
    result = kam(book(files), "attainment", "--measure", "orders", "--json")
    assert result.exit_code == 3
    assert answer(result.stdout)["totals"]["closed"] == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--from", "2026Q3", "--to", "2026Q1"), "2026Q1 is before 2026Q3"),
        (("--measure", "visits"), '"visits" is not a measure'),
        (("--period", "week"), '"week" is not a period'),
    ],
)
def test_what_cannot_be_asked_for_is_refused(
    kam: RunKam, book: MakeBook, words: tuple[str, ...], message: str
) -> None:
    result = kam(book(BOOK), "attainment", *words)
    assert result.exit_code == 2
    assert message in result.stderr


def test_the_past_is_held_against_its_own_targets(kam: RunKam, book: MakeBook) -> None:
    result = kam(book(BOOK), "attainment", "--from", "2025", "--to", "2025", "--csv")
    assert result.stdout.splitlines()[0].startswith("owner,team,period,measure,target,closed")


def answer(text: str) -> Any:
    return json.loads(text)
