"""call: a seller's own number for a period, in calls.yaml and beside the forecast."""

import json
import os
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from tests.conftest import MakeBook, RunKam, snapshot
from tests.repositories import Repo

FILES = {
    "kam.yaml": (
        "currency: CNY\nlanguage: en\npeople:\n  li.wei: {name: 李伟, team: north}\n"
        "  chen.jie: {team: north}\n  zhao.min: {team: south}\n"
    ),
    "accounts/acme/account.yaml": "name: Acme\nowner: li.wei\n",
    "accounts/acme/opportunities/mes.yaml": (
        "name: MES\nstage: A\namount: 2100000\nclose_date: 2026-12-10\n"
    ),
    "accounts/acme/opportunities/lims.yaml": (
        "name: LIMS\nstage: C\namount: 1800000\nclose_date: 2026-12-20\n"
    ),
    "accounts/acme/opportunities/theirs.yaml": (
        "name: Theirs\nstage: A\namount: 500000\nclose_date: 2026-12-20\nowner: chen.jie\n"
    ),
}


@pytest.fixture
def root(book: MakeBook) -> Path:
    """li.wei has two deals due this quarter, chen.jie one."""
    return book(FILES)


def test_a_call_is_a_line_and_a_correction_a_later_one(kam: RunKam, root: Path) -> None:
    said = kam(root, "call", "--commit", "3M", "--best-case", "360万", "--date", "2026-11-02")
    assert said.output == (
        "li.wei  2026Q4  commit 3 M  best case 3.6 M  "
        "(forecast: commit 2.1 M, best case 3.9 M, expected 2.79 M)\n"
    )
    path = root / "calls.yaml"
    path.write_text("# what we said\n" + path.read_text("utf-8") + "# the end\n", "utf-8")
    said = kam(root, "call", "--commit", "3.2M", "--best-case", "4M", "--period", "2026Q4")
    assert "commit 3 M -> 3.2 M  best case 3.6 M -> 4 M  (forecast:" in said.output
    assert path.read_text("utf-8") == (
        "# what we said\n"
        "- {owner: li.wei, period: 2026Q4, commit: 3000000, best_case: 3600000, date: 2026-11-02}\n"
        "- {owner: li.wei, period: 2026Q4, commit: 3200000, best_case: 4000000, date: 2026-11-21}\n"
        "# the end\n"
    )
    late = kam(root, "call", "--commit", "2M", "--date", "2026-11-10", "--dry-run").output
    assert "  commit 3 M -> 2 M  best case 3.6 M -> –  the later call of 2026-11-21 holds  " in late
    before = snapshot(root)
    same = kam(root, "call", "--commit", "3.2M", "--best-case", "4M")
    assert "nothing to change" in same.output
    rehearsed = kam(root, "call", "--commit", "5M", "--dry-run", "--owner", "chen.jie")
    assert rehearsed.output.startswith("would be: chen.jie  2026Q4  commit 5 M  (forecast: commit")
    assert snapshot(root) == before


