"""git: git itself, in the book's folder; what it prints goes past the runner of the tests."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import RunKam
from tests.repositories import Repo


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A book in a folder of a repository, with one commit."""
    found = Repo(tmp_path / "top", "book")
    found.commit("2026-06-10", {"accounts/acme/account.yaml": "name: Acme\n"})
    return found


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run kam as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "kam", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_word_behind_it_is_git_s(repo: Repo, tmp_path: Path) -> None:
    found = run(tmp_path, "-C", str(repo.root), "git", "log", "--format=%s", "--", "accounts")
    assert (found.returncode, found.stdout, found.stderr) == (0, "change\n", "")
    assert run(repo.root, "git", "rev-parse", "--show-prefix").stdout == "book/\n"
    assert run(repo.root, "git", "--help").stdout.startswith("usage: git ")
    assert "--json" in run(repo.root, "git", "log", "--json").stderr


def test_its_exit_code_is_git_s(repo: Repo) -> None:
    found = run(repo.root, "git", "rev-parse", "--verify", "v9")
    assert (found.returncode, found.stdout) == (128, "")


def test_there_may_be_no_git(
    kam: RunKam, repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = kam(repo.root, "git", "status")
    assert (result.exit_code, "git cannot be started" in result.stderr) == (5, True)


def test_the_past_has_no_git_of_its_own(kam: RunKam, repo: Repo) -> None:
    assert kam(repo.root, "--as-of", "HEAD", "git", "status").exit_code == 6
