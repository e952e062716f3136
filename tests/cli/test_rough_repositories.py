"""What repositories are really like: links, submodules, rebases, shared hooks, killed programs."""

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from tests.conftest import RunKam, snapshot
from tests.repositories import Repo, git

SETTINGS = "currency: CNY\ngit: {commit: auto}\n"
ACME = "accounts/acme/account.yaml"
PATH = "accounts/acme/opportunities/mes.yaml"
DEAL = "name: MES\nstage: D\namount: 100\nclose_date: 2026-12-15\n"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A book that commits, with one deal."""
    found = Repo(tmp_path / "book")
    found.commit("2026-06-10", {"kam.yaml": SETTINGS, ACME: "name: Acme\n", PATH: DEAL})
    return found


def done(kam: RunKam, root: Path, *words: str) -> str:
    """What a command that succeeds says."""
    result = kam(root, *words)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_driver_that_cannot_start_loses_nothing(
    kam: RunKam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its Python may have gone, or it may be killed: then git merges the lines."""
    root = tmp_path / "new"
    done(kam, tmp_path, "init", str(root))
    repo = Repo(root)
    repo.commit("2026-06-10", {ACME: "name: Acme\n", PATH: DEAL})
    repo.git("checkout", "-q", "-b", "other")
    done(kam, root, "set", "acme/mes", "owner=chen.jie", "name=MES 2")
    repo.git("checkout", "-q", "-")
    done(kam, root, "set", "acme/mes", "name=MES 3")
    for number, script in enumerate(
        ("#!/bin/sh\nexit 1\n", "#!/bin/sh\nkill -9 $$\n", "#!/no/python\n")
    ):
        bin_ = tmp_path / f"bin-{number}"
        bin_.mkdir()
        (bin_ / "kam-merge").write_text(script, encoding="utf-8")
        (bin_ / "kam-merge").chmod(0o755)
        monkeypatch.setenv("PATH", f"{bin_}{os.pathsep}/usr/bin{os.pathsep}/bin")
        repo.git("merge", "-q", "other", check=False)
        text = (root / PATH).read_text(encoding="utf-8")
        assert "<<<<<<< " in text
        assert "name: MES 2\n" in text
        assert "name: MES 3\n" in text
        assert kam(root, "pipeline").exit_code == 3
        repo.git("merge", "--abort")


def test_an_account_in_a_repository_of_its_own_is_said_and_not_taken_over(
    kam: RunKam, repo: Repo, tmp_path: Path
) -> None:
    inner = Repo(tmp_path / "inner")
    inner.write({"account.yaml": "name: Secret\n", "opportunities/big.yaml": DEAL})
    inner.git("add", "--all")
    inner.git("commit", "-q", "-m", "inner")
    repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add",
             str(inner.top), "accounts/secret")  # fmt: skip
    repo.commit("2026-06-11")
    result = kam(repo.root, "pipeline", "--as-of", "HEAD", "--json")
    assert result.exit_code == 3
    assert [one["path"] for one in json.loads(result.stdout)["skipped"]] == ["accounts/secret"]
    staged, head = repo.git("ls-files", "--stage"), repo.head
    result = kam(repo.root, "set", "secret/big", "amount=5")
    assert (result.exit_code, "accounts/secret is a link or a repository" in result.stderr) == (
        7,
        True,
    )
    assert (repo.git("ls-files", "--stage"), repo.head) == (staged, head)


def test_a_folder_that_is_a_link_stays_one_in_the_index(kam: RunKam, repo: Repo) -> None:
    (repo.root / "accounts/acme").rename(repo.root / "accounts/real")
    (repo.root / "accounts/acme").symlink_to("real")
    repo.git("add", "--all")
    staged = repo.git("ls-files", "--stage")
    result = kam(repo.root, "set", "acme/mes", "amount=5")
    assert result.exit_code == 7
    assert repo.git("ls-files", "--stage") == staged


def test_documents_move_with_their_account_and_come_back(kam: RunKam, repo: Repo) -> None:
    repo.write({"accounts/acme/docs/offer.bin": b"\x00" * 2_000_000, "accounts/acme/new.txt": "x"})
    repo.git("add", "accounts/acme/docs")
    repo.git("commit", "-q", "--no-verify", "-m", "docs")
    before = snapshot(repo.root)
    done(kam, repo.root, "rename", "acme", "axis")
    assert repo.status() == "?? accounts/axis/new.txt\n"  # git did not know it before, either
    assert not (repo.root / "accounts/acme").exists()
    (repo.root / "accounts/axis/new.txt").unlink()
    del before["accounts/acme/new.txt"]
    repo.git("revert", "--no-edit", "HEAD")
    assert snapshot(repo.root) == before