def test_it_stands_beside_the_forecast(kam: RunKam, root: Path) -> None:
    assert "calls" not in kam(root, "forecast").output
    kam(root, "call", "--commit", "3M", "--best-case", "3.6M")
    text = kam(root, "forecast", "--from", "2026Q4").output
    assert text.split("\n\n")[-1] == (
        " Period  Commit call  Forecast  Best-case call  Forecast  Have called\n"
        " ────────────────────────────────────────────────────────────────────\n"
        " 2026Q4        3,000     2,600           3,600     4,400       1 of 2\n"
        " not called yet for 2026Q4: chen.jie\n"
    )
    kam(root, "call", "--commit", "0.4M", "--by", "chen.jie")
    kam(root, "call", "--commit", "9M", "--period", "2026")
    text = kam(root, "forecast", "--from", "2026Q4", "--by", "owner").output
    rows = [line.split() for line in text.splitlines()]
    assert ["李伟", "3,000", "2,100", "3,600", "3,900", "2026-11-21"] in rows
    assert ["chen.jie", "400", "500", "400", "500", "2026-11-21"] in rows
    assert "calls by year; they are not divided or added up by quarter" in text
    report = json.loads(kam(root, "forecast", "--json", "--team", "north").stdout)
    keys = ("call_commit", "call_best_case", "called", "callers")
    assert [tuple(row[key] for key in keys) for row in report["rows"]][-2:] == [
        (None, None, None, None),
        (3400000, 4000000, 2, 2),
    ]
    assert len(report["calls"]) == 2
    assert json.loads(kam(root, "forecast", "--json", "--team", "south").stdout)["calls"] == []
    assert "call_commit" in kam(root, "forecast", "--csv").stdout.splitlines()[0]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--commit", "4M", "--best-case", "3M"), 2, "the best case is less than the commit"),
        (("--commit=-1",), 2, "a call is no amount below nothing"),
        (("--commit", "much"), 2, '"much" is not an amount'),
        ((), 2, "the commit is missing"),
        (("--commit", "1", "--period", "2026Q3"), 2, "2026Q3 ended on 2026-09-30"),
        (("--commit", "1", "--period", "soon"), 2, '"soon" is not a period'),
        (("--commit", "1", "--owner", "nobody"), 4, '"nobody"'),
        (("--commit", "1", "--date", "2026-11-22"), 2, "has not come yet"),
        (("--commit", "1", "--as-of", "2026-01-01"), 6, "the past cannot be written"),
    ],
)
def test_what_is_no_call_writes_nothing(
    kam: RunKam, root: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    before = snapshot(root)
    result = kam(root, "call", *words)
    assert (result.exit_code, snapshot(root)) == (code, before)
    assert said in result.output


def test_a_stranger_is_said_and_check_names_him(kam: RunKam, root: Path) -> None:
    result = kam(root, "call", "--commit", "1", "--by", "li.we")
    assert result.stderr == (
        '"li.we" is not among the people of kam.yaml  did you mean "li.wei"?\n'
    )
    found = kam(root, "check", "--select", "unknown-owner")
    assert "calls.yaml:1:11: KAM110" in found.output


def test_a_file_that_does_not_read_is_refused_and_left_as_it_is(kam: RunKam, root: Path) -> None:
    (root / "calls.yaml").write_text("- {owner: li.wei, period: soon}\n", "utf-8")
    before = snapshot(root)
    result = kam(root, "call", "--commit", "1")
    assert (result.exit_code, snapshot(root)) == (3, before)
    assert "calls.yaml:1:27: KAM003" in result.stderr
    assert kam(root, "forecast").exit_code == 3


def test_the_forecast_beside_it_says_what_it_is_without(kam: RunKam, root: Path) -> None:
    (root / "accounts/acme/opportunities/mes.yaml").write_text("amount: much\n", "utf-8")
    said = kam(root, "call", "--commit", "1M")
    assert (said.exit_code, "(forecast: commit 0, best case 1.8 M" in said.stdout) == (0, True)
    assert said.stderr == "incomplete: 1 file left out of these figures\n"


def test_calls_of_two_people_are_both_there_after_a_merge(kam: RunKam, tmp_path: Path) -> None:
    root = tmp_path / "book"
    assert kam(root, "init", str(root), "--currency", "CNY").exit_code == 0
    repo = Repo(root)
    kam(root, "add-account", "Acme")
    kam(root, "call", "--commit", "5", "--date", "2026-10-01")
    repo.git("branch", "theirs")
    ours = json.loads(kam(root, "call", "--commit", "3", "--json").stdout)
    assert (ours["changed"], ours["id"], ours["commit"]) == (
        ["calls.yaml"], "li.wei/2026Q4", repo.head,
    )  # fmt: skip
    repo.git("checkout", "--quiet", "theirs")
    kam(root, "call", "--commit", "4", "--by", "chen.jie", "--date", "2026-11-20")
    repo.git("checkout", "--quiet", "-")
    scripts = Path(sys.executable).parent  # where kam-merge is, whether or not it is active
    found = os.pathsep.join((str(scripts), os.environ["PATH"]))
    repo.git("merge", "--quiet", "--no-edit", "theirs", PATH=found)
    lines = (root / "calls.yaml").read_text("utf-8").splitlines()
    assert [line.partition(",")[0] for line in lines] == [
        "- {owner: li.wei", "- {owner: chen.jie", "- {owner: li.wei",
    ]  # fmt: skip
    report = json.loads(kam(root, "forecast", "--json").stdout, parse_float=Decimal)
    assert report["rows"][-1]["call_commit"] == 7


def test_undo_takes_it_back(kam: RunKam, tmp_path: Path) -> None:
    root = tmp_path / "book"
    kam(root, "init", str(root), "--currency", "CNY")
    kam(root, "add-account", "Acme")
    kam(root, "call", "--commit", "5")
    assert "taken back: call li.wei 2026Q4" in kam(root, "undo").output
    assert json.loads(kam(root, "forecast", "--json").stdout)["calls"] == []


@pytest.mark.parametrize("today", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize(
    "command",
    ["forecast", "forecast --period year", "attainment", "pipeline", "accuracy", "report monthly"],
)
def test_a_fiscal_year_may_reach_beyond_the_calendar(
    kam: RunKam, tmp_path: Path, command: str, today: str
) -> None:
    repo = Repo(tmp_path / "book")
    called = "- {owner: li.wei, period: 2026Q4, commit: 1, date: 2026-11-02}\n"
    aimed = "- {owner: li.wei, period: 2026Q4, amount: 5}\n"
    settings = FILES["kam.yaml"] + "fiscal_year_start: 2\n"
    repo.commit(
        "2026-11-20",
        {**FILES, "kam.yaml": settings, "calls.yaml": called, "targets.yaml": aimed},
    )
    assert kam(repo.root, *command.split(), "--today", today).exit_code in {0, 5}
    assert kam(repo.root, "call", "--commit", "1", "--today", "9999-12-31").exit_code == 2


def test_a_call_alone_has_a_row_beside_the_forecast(kam: RunKam, root: Path) -> None:
    kam(root, "call", "--commit", "700", "--owner", "zhao.min", "--period", "2027Q2")
    whole = json.loads(kam(root, "forecast", "--json").stdout)["rows"]
    assert [(row["period"], row["call_commit"]) for row in whole][-2:] == [
        ("2027Q1", None),
        ("2027Q2", 700),
    ]
    words = ("--by", "owner", "--from", "2027Q2", "--to", "2027Q2")
    own = json.loads(kam(root, "forecast", "--json", *words).stdout)["rows"]
    assert [(row["group"], row["expected"], row["call_commit"]) for row in own] == [
        ("zhao.min", 0, 700)
    ]
    assert len(json.loads(kam(root, "forecast", "--json", "--to", "2027Q1").stdout)["calls"]) == 0
