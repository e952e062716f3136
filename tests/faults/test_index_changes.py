"""Changes that are easily missed, in a book so large that the index is read in several shelves."""

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from tests.faults.large import (
    ENVIRONMENT,
    command,
    deal,
    deal_path,
    expected,
    facts,
    write_large,
)

ACCOUNTS, DEALS = 150, 2
WHOLE = ACCOUNTS * DEALS * 50


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A large book whose index has been made, and is old enough to be sure of every stamp."""
    root = write_large(tmp_path / "book", ACCOUNTS, DEALS)
    assert expected(root) == WHOLE
    time.sleep(2.2)
    assert expected(root) == WHOLE
    return root


def test_one_edited_file_is_in_the_figure(root: Path) -> None:
    deal_path(root, 77, 1).write_text(deal(300), encoding="utf-8")
    assert expected(root) == WHOLE + 100


def test_edits_of_the_same_second_and_size_are_seen(root: Path) -> None:
    for amount in (200, 300, 900, 100):
        deal_path(root, 3, 0).write_text(deal(amount), encoding="utf-8")
        assert expected(root) == WHOLE + (amount - 100) // 2


def test_a_file_replaced_with_its_times_kept_is_seen(root: Path) -> None:
    path = deal_path(root, 5, 0)
    status = path.stat()
    other = path.with_name("new")
    other.write_text(deal(500), encoding="utf-8")
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(path)
    assert path.stat().st_mtime_ns == status.st_mtime_ns
    assert expected(root) == WHOLE + 200


def test_a_file_written_in_place_with_its_times_set_back_is_seen(root: Path) -> None:
    path = deal_path(root, 6, 0)
    status = path.stat()
    path.write_text(deal(700), encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    assert expected(root) == WHOLE + 300


def test_a_renamed_folder_is_the_account_of_another_name(root: Path) -> None:
    (root / "accounts/customer-9").rename(root / "accounts/moved")
    found = facts(root, "--by", "account")
    assert found["totals"]["expected"] == WHOLE
    groups = {row["group"] for row in found["rows"]}
    assert "moved" in groups
    assert "customer-9" not in groups


def test_a_folder_that_was_taken_away_and_came_back_is_seen(root: Path, tmp_path: Path) -> None:
    folder = root / "accounts/customer-9/opportunities"
    folder.rename(tmp_path / "away")
    assert expected(root) == WHOLE - DEALS * 50
    (tmp_path / "away").rename(folder)
    assert expected(root) == WHOLE


def git(root: Path, *words: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=x", "-c", "user.email=x@example.com", *words],
        cwd=root,
        check=True,
        capture_output=True,
    )


def test_a_branch_that_git_switches_is_seen(root: Path) -> None:
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "all")
    git(root, "checkout", "-q", "-b", "other")
    for number in range(10):
        deal_path(root, number, 0).write_text(deal(900), encoding="utf-8")
    git(root, "commit", "-q", "-a", "-m", "more")
    assert expected(root) == WHOLE + 10 * 400
    git(root, "checkout", "-q", "main")
    assert expected(root) == WHOLE
    git(root, "checkout", "-q", "other")
    assert expected(root) == WHOLE + 10 * 400


@pytest.mark.skipif(shutil.which("faketime") is None, reason="faketime is not installed")
def test_a_clock_that_was_set_back_or_forward_misses_nothing(root: Path) -> None:
    for number, shift in enumerate(("-3d", "+3d", "-10y", "+0d")):
        deal_path(root, number, 1).write_text(deal(300), encoding="utf-8")
        words = ("faketime", "-f", shift, *command(root, "forecast", "--json"))
        done = subprocess.run(words, capture_output=True, env=ENVIRONMENT, check=True)
        assert json.loads(done.stdout)["totals"]["expected"] == WHOLE + 100 * (number + 1)


def test_the_index_is_not_seen_by_git(root: Path) -> None:
    git(root, "init", "-q")
    words = ("git", "status", "--porcelain", "-uall")
    listed = subprocess.run(words, cwd=root, capture_output=True, text=True, check=True)
    assert ".kam" not in listed.stdout
