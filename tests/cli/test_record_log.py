"""log and done."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kam.cli.session import Session
from tests.conftest import MakeBook, RunKam, snapshot

LOG = "accounts/acme/activities/2026-li.wei.yaml"
TASKS = "accounts/acme/tasks.yaml"
AT_ONCE = 20


@pytest.fixture
def root(book: MakeBook) -> Path:
    """A book with one account, two contacts and one opportunity."""
    return book(
        {
            "accounts/acme/account.yaml": "name: Acme\naliases: [宝山钢铁]\n",
            "accounts/acme/contacts.yaml": "wang-fang: {name: 王芳}\nzhao-lei: {name: 赵磊}\n",
            "accounts/acme/opportunities/mes-upgrade.yaml": "name: MES upgrade\n",
        }
    )


def text(root: Path, path: str = LOG) -> str:
    return (root / path).read_text(encoding="utf-8")


def test_an_activity_goes_to_the_log_of_its_person_and_year(kam: RunKam, root: Path) -> None:
    result = kam(
        root, "log", "宝山/mes", "Agreed: first proposal.", "--kind", "拜访", "--with", "王",
        "--with", "zhao-lei",
    )  # fmt: skip
    assert result.stdout == (
        "acme/mes-upgrade  2026-11-21 visit  wang-fang, zhao-lei  Agreed: first proposal.\n"
    )
    assert text(root) == (
        "- {date: 2026-11-21, kind: visit, by: li.wei, with: [wang-fang, zhao-lei], "
        'opportunity: mes-upgrade, note: "Agreed: first proposal."}\n'
    )


def test_the_log_only_grows_and_keeps_what_people_wrote(kam: RunKam, root: Path) -> None:
    old = "# my year\r\n- {date: 2026-01-02, kind: call}   # first\r\n"
    (root / LOG).parent.mkdir()
    (root / LOG).write_bytes(old.encode())
    assert kam(root, "log", "acme", "问候", "--date", "昨天").exit_code == 0
    added = "- {date: 2026-11-20, kind: call, by: li.wei, note: 问候}\r\n"
    assert (root / LOG).read_bytes() == (old + added).encode()


def test_another_person_and_year_is_another_log(kam: RunKam, root: Path) -> None:
    kam(root, "log", "acme", "x", "--by", "chen.jie", "--date", "2025-12-31")
    assert text(root, "accounts/acme/activities/2025-chen.jie.yaml") == (
        "- {date: 2025-12-31, kind: call, by: chen.jie, note: x}\n"
    )


def test_the_next_step_is_made_with_it(kam: RunKam, root: Path) -> None:
    result = kam(root, "log", "acme/mes", "Called", "--next", "Send proposal", "--due", "+1w")
    assert result.stdout.endswith("  Called  next: acme/send-proposal by 2026-11-28\n")
    assert text(root, TASKS) == (
        "send-proposal:\n  what: Send proposal\n  due: 2026-11-28\n  owner: li.wei\n"
        "  opportunity: mes-upgrade\n"
    )


def test_json_names_both_files(kam: RunKam, root: Path) -> None:
    words = ("log", "acme/mes-upgrade", "Called", "--next", "Send proposal", "--json")
    answer = json.loads(kam(root, *words).stdout)
    assert (answer["changed"], answer["id"]) == ([LOG, TASKS], "acme/mes-upgrade")


def test_a_next_step_that_is_open_already_stops_the_whole_change(kam: RunKam, root: Path) -> None:
    kam(root, "add-task", "acme", "Send proposal")
    before = snapshot(root)
    assert kam(root, "log", "acme", "Called", "--next", "Send proposal").exit_code == 2
    assert snapshot(root) == before


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("acme",), 2),
        (("acme", " "), 2),
        (("acme", "x", "--due", "today"), 2),
        (("acme", "x", "--kind", "brunch"), 2),
        (("acme", "x", "--by", "Li Wei"), 2),
        (("acme", "x", "--with", "nobody"), 4),
        (("acme/nothing", "x"), 4),
        (("nobody", "x"), 4),
    ],
)
def test_what_does_not_fit_writes_nothing(
    kam: RunKam, root: Path, words: tuple[str, ...], code: int
) -> None:
    before = snapshot(root)
    assert kam(root, "log", *words).exit_code == code
    assert snapshot(root) == before


def test_somebody_has_to_have_done_it(
    kam: RunKam, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Session, "person", lambda *_: None)
    result = kam(root, "log", "acme", "x")
    assert (result.exit_code, "--by PERSON" in result.stderr) == (2, True)


def test_a_rehearsal_writes_nothing(kam: RunKam, root: Path) -> None:
    before = snapshot(root)
    result = kam(root, "log", "acme", "x", "--next", "Send it", "--dry-run")
    assert result.stdout.startswith("would be: acme")
    assert snapshot(root) == before


def test_twenty_at_once_are_twenty_entries(kam: RunKam, root: Path) -> None:
    assert kam(root, "log", "acme", "first").exit_code == 0
    command = [sys.executable, "-m", "kam", "--book", str(root), "log", "acme"]
    running = [
        subprocess.Popen(
            [*command, f"entry {number}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "KAM_USER": "li.wei"},
        )
        for number in range(AT_ONCE)
    ]
    for process in running:
        _, errors = process.communicate()
        assert (process.returncode, errors) == (0, b"")
    rows = json.loads(kam(root, "list", "activities", "--json").stdout)["rows"]
    assert sorted(row["note"] for row in rows) == sorted(
        ["first", *(f"entry {number}" for number in range(AT_ONCE))]
    )


def test_a_step_is_done_by_its_id_or_a_part_of_its_text(kam: RunKam, root: Path) -> None:
    kam(root, "add-task", "acme", "Send proposal", "--due", "today")
    kam(root, "add-task", "acme/mes", "寄样品")
    assert (
        kam(root, "done", "acme", "样品").stdout == "acme/ji-yang-pin  done on 2026-11-21: 寄样品\n"
    )
    assert kam(root, "done", "acme", "send-proposal", "--date", "-1d").exit_code == 0
    assert text(root, TASKS) == (
        "send-proposal:\n  what: Send proposal\n  due: 2026-11-21\n  owner: li.wei\n"
        "  done: 2026-11-20\n"
        "ji-yang-pin:\n  what: 寄样品\n  owner: li.wei\n  opportunity: mes-upgrade\n"
        "  done: 2026-11-21\n"
    )


def test_what_is_done_is_a_no_and_what_is_not_there_is_not_found(kam: RunKam, root: Path) -> None:
    kam(root, "add-task", "acme", "Send proposal")
    kam(root, "add-task", "acme", "Send invoice")
    assert kam(root, "done", "acme", "Send").exit_code == 4
    assert kam(root, "done", "acme", "Send", "--json").exit_code == 4
    assert kam(root, "done", "acme", "send invoice", "--json").exit_code == 0
    again = kam(root, "done", "acme", "send-invoice")
    assert (again.exit_code, "acme/send-invoice was done on 2026-11-21" in again.stderr) == (
        1,
        True,
    )
    assert kam(root, "done", "acme/mes", "send-proposal").exit_code == 4
