"""undo and redo: on kam's own commits, by three-way merge, nothing rewritten."""

from pathlib import Path

import pytest

from tests.conftest import RunKam, snapshot
from tests.repositories import Repo

SETTINGS = "currency: CNY\ngit: {commit: auto}\n"
DEAL = "name: MES\nstage: D\namount: 100\nclose_date: 2026-12-15\n"
PATH = "accounts/acme/opportunities/mes.yaml"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A book that commits, with one deal."""
    found = Repo(tmp_path / "book")
    account = "accounts/acme/account.yaml"
    found.commit("2026-06-10", {"kam.yaml": SETTINGS, account: "name: Acme\n", PATH: DEAL})
    return found


def run(kam: RunKam, repo: Repo, *words: str) -> str:
    """What a command that succeeds says."""
    result = kam(repo.root, *words)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def amounts(kam: RunKam, repo: Repo, *values: int) -> list[dict[str, bytes]]:
    """Set the amount to each of the values; the files before and after each of these changes."""
    states = [snapshot(repo.root)]
    for value in values:
        run(kam, repo, "set", "acme/mes", f"amount={value}")
        states.append(snapshot(repo.root))
    return states


def test_two_undos_are_an_undo_of_two_and_redo_goes_forward(kam: RunKam, repo: Repo) -> None:
    begun, one, two, three = amounts(kam, repo, 1, 2, 3)
    assert run(kam, repo, "undo") == "taken back: set acme/mes: amount\n"
    assert snapshot(repo.root) == two
    run(kam, repo, "undo")
    assert snapshot(repo.root) == one
    run(kam, repo, "redo", "2")
    assert snapshot(repo.root) == three
    run(kam, repo, "undo", "2")
    assert snapshot(repo.root) == one
    run(kam, repo, "redo")
    assert snapshot(repo.root) == two
    run(kam, repo, "undo", "2")
    assert snapshot(repo.root) == begun
    run(kam, repo, "redo", "3")
    assert snapshot(repo.root) == three
    assert repo.status() == ""


def test_what_is_taken_back_is_a_commit_that_names_it(kam: RunKam, repo: Repo) -> None:
    amounts(kam, repo, 1)
    undone = repo.head
    made = repo.git("log", "-1", "--format=%at").strip()
    run(kam, repo, "undo")
    assert repo.git("log", "-1", "--format=%B") == (
        f"undo set acme/mes: amount\n\nKam-Command: undo\n"
        f"Kam-Undoes: {undone} {made} set acme/mes: amount\n\n"
    )
    run(kam, repo, "redo")
    assert f"Kam-Redoes: {undone}" in repo.git("log", "-1", "--format=%B")


def test_a_new_change_ends_what_could_be_done_again(kam: RunKam, repo: Repo) -> None:
    amounts(kam, repo, 1, 2)
    run(kam, repo, "undo")
    run(kam, repo, "set", "acme/mes", "owner=li.wei")
    result = kam(repo.root, "redo")
    assert (result.exit_code, result.stderr) == (1, "kam: there is nothing to do again\n")
    run(kam, repo, "undo")
    assert "owner" not in (repo.root / PATH).read_text(encoding="utf-8")
    run(kam, repo, "redo")
    assert "owner" in (repo.root / PATH).read_text(encoding="utf-8")


def test_what_somebody_changed_since_stays(kam: RunKam, repo: Repo) -> None:
    run(kam, repo, "set", "acme/mes", "amount=200")
    run(kam, repo, "set", "acme/mes", "owner=li.wei")
    text = (repo.root / PATH).read_text(encoding="utf-8")
    repo.write({PATH: text.replace("name: MES", "name: MES 2  # renamed")})  # not committed
    run(kam, repo, "undo", "2")
    assert (repo.root / PATH).read_text(encoding="utf-8") == DEAL.replace(
        "name: MES", "name: MES 2  # renamed"
    )


def test_one_fact_that_both_changed_is_a_conflict_and_nothing_is_written(
    kam: RunKam, repo: Repo
) -> None:
    run(kam, repo, "set", "acme/mes", "amount=200")
    repo.write({PATH: DEAL.replace("100", "300")})
    before = snapshot(repo.root)
    result = kam(repo.root, "undo")
    assert (result.exit_code, snapshot(repo.root)) == (6, before)
    assert f"{PATH} was changed since; nothing was written" in result.stderr
    (repo.root / PATH).unlink()
    assert kam(repo.root, "undo").exit_code == 6


def test_what_is_not_kam_s_is_refused(kam: RunKam, repo: Repo) -> None:
    result = kam(repo.root, "undo")
    assert (result.exit_code, "the last commit is not kam's" in result.stderr) == (6, True)
    assert "What is in no commit: kam git status; a commit by hand: kam git revert" in result.stderr
    amounts(kam, repo, 1)
    run(kam, repo, "undo")
    assert kam(repo.root, "undo").exit_code == 6  # before it stands what a person committed
    run(kam, repo, "redo")
    repo.commit("2026-11-20", {PATH: DEAL}, "by hand")
    result = kam(repo.root, "undo")
    assert (result.exit_code, "by hand" in result.stderr) == (6, True)


def test_accounts_come_and_go_whole(kam: RunKam, repo: Repo) -> None:
    begun = snapshot(repo.root)
    run(kam, repo, "add-account", "Beta")
    run(kam, repo, "add-opportunity", "beta", "Line 3")
    added = snapshot(repo.root)
    run(kam, repo, "rename", "beta", "gamma")
    run(kam, repo, "undo")
    assert snapshot(repo.root) == added
    run(kam, repo, "undo", "2")
    assert snapshot(repo.root) == begun
    assert not (repo.root / "accounts/beta").exists()
    run(kam, repo, "redo", "3")
    assert (repo.root / "accounts/gamma/opportunities/line-3.yaml").exists()
    run(kam, repo, "remove", "gamma", "--yes")
    run(kam, repo, "undo")
    assert (repo.root / "accounts/gamma/opportunities/line-3.yaml").exists()


def test_the_beginning_of_a_book_is_not_taken_back(kam: RunKam, tmp_path: Path) -> None:
    root = tmp_path / "new"
    assert kam(tmp_path, "init", str(root)).exit_code == 0
    result = kam(root, "undo")
    assert (result.exit_code, result.stderr) == (1, "kam: there is nothing to take back\n")
    assert kam(root, "add-account", "Acme").exit_code == 0
    result = kam(root, "undo", "2")
    assert (result.exit_code, result.stderr) == (1, "kam: there are only 1\n")


def test_what_is_not_committed_yet_comes_first(kam: RunKam, repo: Repo) -> None:
    run(kam, repo, "set", "acme/mes", "amount=200")
    lock = repo.top / ".git/index.lock"
    lock.touch()
    assert kam(repo.root, "set", "acme/mes", "owner=li.wei").exit_code == 7
    lock.unlink()
    result = kam(repo.root, "undo")
    assert (result.exit_code, "kam doctor --fix" in result.stderr) == (6, True)
    run(kam, repo, "doctor", "--fix")
    run(kam, repo, "undo", "--dry-run")
    assert "owner" in (repo.root / PATH).read_text(encoding="utf-8")


def test_what_a_person_took_back_already_is_said(kam: RunKam, repo: Repo) -> None:
    run(kam, repo, "set", "acme/mes", "amount=200")
    repo.write({PATH: DEAL})
    result = kam(repo.root, "undo")
    assert (result.exit_code, "the files are so already" in result.stderr) == (1, True)


def test_without_a_repository_there_is_nothing_to_undo(kam: RunKam, tmp_path: Path) -> None:
    (tmp_path / "accounts").mkdir()
    assert kam(tmp_path, "undo").exit_code == 5
