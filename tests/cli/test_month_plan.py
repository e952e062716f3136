"""plan --month: which month, and how it goes out."""

import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.conftest import MakeBook, RunKam


@pytest.fixture
def root(book: MakeBook) -> Path:
    """Two accounts, one without an owner and one that two people visit."""
    return book(
        {
            "accounts/acme/account.yaml": "name: Acme\nowner: li.wei\ntier: core\n",
            "accounts/acme/activities/2026-li.wei.yaml": (
                "- {date: 2026-11-18, kind: visit, opportunity: mes}\n"
            ),
            "accounts/acme/opportunities/mes.yaml": (
                "name: MES upgrade\nowner: chen.jie\nstage: C\nclose_date: 2026-12-30\n"
                "history:\n  - {date: 2026-11-10, stage: C}\n"
            ),
            "accounts/bell/account.yaml": "name: Bell\ntier: general\n",
            "accounts/bell/activities/2026-li.wei.yaml": "- {date: 2026-11-02, kind: call}\n",
            "accounts/bell/tasks.yaml": "send: {what: Send, due: 2026-11-25}\n",
        }
    )


def test_a_part_for_each_owner_and_the_gaps_below(
    kam: RunKam, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    expected = """\
Month plan 2026-12   2026-11-21   8 visits

 Due         Subject    Where
 ───────────────────────────────
 no owner
 2026-12-14  touch      bell
   general account: every 30 working days (last 2026-11-02)

 chen.jie
 2026-12-18  revisit    acme/mes
   signing ≤ 3 months: every 30 days (last 2026-11-18); also 12-25, 12-27, 12-29
 2026-12-22  milestone  acme/mes
   reach B evaluation leans to us (last move 2026-11-10)
 2026-12-30  signing    acme/mes
   signing expected (C needs matched)

 li.wei
 2026-12-08  touch      acme
   core account: every 7 working days (last 2026-11-18); also 12-17, 12-28
 1 line has no owner: kam set ACCOUNT owner=PERSON
 acme is to be visited by chen.jie, li.wei: who goes?
 2 lines are due before it: kam agenda --all --days 9
"""
    assert kam(root, "plan").stdout == expected


@pytest.mark.parametrize(
    ("stated", "month"),
    [
        ((), "2026-12"),
        (("--month",), "2026-12"),
        (("--month", "--owner", "li.wei"), "2026-12"),
        (("--month", "2027-02"), "2027-02"),
        (("--month", "2026-11"), "2026-11"),
        (("--month", "下个月"), "2026-12"),
        (("--month", "2027-03-31"), "2027-03"),
    ],
)
def test_the_month_is_the_next_one_or_the_one_that_was_typed(
    kam: RunKam, root: Path, stated: tuple[str, ...], month: str
) -> None:
    assert json.loads(kam(root, "plan", *stated, "--json").stdout)["month"] == month


@pytest.mark.parametrize("stated", ["2026-10", "2026-13", "soon"])
def test_another_month_is_refused(kam: RunKam, root: Path, stated: str) -> None:
    assert kam(root, "plan", "--month", stated).exit_code == 2


def test_as_json_it_has_every_day_and_who_shares_an_account(kam: RunKam, root: Path) -> None:
    found = json.loads(kam(root, "plan", "--json", "--owner", "li.wei").stdout)
    assert found["report"] == "month-plan"
    (row,) = found["rows"]
    assert row["dates"] == ["2026-12-08", "2026-12-17", "2026-12-28"]
    assert found["totals"] == {"count": 1, "visits": 3, "nobody": 0, "earlier": 1}
    everybody = json.loads(kam(root, "plan", "--json").stdout)
    assert everybody["shared"] == [{"account": "acme", "owners": ["chen.jie", "li.wei"]}]
    assert kam(root, "plan", "--csv").stdout.splitlines()[0].startswith("due,kind,account,")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_line_is_wider_than_the_screen(
    kam: RunKam, root: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    for columns in (60, 80, 120):
        monkeypatch.setenv("COLUMNS", str(columns))
        printed = kam(root, "plan", "--lang", language).stdout
        assert max(map(cell_len, printed.splitlines())) <= columns


def test_an_empty_month_says_so(kam: RunKam, root: Path) -> None:
    printed = kam(root, "plan", "--owner", "li.wei", "--account", "bell").stdout
    assert (
        printed == "Month plan 2026-12   2026-11-21   0 visits\n\n nothing falls into this month\n"
    )


def test_with_an_account_it_is_that_account_s_plan_unless_a_month_is_named(
    kam: RunKam, root: Path
) -> None:
    assert json.loads(kam(root, "plan", "bell", "--json").stdout)["report"] == "plan"
    month = json.loads(kam(root, "plan", "bell", "--month", "2026-12", "--json").stdout)
    assert {row["account"] for row in month["rows"]} == {"bell"}
    refused = kam(root, "plan", "bell", "--owner", "li.wei")
    assert (refused.exit_code, "add --month" in refused.stderr) == (2, True)
