"""check --staged, the pre-commit hook, and annotations of a pull request."""

import os
import stat
import sys
from pathlib import Path

import pytest

from tests.conftest import RunKam
from tests.repositories import Repo

ACCOUNT = "accounts/acme/account.yaml"
PATH = "accounts/acme/opportunities/mes.yaml"
GOOD, BAD = "name: MES\namount: 100\n", "name: MES\namount: 12k\n"
ERROR = f"{PATH}:2:9: KAM003 amount"


@pytest.fixture(params=["", "sales/the book"])
def repo(tmp_path: Path, request: pytest.FixtureRequest) -> Repo:
    """A book at the top of its repository or deep in it."""
    found = Repo(tmp_path / "top", request.param)
    found.commit("2026-06-10", {ACCOUNT: "name: Acme\n", PATH: GOOD})
    return found


def test_only_what_is_staged_counts(kam: RunKam, repo: Repo) -> None:
    repo.write({PATH: BAD})
    result = kam(repo.root, "check", "--staged")
    assert (result.exit_code, result.stdout) == (0, "")
    repo.git("add", "--all")
    repo.write({PATH: GOOD})  # mended in the work tree, not for the commit
    result = kam(repo.root, "check", "--staged")
    assert (result.exit_code, result.stdout.startswith(ERROR)) == (3, True)
    assert "2 | amount: 12k" in result.stdout
    repo.git("add", "--all")
    assert kam(repo.root, "check", "--staged").exit_code == 0


def test_an_error_that_was_there_before_stops_nobody(kam: RunKam, repo: Repo) -> None:
    repo.commit("2026-06-11", {PATH: BAD})
    repo.write({ACCOUNT: "name: Acme Steel\n"})
    repo.git("add", "--all")
    assert kam(repo.root, "check", "--staged").exit_code == 0
    assert kam(repo.root, "check").exit_code == 3


def test_nothing_that_depends_on_today_or_judgement_counts(kam: RunKam, repo: Repo) -> None:
    repo.write({PATH: GOOD + "stage: C\nclose_date: 2020-01-01\n"})
    repo.git("add", "--all")
    assert "KAM102" in kam(repo.root, "check").stdout
    result = kam(repo.root, "check", "--staged", "--strict")
    assert (result.exit_code, result.stdout) == (0, "")


def test_before_the_first_commit_everything_counts(kam: RunKam, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "book")
    repo.write({ACCOUNT: "name: Acme\n", PATH: BAD})
    repo.git("add", "--all")
    assert kam(repo.root, "check", "--staged").exit_code == 3


def test_what_it_does_not_go_with(kam: RunKam, repo: Repo) -> None:
    assert kam(repo.root, "check", "--staged", "--fix").exit_code == 2
    assert kam(repo.root, "check", "--staged", "--as-of", "HEAD").exit_code == 6
    (repo.top.parent / "plain/accounts").mkdir(parents=True)
    assert kam(repo.top.parent / "plain", "check", "--staged").exit_code == 5


def kam_on_path(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a `kam` of this Python in front of PATH."""
    folder.mkdir()
    script = folder / "kam"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kam "$@"\n', encoding="utf-8")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", os.pathsep.join((str(folder), os.environ["PATH"])))


def test_the_hook_lets_no_error_into_a_commit_of_a_person(
    kam: RunKam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kam_on_path(tmp_path / "bin", monkeypatch)
    repo = Repo(tmp_path / "top", "sales/the book")
    assert kam(tmp_path, "init", str(repo.root)).exit_code == 0
    repo.write({ACCOUNT: "name: Acme\n", PATH: BAD})
    repo.git("add", "--all")
    before = repo.head
    repo.git("commit", "-m", "by hand", check=False)
    assert repo.head == before
    repo.write({PATH: GOOD})
    repo.git("commit", "-q", "--all", "-m", "by hand")  # git hands the hook an index of its own
    assert repo.subjects[0] == "by hand"
    repo.git("rm", "-q", "-r", "sales")
    repo.git("commit", "-q", "-m", "no book any more")


def test_without_kam_the_hook_asks_for_nothing(
    kam: RunKam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kam(tmp_path, "init", str(tmp_path / "book")).exit_code == 0
    repo = Repo(tmp_path / "book")
    repo.write({ACCOUNT: "name: Acme\n", PATH: BAD})
    repo.git("add", "--all")
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    repo.git("commit", "-q", "-m", "by hand")
    assert repo.subjects[0] == "by hand"


def test_annotations_name_files_from_the_top_of_the_repository(kam: RunKam, repo: Repo) -> None:
    repo.write({PATH: 'name: "100%, a: b"\namount: 12k\nstage: Q\nclose_date: 2020-01-01\n'})
    result = kam(repo.root, "check", "--format", "github")
    assert result.exit_code == 3
    place = (repo.root / PATH).relative_to(repo.top).as_posix()
    assert result.stdout == (
        f'::error file={place},line=2,col=9,title=KAM003 value::amount: "12k" is not an amount'
        "%0Awrite a plain number (12000), at most two decimals, no commas\n"
    )


def test_annotations_cannot_be_broken_out_of(kam: RunKam, repo: Repo) -> None:
    name = "a,b::c%0A.yaml"
    repo.write({f"accounts/acme/{name}": "x: 1\n"})
    lines = kam(repo.root, "check", "--format", "github").stdout.splitlines()
    assert all(line.startswith(("::error file=", "::warning file=")) for line in lines)
    assert sum("a%2Cb%3A%3Ac%250A.yaml,line=1,col=1," in line for line in lines) == 1
