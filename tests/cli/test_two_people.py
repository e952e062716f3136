"""Two people, one book, each in a clone of their own: what git makes of it with and without kam."""

import json
import os
import sys
from pathlib import Path

import pytest

from tests.conftest import RunKam
from tests.repositories import Repo, git

PATH = "accounts/acme/opportunities/mes.yaml"
PROOF = ("--evidence", "needs-matched=minutes", "--evidence", "supporters-added=visit")
BEGUN = (
    "name: MES\nstage: D\namount: 100  # by the board\nclose_date: 2026-12-15\ncompetitors:\n"
    "  - {name: Corvane}\nhistory:\n  - {date: 2026-10-01, stage: D, by: li.wei}\n"
)


@pytest.fixture
def ours(kam: RunKam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repo:
    """A book of kam's making with one deal; `kam-merge` is on PATH."""
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    root = tmp_path / "ours"
    assert kam(tmp_path, "init", str(root), "--currency", "CNY").exit_code == 0
    repo = Repo(root)
    repo.commit("2026-10-02", {"accounts/acme/account.yaml": "name: Acme\n", PATH: BEGUN})
    return repo


def clone(repo: Repo, *, with_driver: bool, kam: RunKam) -> Repo:
    """A colleague's clone, in which `doctor` set what a clone does not bring."""
    folder = repo.top.parent / "theirs"
    git(repo.top.parent, "clone", "-q", str(repo.top), str(folder))
    if with_driver:
        assert kam(folder, "doctor", "--fix").exit_code == 0
    return Repo(folder)


def done(kam: RunKam, repo: Repo, *words: str) -> None:
    """Run a command that succeeds."""
    result = kam(repo.root, *words)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(
    "way", [("pull", "-q", "--no-rebase", "--no-edit"), ("pull", "-q", "--rebase")]
)
def test_an_advance_and_other_facts_merge_without_a_word(
    kam: RunKam, ours: Repo, way: tuple[str, ...]
) -> None:
    theirs = clone(ours, with_driver=True, kam=kam)
    done(kam, ours, "advance", "acme/mes", *PROOF, "--by", "li.wei")
    done(kam, theirs, "set", "acme/mes", "amount=140", "close_date=2027-02-01",
         "competitors+={name: Belmor, price: 150}")  # fmt: skip
    theirs.git(*way)
    assert theirs.status() == ""
    assert (theirs.root / PATH).read_text(encoding="utf-8") == (
        "name: MES\nstage: C\namount: 140  # by the board\nclose_date: 2027-02-01\ncompetitors:\n"
        "  - {name: Corvane}\n  - {name: Belmor, price: 150}\nhistory:\n"
        "  - {date: 2026-10-01, stage: D, by: li.wei}\n"
        "  - {date: 2026-11-21, stage: C, by: li.wei, evidence: "
        "{needs-matched: minutes, supporters-added: visit}}\n"
    )
    assert kam(theirs.root, "check", "--ignore", "next-step,contacts-contradict").exit_code == 0


def test_two_stages_are_an_honest_conflict(kam: RunKam, ours: Repo) -> None:
    theirs = clone(ours, with_driver=True, kam=kam)
    done(kam, ours, "advance", "acme/mes", *PROOF, "--by", "li.wei")
    ours.write({PATH: (ours.root / PATH).read_text(encoding="utf-8").replace("100", "200")})
    ours.commit("2026-11-20")
    done(kam, theirs, "advance", "acme/mes", "--to", "B", "--waive", "--because", "in a hurry",
         "--by", "chen.jie")  # fmt: skip
    theirs.git("pull", "-q", "--no-rebase", "--no-edit", check=False)
    lines = (theirs.root / PATH).read_text(encoding="utf-8").splitlines()
    assert lines[:8] == [
        "name: MES",
        "<<<<<<< ours",
        "stage: B",
        "=======",
        "stage: C",
        ">>>>>>> theirs",
        "amount: 200  # by the board",
        "close_date: 2026-12-15",
    ]
    markers = [line for line in lines if line[:7] in {"<" * 7, "=" * 7, ">" * 7}]
    assert len(markers) == 6  # the stage, and the entries of both in the history
    assert any("by: chen.jie" in line for line in lines)
    result = kam(theirs.root, "forecast", "--json")
    assert result.exit_code == 3
    report = json.loads(result.stdout)
    assert [entry["path"] for entry in report["skipped"]] == [PATH]
    assert report["totals"]["open_pipeline"] == 0
    assert f"{PATH}:2:1: KAM001 a merge left a conflict here\n" in result.stderr


def test_a_clone_without_the_driver_merges_lines_and_doctor_says_so(
    kam: RunKam, ours: Repo
) -> None:
    theirs = clone(ours, with_driver=False, kam=kam)
    assert "does not know kam's merge driver" in kam(theirs.root, "doctor").stdout
    done(kam, ours, "advance", "acme/mes", *PROOF)
    done(kam, theirs, "set", "acme/mes", "amount=140")  # the next line: git's own merge stops
    theirs.git("pull", "-q", "--no-rebase", "--no-edit", check=False)
    text = (theirs.root / PATH).read_text(encoding="utf-8")
    assert "<<<<<<< HEAD\n" in text
    assert kam(theirs.root, "pipeline").exit_code == 3
    assert "kam doctor --fix" in kam(theirs.root, "doctor").stdout


@pytest.mark.parametrize("with_driver", [True, False])
def test_the_logs_of_one_day_merge(kam: RunKam, ours: Repo, *, with_driver: bool) -> None:
    theirs = clone(ours, with_driver=with_driver, kam=kam)
    done(kam, ours, "log", "acme/mes", "Called the plant", "--by", "li.wei")
    done(kam, theirs, "log", "acme/mes", "Met the buyer", "--by", "chen.jie")
    done(kam, theirs, "log", "acme", "Sent the minutes", "--by", "chen.jie")
    theirs.git("pull", "-q", "--no-rebase", "--no-edit")
    rows = json.loads(kam(theirs.root, "list", "activities", "--json").stdout)["rows"]
    assert sorted(row["note"] for row in rows) == [
        "Called the plant",
        "Met the buyer",
        "Sent the minutes",
    ]


def test_where_kam_is_not_installed_the_registered_driver_merges_lines(
    kam: RunKam, ours: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = clone(ours, with_driver=True, kam=kam)
    done(kam, ours, "set", "acme/mes", "name=MES 2")
    done(kam, theirs, "set", "acme/mes", "close_date=2027-01-01")
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    theirs.git("pull", "-q", "--no-rebase", "--no-edit")
    text = (theirs.root / PATH).read_text(encoding="utf-8")
    assert "name: MES 2\n" in text
    assert "close_date: 2027-01-01\n" in text
