"""doctor: finds what is wrong around the files, and mends what can be mended."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kam.store.own_folder import own_folder
from kam.vcs.left_locks import YOUNG
from tests.conftest import RunKam
from tests.repositories import Repo, git


@pytest.fixture
def root(kam: RunKam, tmp_path: Path) -> Path:
    """A new book with one account."""
    folder = tmp_path / "book"
    assert kam(tmp_path, "init", str(folder)).exit_code == 0
    assert kam(folder, "add-account", "Acme").exit_code == 0
    return folder


def kinds(kam: RunKam, root: Path, *words: str) -> dict[str, bool | None]:
    """What is wrong by its kind, and whether it is mended."""
    rows = json.loads(kam(root, "doctor", "--json", *words).stdout)["rows"]
    return {row["kind"]: row["mended"] for row in rows}


def age(path: Path, seconds: float = YOUNG * 2) -> None:
    """Let a file look older than it is."""
    then = path.stat().st_mtime - seconds
    os.utime(path, (then, then))


def test_a_new_book_is_well(kam: RunKam, root: Path) -> None:
    result = kam(root, "doctor")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "all is well\n", "")
    result = kam(root, "doctor", "--lang", "zh")
    assert (result.exit_code, result.stdout.isascii()) == (0, False)


def test_a_clone_learns_of_the_driver_and_the_hook(kam: RunKam, root: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", str(root), "clone")
    clone = tmp_path / "clone"
    told = kam(clone, "doctor")
    assert told.exit_code == 1
    assert told.stdout == (
        "this clone does not know kam's merge driver: git merges line by line\n"
        "there is no pre-commit hook: errors can be committed\n"
        "mend it: kam doctor --fix\n"
    )
    assert kinds(kam, clone) == {"no-driver": None, "no-hook": None}
    assert kinds(kam, clone, "--fix") == {"no-driver": True, "no-hook": True}
    assert kinds(kam, clone) == {}
    assert "kam-merge" in git(clone, "config", "merge.kam.driver")


def test_attributes_are_added_below_what_is_there_and_committed(kam: RunKam, root: Path) -> None:
    (root / ".gitattributes").write_text("*.png binary", encoding="utf-8")
    git(root, "commit", "-qam", "by hand", "--no-verify")
    assert kinds(kam, root, "--fix") == {"no-attributes": True}
    assert (root / ".gitattributes").read_text(encoding="utf-8").startswith("*.png binary\n# ")
    assert git(root, "log", "-1", "--format=%s") == "doctor --fix\n"
    assert git(root, "check-attr", "merge", "text", "--", "accounts/acme/account.yaml") == (
        "accounts/acme/account.yaml: merge: kam\naccounts/acme/account.yaml: text: unset\n"
    )


def test_a_hook_of_the_user_s_own_is_left_alone(kam: RunKam, root: Path) -> None:
    hook = root / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\nmake test\n", encoding="utf-8")
    assert kinds(kam, root, "--fix") == {"other-hook": False}
    assert "add a line to it: kam check --staged" in kam(root, "doctor").stdout
    assert hook.read_text(encoding="utf-8").endswith("make test\n")
    hook.write_text("#!/bin/sh\nkam check --staged && make test\n", encoding="utf-8")
    assert kinds(kam, root) == {}


def test_hooks_elsewhere_are_found(kam: RunKam, root: Path) -> None:
    git(root, "config", "core.hooksPath", "hooks here")
    assert kinds(kam, root, "--fix") == {"no-hook": True}
    assert (root / "hooks here/pre-commit").exists()
    assert kinds(kam, root) == {}


def test_leavings_of_killed_writes_go(kam: RunKam, root: Path) -> None:
    left = root / "accounts/acme" / f".kam-{'0' * 32}.tmp"
    left.write_text("half", encoding="utf-8")
    assert f"left accounts/acme/{left.name}" in kam(root, "doctor").stdout
    assert kinds(kam, root, "--fix") == {"temporary": True}
    assert not left.exists()


def test_a_lock_that_nobody_holds_goes(kam: RunKam, root: Path) -> None:
    for name in ("index.lock", "HEAD.lock", "kam-index-0123"):
        (root / ".git" / name).touch()
        age(root / ".git" / name)
    assert kinds(kam, root) == {"left-lock": None}
    assert kinds(kam, root, "--fix") == {"left-lock": True}
    assert not list((root / ".git").glob("*.lock"))


def test_a_lock_that_may_be_held_stays(kam: RunKam, root: Path) -> None:
    lock = root / ".git/index.lock"
    lock.touch()
    assert kinds(kam, root, "--fix") == {"held-lock": False}  # it was made a moment ago
    age(lock)
    holder = subprocess.Popen(
        [sys.executable, "-c", f"held = open({str(lock)!r}); print(1, flush=True); input()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        assert kinds(kam, root, "--fix") == {"held-lock": False}
        holder.communicate(b"\n")
    assert kinds(kam, root, "--fix") == {"left-lock": True}


def test_a_change_that_was_killed_before_its_commit_is_finished(
    kam: RunKam, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("kam.workspace.committing.commit_files", killed)
        assert kam(root, "set", "acme", "tier=core").exit_code == 130
    assert kinds(kam, root) == {"uncommitted": None}
    assert kinds(kam, root, "--fix") == {"uncommitted": True}
    assert git(root, "log", "-1", "--format=%s") == "set acme: tier\n"
    with monkeypatch.context() as patch:
        patch.setattr("kam.workspace.desk.Desk.save", killed)
        assert kam(root, "set", "acme", "tier=key").exit_code == 130
    assert kinds(kam, root, "--fix") == {"uncommitted": True}  # nothing of it was saved
    assert git(root, "log", "-1", "--format=%s") == "set acme: tier\n"
    assert kinds(kam, root) == {}


def test_a_damaged_index_is_thrown_away(kam: RunKam, root: Path) -> None:
    assert kam(root, "pipeline").exit_code == 0
    index = own_folder(root) / "index.db"
    index.write_bytes(index.read_bytes()[:40_000])
    assert kinds(kam, root) == {"index": None}
    assert kinds(kam, root, "--fix") == {"index": True}
    assert not index.exists()


def test_twins_are_said(kam: RunKam, root: Path) -> None:
    for name in ("ACME", "caf\u00e9", "cafe\u0301"):
        (root / "accounts" / name).mkdir()
    (root / "accounts/acme/Account.yaml").write_text("name: A\n", encoding="utf-8")
    result = kam(root, "doctor", "--fix")
    assert result.exit_code == 1
    for twins in (
        "accounts/ACME, accounts/acme",
        "accounts/cafe\u0301, accounts/caf\u00e9",
        "accounts/acme/Account.yaml, accounts/acme/account.yaml",
    ):
        assert f"do not tell them apart: {twins}\n" in result.stdout


def test_a_book_whose_settings_do_not_read_is_examined_all_the_same(
    kam: RunKam, root: Path
) -> None:
    (root / "kam.yaml").write_text("<<<<<<< ours\n", encoding="utf-8")
    git(root, "config", "--unset", "merge.kam.driver")
    assert kinds(kam, root) == {"no-driver": None}


def test_without_a_repository(kam: RunKam, tmp_path: Path) -> None:
    (tmp_path / "accounts").mkdir()
    assert kam(tmp_path, "doctor").stdout == "all is well\n"
    (tmp_path / "kam.yaml").write_text("git: {commit: auto}\n", encoding="utf-8")
    found = kinds(kam, tmp_path, "--fix")
    assert found == {"no-repository": True, "no-attributes": True}
    assert Repo(tmp_path).subjects == ["doctor --fix"]


def test_the_past_is_not_mended(kam: RunKam, root: Path) -> None:
    assert kam(root, "doctor", "--fix", "--as-of", "HEAD").exit_code == 6