def test_small_documents_come_back_with_undo(kam: RunKam, repo: Repo) -> None:
    repo.write({"accounts/acme/docs/offer.txt": "an offer\n"})
    repo.git("add", "--all")
    repo.git("commit", "-q", "--no-verify", "-m", "docs")
    before = snapshot(repo.root)
    done(kam, repo.root, "rename", "acme", "axis")
    assert repo.status() == ""
    done(kam, repo.root, "undo")
    assert (snapshot(repo.root), repo.status()) == (before, "")


def test_undo_knows_its_commits_after_a_rebase(kam: RunKam, repo: Repo) -> None:
    base = repo.head
    done(kam, repo.root, "set", "acme/mes", "amount=5")
    five = snapshot(repo.root)
    done(kam, repo.root, "set", "acme/mes", "owner=x.y")
    done(kam, repo.root, "undo")
    repo.git("checkout", "-q", "-b", "upstream", base)
    repo.commit("2026-06-12", {ACME: "name: Acme Steel\n"})
    repo.git("checkout", "-q", "main")
    repo.git("rebase", "-q", "upstream")
    done(kam, repo.root, "redo")
    assert "owner: x.y" in (repo.root / PATH).read_text(encoding="utf-8")
    done(kam, repo.root, "undo")
    assert snapshot(repo.root) == {**five, ACME: b"name: Acme Steel\n"}
    done(kam, repo.root, "undo")
    assert (repo.root / PATH).read_text(encoding="utf-8") == DEAL


def test_redo_goes_no_further_than_what_was_new(kam: RunKam, repo: Repo) -> None:
    for words in (
        ("set", "acme/mes", "amount=5"),
        ("undo",),
        ("set", "acme/mes", "owner=x.y"),
        ("undo",),
    ):
        done(kam, repo.root, *words)
    result = kam(repo.root, "redo", "2")
    assert (result.exit_code, "there are only 1" in result.stderr) == (1, True)
    done(kam, repo.root, "redo")
    assert kam(repo.root, "redo").exit_code == 1


def test_undo_says_what_else_goes_with_a_commit(kam: RunKam, repo: Repo) -> None:
    repo.write({PATH: DEAL.replace("MES", "MES 2")})
    done(kam, repo.root, "set", "acme/mes", "amount=5")
    assert f"Kam-By-Hand: {PATH}\n" in repo.git("log", "-1", "--format=%B")
    result = kam(repo.root, "undo")
    assert f"with it what was changed by hand: {PATH}\n" in result.stderr
    assert (repo.root / PATH).read_text(encoding="utf-8") == DEAL


@pytest.mark.parametrize("day", ["1969-12-31", "1960-01-01", "1900-01-01", "0001-01-01"])
def test_a_day_before_git_counts_is_before_the_first_commit(
    kam: RunKam, repo: Repo, day: str
) -> None:
    for words in (("pipeline", "--as-of", day), ("bridge", "--from", day)):
        result = kam(repo.root, *words)
        assert (result.exit_code, result.stdout) == (5, "")


def test_the_last_day_of_the_calendar_is_after_the_last_commit(kam: RunKam, repo: Repo) -> None:
    report = json.loads(
        done(kam, repo.root, "pipeline", "--as-of", "9999-12-31", "--json").split("\nas of")[0]
    )
    assert report["revision"] == repo.head


