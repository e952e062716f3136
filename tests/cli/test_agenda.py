"""agenda: whose it is, and how it goes out."""

import csv
import io
import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.conftest import MakeBook, RunKam

WHOLE = {
    "kam.yaml": "people: {li.wei: {name: 李伟, team: north}, chen.jie: {team: south}}\n",
    "accounts/acme/account.yaml": (
        "name: Acme\nowner: li.wei\ntier: core\n"
        "purchasing: {centre: {tender_day: 25}}\n"
        "events:\n  - {date: 2026-11-18, kind: leaders, what: New plant director}\n"
    ),
    "accounts/acme/opportunities/mes.yaml": (
        "name: MES upgrade\nowner: chen.jie\nstage: C\nclose_date: 2026-12-10\n"
        "history:\n  - {date: 2026-09-01, stage: C}\n"
        "tenders:\n  - {round: 1, bid_due: 2026-12-01}\n"
    ),
    "accounts/acme/tasks.yaml": (
        "send: {what: Send the offer, due: 2026-11-20, owner: chen.jie}\n"
        "call: {what: Call Wang Fang, due: 2026-11-21}\nask: {what: Ask}\n"
    ),
}


@pytest.fixture
def root(book: MakeBook) -> Path:
    """An account of li.wei's in which chen.jie works as well."""
    return book(WHOLE)


def kinds(kam: RunKam, root: Path, *words: str) -> dict[str, int]:
    """How many rows each owner has."""
    rows = json.loads(kam(root, "agenda", *words, "--json").stdout)["rows"]
    owners = [row["owner"] for row in rows]
    return {owner: owners.count(owner) for owner in owners}


def test_it_is_mine_unless_somebody_else_is_asked_for(
    kam: RunKam, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kinds(kam, root) == {"li.wei": 4}
    assert kinds(kam, root, "--owner", "chen.jie") == {"chen.jie": 4}
    assert kinds(kam, root, "--team", "south") == {"chen.jie": 4}
    assert kinds(kam, root, "--all") == {"li.wei": 4, "chen.jie": 4}
    assert kinds(kam, root, "--all", "--account", "acme", "--tier", "key") == {}
    monkeypatch.setenv("KAM_USER", "chen.jie")
    assert kinds(kam, root) == {"chen.jie": 4}


def test_all_and_an_owner_exclude_each_other(kam: RunKam, root: Path) -> None:
    result = kam(root, "agenda", "--all", "--owner", "li.wei")
    assert (result.exit_code, result.stderr) == (2, "kam: --all and --owner exclude each other\n")


def test_each_line_says_why_and_the_last_one_what_to_do(kam: RunKam, root: Path) -> None:
    lines = kam(root, "agenda", "--all").stdout.splitlines()
    assert [line.split("  ")[-1] for line in lines if line.startswith(" 2026")] == [
        "signing ≤ 1 month: every 7 days (last 2026-09-01)",
        "C needs matched since 2026-09-01, limit 30 working days",
        "Send the offer",
        "Call Wang Fang",
        "core account: every 7 working days (never so far)",
        "visit the procurement centre before the tender of 2026-11-25 (never so far)",
        "change of leaders: New plant director (2026-11-18)",
        "round 1: hand in the bid",
    ]
    assert lines[-3].startswith(" a first visit collects: introduction made, material left, ")
    assert lines[-2:] == [
        " 1 step without a day: kam list tasks",
        " first acme/mes: kam log acme/mes TEXT --kind visit",
    ]


def test_with_nothing_due_it_says_so_and_whether_others_have_something(
    kam: RunKam, root: Path
) -> None:
    lines = kam(root, "agenda", "--owner", "李伟", "--account", "acme", "--tier", "key").stdout
    assert lines == "Agenda   2026-11-21   li.wei\n\n nothing is due\n"
    assert " 4 more are other people's: kam agenda --all\n" in kam(root, "agenda").stdout


def test_csv_has_the_rows_under_their_keys(kam: RunKam, root: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(kam(root, "agenda", "--csv").stdout)))
    assert [(row["due"], row["days"], row["kind"], row["id"]) for row in rows] == [
        ("2026-11-21", "0", "step", "call"),
        ("2026-11-21", "0", "touch", ""),
        ("2026-11-24", "3", "centre", ""),
        ("2026-11-25", "4", "event", ""),
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_line_is_wider_than_the_screen(
    kam: RunKam, root: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    for columns in (60, 80, 120):
        monkeypatch.setenv("COLUMNS", str(columns))
        printed = kam(root, "agenda", "--all", "--lang", language).stdout
        assert max(map(cell_len, printed.splitlines())) <= columns


def test_what_does_not_read_is_said_and_the_rest_is_there(kam: RunKam, book: MakeBook) -> None:
    broken = {
        "accounts/acme/activities/2026-li.wei.yaml": "- {date: soon, kind: visit}\n",
        "accounts/bell/account.yaml": "name: [Bell]\n",
        "accounts/bell/tasks.yaml": "send: {what: Send, due: 2026-11-20, owner: li.wei}\n",
    }
    result = kam(book({**WHOLE, **broken}), "agenda", "--json")
    rows = json.loads(result.stdout)["rows"]
    assert result.exit_code == 3
    assert [(row["kind"], row["account"]) for row in rows] == [("step", "bell"), ("step", "acme")]


def test_a_far_day_is_no_bug(kam: RunKam, root: Path) -> None:
    for today in ("9999-12-31", "1900-01-01"):
        assert kam(root, "agenda", "--all", "--days", "60", "--today", today).exit_code == 0


def test_an_ics_file_holds_every_step_and_tender_day_to_come(
    kam: RunKam, root: Path, tmp_path: Path
) -> None:
    path = tmp_path / "mine.ics"
    assert kam(root, "agenda", "--all", "--out", str(path)).exit_code == 0
    found = path.read_bytes().decode()
    uids = [line for line in found.split("\r\n") if line.startswith("UID:")]
    assert uids == [
        "UID:step/acme/send@kam",
        "UID:step/acme/call@kam",
        "UID:tender/acme/mes/1/bid_due@kam",
    ]
    kam(root, "agenda", "--owner", "li.wei", "--days", "3", "--out", str(path))
    assert path.read_bytes().count(b"BEGIN:VEVENT") == 1


def test_another_report_has_no_days_for_a_calendar(kam: RunKam, root: Path, tmp_path: Path) -> None:
    result = kam(root, "pipeline", "--out", str(tmp_path / "x.ics"))
    assert (result.exit_code, "kam agenda --out x.ics" in result.stderr) == (2, True)
    assert not (tmp_path / "x.ics").exists()