def test_hooks_that_all_repositories_share_are_left_alone(
    kam: RunKam, tmp_path: Path, git_settings: Path
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    git(tmp_path, "config", "--global", "core.hooksPath", str(shared))
    done(kam, tmp_path, "init", str(tmp_path / "book"))
    assert list(shared.iterdir()) == []
    told = kam(tmp_path / "book", "doctor", "--fix")
    assert (told.exit_code, "add a line to it: kam check --staged" in told.stdout) == (1, True)
    assert list(shared.iterdir()) == []
    assert git_settings.exists()


def test_each_book_of_a_repository_has_its_line_in_the_hook(kam: RunKam, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "top")
    for name in ("one", "the other"):
        done(kam, tmp_path, "init", str(repo.top / name))
        done(kam, repo.top / name, "doctor")
    hook = repo.top / ".git/hooks/pre-commit"
    assert hook.stat().st_mode & stat.S_IXUSR
    text = hook.read_text(encoding="utf-8")
    assert text.count("check --staged") == 2
    assert "kam --book 'the other/' check --staged || exit 1" in text


def test_what_is_only_meant_to_be_added_stops_no_commit(kam: RunKam, repo: Repo) -> None:
    repo.write({"accounts/new/account.yaml": "tier: core\n"})
    repo.git("add", "-N", "accounts/new/account.yaml")
    assert done(kam, repo.root, "check", "--staged") == ""


def test_a_lock_of_a_branch_is_found_and_the_index_stays_as_it_was(kam: RunKam, repo: Repo) -> None:
    lock = repo.top / ".git/refs/heads/main.lock"
    lock.touch()
    os.utime(lock, (lock.stat().st_mtime - 60,) * 2)
    staged = repo.git("ls-files", "--stage")
    assert kam(repo.root, "set", "acme/mes", "amount=5").exit_code == 7
    assert repo.git("ls-files", "--stage") == staged
    assert ".git/refs/heads/main.lock" in kam(repo.root, "doctor").stdout
    kam(repo.root, "doctor", "--fix")
    assert not lock.exists()
    assert repo.subjects[1:3] == ["set acme/mes: amount", "change"]


def test_the_first_commit_that_fails_leaves_no_index(kam: RunKam, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "book")
    repo.write({"kam.yaml": SETTINGS, ACME: "name: Acme\n"})
    lock = repo.top / ".git/refs/heads/main.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    lock.touch()
    assert kam(repo.root, "set", "acme", "tier=core").exit_code == 7
    assert repo.git("ls-files") == ""


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_a_folder_whose_name_holds_a_line_end_is_refused(kam: RunKam, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "top", "a\nb")
    repo.commit("2026-06-10", {"kam.yaml": SETTINGS, ACME: "name: Acme\n"})
    head = repo.head
    result = kam(repo.root, "set", "acme", "tier=core")
    assert (result.exit_code, "holds a line end" in result.stderr) == (7, True)
    assert (repo.head, kam(repo.root, "pipeline", "--as-of", "HEAD").exit_code) == (head, 5)


def test_a_link_among_the_opportunities_has_no_history(kam: RunKam, repo: Repo) -> None:
    (repo.root / "accounts/acme/opportunities/link.yaml").symlink_to("mes.yaml")
    repo.commit("2026-06-11")
    rows = json.loads(kam(repo.root, "history", "acme", "--as-of", "HEAD", "--json").stdout)["rows"]
    assert {row["opportunity"] for row in rows} == {None, "acme/mes"}


def test_a_mode_goes_along(kam: RunKam, repo: Repo) -> None:
    (repo.root / PATH).chmod(0o755)
    repo.commit("2026-06-11")
    done(kam, repo.root, "rename", "acme/mes", "mes-2")
    assert repo.status() == ""


def test_a_long_command_is_cut(kam: RunKam, repo: Repo) -> None:
    done(kam, repo.root, "log", "acme", "x" * 100_000)
    assert len(repo.git("log", "-1", "--format=%B")) < 3_000


def test_filters_of_a_bridge_mean_what_the_pipelines_of_both_days_mean(
    kam: RunKam, repo: Repo
) -> None:
    def bridge(*words: str) -> dict[str, float]:
        report = json.loads(kam(repo.root, "bridge", "--json", *words).stdout)
        return {row["kind"]: row["amount"] for row in report["rows"] if row["count"]}

    repo.commit("2026-07-01", {PATH: DEAL.replace("100", "150") + "owner: chen\n"})
    done(kam, repo.root, "rename", "acme", "axis")
    done(kam, repo.root, "set", "axis/mes", "owner=chen.jie")
    window = ("--from", "2026-06-30", "--to", "2026-07-02")
    for name in ("acme", "axis"):  # the account under the id of then, and of now
        found = bridge(*window, "--account", name)
        assert found == {"opening": 100, "increased": 50, "closing": 150}
        assert bridge(*window, "--group", name) == found
    since = ("--from", "2026-07-02")
    assert bridge(*since, "--owner", "chen") == {"opening": 150, "transferred_out": -150}
    assert bridge(*since, "--owner", "chen.jie") == {"transferred_in": 150, "closing": 150}
    assert kam(repo.root, "bridge", *window, "--owner", "nobody").exit_code == 4
    assert kam(repo.root, "bridge", *window, "--as-of", "HEAD").exit_code == 2
    repo.write({"kam.yaml": "currency: [\n"})
    assert bridge(*window) == {"opening": 100, "increased": 50, "closing": 150}


def test_a_renamed_opportunity_that_does_not_read_is_out_of_both_ends(
    kam: RunKam, repo: Repo
) -> None:
    new = DEAL.replace("100", "12k") + "formerly: [acme/mes]\n"
    repo.commit("2026-07-01", {PATH: None, "accounts/acme/opportunities/new.yaml": new})
    for words in (("--from", "HEAD~1", "--to", "HEAD"), ("--from", "HEAD", "--to", "HEAD~1")):
        report = json.loads(kam(repo.root, "bridge", "--json", *words).stdout)
        assert [row["kind"] for row in report["rows"] if row["count"]] == []
        assert report["totals"]["left_out"] == 1
