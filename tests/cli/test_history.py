"""kam history in real repositories: renames, moves, hands, merges, what is not committed."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MakeBook, RunKam
from tests.repositories import Repo, git

SETTINGS = """\
currency: CNY
people:
  li.wei: {name: Li Wei, email: Li.Wei@example.com}
"""
MES = "accounts/acme/opportunities/mes.yaml"
DEAL = "name: MES\nstage: {stage}\namount: {amount}\nclose_date: {close}\n"


def deal(stage: str = "G", amount: int = 100, close: str = "2026-09-30", more: str = "") -> str:
    return DEAL.format(stage=stage, amount=amount, close=close) + more


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A book with one opportunity, committed in June."""
    found = Repo(tmp_path / "book")
    begun = {"kam.yaml": SETTINGS, "accounts/acme/account.yaml": "name: Acme\n", MES: deal()}
    found.commit("2026-06-10", begun)
    return found


def rows(kam: RunKam, root: Path, *words: str, code: int = 0) -> list[dict[str, Any]]:
    """The rows of a history."""
    result = kam(root, "history", *words, "--json")
    assert result.exit_code == code, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)["rows"]
    return found


def events(kam: RunKam, root: Path, *words: str, code: int = 0) -> list[tuple[Any, ...]]:
    """Of each event the day, who, what, from and to."""
    keys = ("date", "who", "what", "from", "to")
    return [tuple(row[key] for key in keys) for row in rows(kam, root, *words, code=code)]


CREATED = [
    ("2026-06-10", "li.wei", "created", None, "MES"),
    ("2026-06-10", "li.wei", "stage", None, "G"),
    ("2026-06-10", "li.wei", "amount", None, 100),
    ("2026-06-10", "li.wei", "close_date", None, "2026-09-30"),
]


def test_what_hands_changed_is_of_the_commit_and_its_author(kam: RunKam, repo: Repo) -> None:
    repo.commit("2026-07-01", {MES: deal("C", close="2026-10-31")})
    repo.git("config", "user.name", "Somebody Else")
    repo.git("config", "user.email", "else@example.com")
    repo.commit("2026-08-01", {MES: deal("C", 120, "2026-10-31")})
    assert events(kam, repo.root, "acme/mes") == [
        *CREATED,
        ("2026-07-01", "li.wei", "stage", "G", "C"),
        ("2026-07-01", "li.wei", "close_date", "2026-09-30", "2026-10-31"),
        ("2026-08-01", "Somebody Else", "amount", 100, 120),
    ]
    found = rows(kam, repo.root, "acme/mes")
    assert [row["commit"] for row in found[-1:]] == [repo.head]
    assert {row["opportunity"] for row in found} == {"acme/mes"}
    assert {row["source"] for row in found} == {"git"}


def test_moves_of_kam_are_entries_with_their_commits(kam: RunKam, repo: Repo) -> None:
    repo.write({"kam.yaml": SETTINGS + "git: {commit: auto}\n"})
    repo.commit("2026-06-11")
    moves = (
        ("--to", "C", "--waive", "--because", "director asked", "--date", "2026-11-02"),
        ("--to", "F", "--because", "the director left", "--date", "2026-11-09"),
    )
    for words in moves:
        assert kam(repo.root, "advance", "acme/mes", *words).exit_code == 0
    forward, back = (row for row in rows(kam, repo.root, "acme/mes") if row["source"] == "both")
    assert (forward["date"], forward["from"], forward["to"]) == ("2026-11-02", None, "C")
    assert forward["waived"] == [
        "proposal-wanted", "exchange-promised", "supporter-won", "needs-matched",
        "supporters-added",
    ]  # fmt: skip
    assert (back["date"], back["who"], back["from"], back["to"], back["because"]) == (
        "2026-11-09", "li.wei", "C", "F", "the director left",
    )  # fmt: skip
    assert back["commit"] == repo.head


def test_a_rename_and_a_move_are_followed(kam: RunKam, repo: Repo) -> None:
    repo.commit("2026-06-20", {"accounts/bell/account.yaml": "name: Bell\n"})
    repo.commit("2026-07-01", {MES: deal(amount=110)})
    assert kam(repo.root, "rename", "acme/mes", "line").exit_code == 0
    repo.commit("2026-07-10")
    assert kam(repo.root, "move", "acme/line", "bell").exit_code == 0
    repo.commit("2026-07-20")
    repo.commit("2026-08-01", {MES: deal(amount=7)})  # another one under the first name
    told = [
        *CREATED,
        ("2026-07-01", "li.wei", "amount", 100, 110),
        ("2026-07-10", "li.wei", "renamed", "acme/mes", "acme/line"),
        ("2026-07-20", "li.wei", "renamed", "acme/line", "bell/line"),
    ]
    assert events(kam, repo.root, "bell/line") == told
    assert [row for row in events(kam, repo.root, "bell") if row[4] != "Bell"] == told
    assert [row[2:] for row in events(kam, repo.root, "acme/mes")][4:] == [
        ("amount", 100, 110),
        ("renamed", "acme/mes", "acme/line"),
        ("created", None, "MES"),
        ("stage", None, "G"),
        ("amount", None, 7),
        ("close_date", None, "2026-09-30"),
    ]
    text = kam(repo.root, "history", "bell/line").stdout
    assert "acme/line → bell/line" in text


def test_an_id_that_another_took_in_the_same_commit_leaves_its_past(
    kam: RunKam, repo: Repo
) -> None:
    line = "accounts/acme/opportunities/line.yaml"
    moved = {line: deal(more="formerly: [acme/mes]\n"), MES: deal(amount=7)}
    repo.commit("2026-07-01", moved)
    assert events(kam, repo.root, "acme/line") == [
        *CREATED,
        ("2026-07-01", "li.wei", "renamed", "acme/mes", "acme/line"),
    ]


@pytest.mark.parametrize("by_kam", [True, False])
def test_an_account_that_was_renamed_keeps_its_past(
    kam: RunKam, repo: Repo, *, by_kam: bool
) -> None:
    repo.commit("2026-07-01", {"accounts/acme/account.yaml": "name: Acme\ntier: key\n"})
    if by_kam:
        assert kam(repo.root, "rename", "acme", "zenith").exit_code == 0
    else:
        repo.git("mv", "accounts/acme", "accounts/zenith")
        named = "name: Acme\ntier: key\nformerly: [acme]\n"
        repo.write({"accounts/zenith/account.yaml": named})
    repo.commit("2026-07-10")
    repo.commit("2026-07-11", {"accounts/acme/account.yaml": "name: Another\n"})
    assert events(kam, repo.root, "zenith/mes") == [
        *CREATED,
        ("2026-07-10", "li.wei", "renamed", "acme/mes", "zenith/mes"),
    ]
    own = [row for row in rows(kam, repo.root, "zenith") if row["opportunity"] is None]
    assert [(row["date"], row["what"], row["to"]) for row in own] == [
        ("2026-06-10", "created", "Acme"),
        ("2026-07-01", "tier", "key"),
        ("2026-07-10", "renamed", "zenith"),
    ]
    assert [row[2:] for row in events(kam, repo.root, "acme")] == [
        ("created", None, "Acme"),
        ("created", None, "MES"),
        ("stage", None, "G"),
        ("amount", None, 100),
        ("close_date", None, "2026-09-30"),
        ("tier", None, "key"),
        ("renamed", "acme", "zenith"),
        ("renamed", "acme/mes", "zenith/mes"),
        ("created", None, "Another"),
    ]


def test_what_is_gone_is_told(kam: RunKam, repo: Repo) -> None:
    repo.commit("2026-07-01", {MES: None})
    told = [*CREATED, ("2026-07-01", "li.wei", "removed", "acme/mes", None)]
    assert events(kam, repo.root, "acme/mes") == told
    assert events(kam, repo.root, "acme")[1:] == told
    assert kam(repo.root, "history", "acme/line").exit_code == 4
    assert kam(repo.root, "history", "nobody").exit_code == 4
    repo.commit("2026-07-02", {"accounts/acme/account.yaml": None})
    assert [row[2] for row in events(kam, repo.root, "acme")] == [
        "created", "created", "stage", "amount", "close_date", "removed", "removed",
    ]  # fmt: skip


def test_a_version_that_does_not_read_is_said_and_passed_over(kam: RunKam, repo: Repo) -> None:
    repo.commit("2026-07-01", {MES: "name: [\n"})
    repo.commit("2026-07-02", {MES: "name: MES\namount: 12k\n"})
    repo.commit("2026-07-03", {MES: b"\xff"})
    assert [row[2] for row in events(kam, repo.root, "acme/mes", code=3)] == [
        "created", "stage", "amount", "close_date", *["unreadable"] * 3,
    ]  # fmt: skip
    repo.commit("2026-07-04", {MES: deal(amount=130)})
    assert events(kam, repo.root, "acme/mes")[-1] == ("2026-07-04", "li.wei", "amount", 100, 130)


def test_what_is_not_committed_stands_last(kam: RunKam, repo: Repo) -> None:
    repo.write({MES: deal(amount=150, more="history: [{date: 2026-05-01, stage: G}]\n")})
    found = rows(kam, repo.root, "acme/mes")
    assert [(row["what"], row["commit"], row["source"], row["who"]) for row in found] == [
        ("stage", None, "file", None),
        ("created", repo.head, "git", "li.wei"),
        ("stage", repo.head, "git", "li.wei"),
        ("amount", repo.head, "git", "li.wei"),
        ("close_date", repo.head, "git", "li.wei"),
        ("amount", None, "file", None),
    ]
    assert "not yet" in kam(repo.root, "history", "acme/mes").stdout
    assert len(rows(kam, repo.root, "acme/mes", "--as-of", "HEAD")) == 4


def test_a_rename_that_is_not_committed_is_followed(kam: RunKam, repo: Repo) -> None:
    assert kam(repo.root, "rename", "acme/mes", "line").exit_code == 0
    assert events(kam, repo.root, "acme/line") == [
        *CREATED,
        ("2026-11-21", None, "renamed", "acme/mes", "acme/line"),
    ]
    assert len(events(kam, repo.root, "acme")) == 6
    repo.write({"accounts/acme/opportunities/line.yaml": None})
    assert events(kam, repo.root, "acme")[-1][2:4] == ("removed", "acme/mes")


def test_a_link_in_the_place_of_the_file_does_not_read(kam: RunKam, repo: Repo) -> None:
    (repo.root / MES).unlink()
    (repo.root / MES).symlink_to("../account.yaml")
    assert events(kam, repo.root, "acme/mes", code=3)[-1][2] == "unreadable"
    repo.commit("2026-07-01")
    assert events(kam, repo.root, "acme/mes", code=3)[-1][2] in {"unreadable", "removed"}


def test_as_of_a_day_it_ends_there(kam: RunKam, repo: Repo) -> None:
    repo.commit("2026-07-01", {MES: deal(amount=110)})
    repo.commit("2026-08-01", {MES: deal(amount=120)})
    result = kam(repo.root, "history", "acme/mes", "--as-of", "2026-07-15", "--json")
    report = json.loads(result.stdout)
    assert report["as_of"] == "2026-07-01"
    assert report["revision"] == repo.git("rev-parse", "HEAD~1").strip()
    assert [row["to"] for row in report["rows"]][-1] == 110


def test_what_a_branch_brought_is_the_merges(kam: RunKam, repo: Repo) -> None:
    repo.git("checkout", "-q", "-b", "side")
    repo.commit("2026-07-01", {MES: deal(amount=110)})
    repo.commit("2026-07-02", {MES: deal(amount=120)})
    repo.git("checkout", "-q", "main")
    repo.git(
        "merge", "-q", "--no-ff", "-m", "merge", "side",
        GIT_COMMITTER_DATE="2026-07-05T12:00:00", GIT_AUTHOR_DATE="2026-07-05T12:00:00",
    )  # fmt: skip
    assert events(kam, repo.root, "acme/mes") == [
        *CREATED,
        ("2026-07-05", "li.wei", "amount", 100, 120),
    ]


def test_a_clone_that_was_cut_off_says_where_it_begins(
    kam: RunKam, repo: Repo, tmp_path: Path
) -> None:
    repo.commit("2026-07-01", {MES: deal(amount=110)})
    repo.commit("2026-07-02", {MES: deal(amount=120)})
    git(tmp_path, "clone", "-q", "--depth=2", repo.top.as_uri(), "shallow")
    assert events(kam, tmp_path / "shallow", "acme/mes") == [
        ("2026-07-01", "li.wei", "begins", None, "MES"),
        ("2026-07-01", "li.wei", "stage", None, "G"),
        ("2026-07-01", "li.wei", "amount", None, 110),
        ("2026-07-01", "li.wei", "close_date", None, "2026-09-30"),
        ("2026-07-02", "li.wei", "amount", 110, 120),
    ]


def test_a_clone_without_its_contents_is_no_short_history(
    kam: RunKam, repo: Repo, tmp_path: Path
) -> None:
    repo.commit("2026-07-01", {MES: deal(amount=110)})
    repo.git("config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", repo.top.as_uri(), "partial")
    result = kam(tmp_path / "partial", "history", "acme/mes")
    assert (result.exit_code, result.stdout) == (5, "")
    assert "some of the history is missing in this clone" in result.stderr


def test_without_git_there_are_the_entries_alone(
    kam: RunKam, book: MakeBook, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    more = "history: [{date: 2026-05-01, stage: G, by: chen.jie}]\n"
    root = book({"accounts/acme/account.yaml": "name: Acme\n", MES: deal(more=more)})
    entries = [("2026-05-01", "chen.jie", "stage", None, "G")]
    assert events(kam, root, "acme/mes") == entries
    assert events(kam, root, "acme") == entries
    text = kam(root, "history", "acme/mes").stdout
    assert "nothing of it is committed" in text
    assert "Commit" not in text
    empty = Repo(root)
    assert events(kam, root, "acme/mes") == entries
    empty.commit("2026-06-10")
    assert len(events(kam, root, "acme/mes")) == 4
    monkeypatch.setenv("PATH", str(tmp_path))
    result = kam(root, "history", "acme/mes")
    assert (result.exit_code, "git cannot be started" in result.stderr) == (5, True)
    result = kam(root, "list", "opportunities", "--json")
    assert (result.exit_code, json.loads(result.stdout)["rows"][0]["pushes"]) == (0, None)
    assert "push counts and slippage are not known: git cannot be started" in result.stderr
    assert "git cannot be started" in kam(root, "check").stderr


def test_in_a_book_below_the_top_paths_are_its_own(kam: RunKam, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "top", "the book")
    repo.commit("2026-06-10", {"accounts/acme/account.yaml": "name: Acme\n", MES: deal()})
    repo.commit("2026-07-01", {MES: deal(amount=110)})
    assert events(kam, repo.root, "acme/mes")[-1][2:] == ("amount", 100, 110)


def test_the_table_fits_and_is_whole_in_a_pipe(
    kam: RunKam, repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    because = "the director of the plant asked for it by telephone, and the buyer agreed"
    entry = f"history: [{{date: 2026-05-01, stage: C, by: li.wei, because: '{because}'}}]\n"
    repo.commit("2026-07-01", {MES: deal("C", 3_200_000, "2027-03-31", entry)})
    assert because in kam(repo.root, "history", "acme/mes").stdout
    for width in (40, 60, 80, 120):
        monkeypatch.setenv("COLUMNS", str(width))
        lines = kam(repo.root, "history", "acme").stdout.splitlines()
        assert max(map(len, lines)) <= width
        assert any("100 → 3,200,000" in line for line in lines), "a figure is never cut"


def test_its_csv_has_the_same_keys(kam: RunKam, repo: Repo) -> None:
    result = kam(repo.root, "history", "acme/mes", "--csv")
    head, first, *_ = result.stdout.splitlines()
    assert head == "date,who,opportunity,what,from,to,because,evidence,commit,source,waived"
    assert first == f"2026-06-10,li.wei,acme/mes,created,,MES,,{{}},{repo.head},git,"


def test_older_names_lead_nowhere_outside_the_book(kam: RunKam, repo: Repo) -> None:
    stray = ("../../etc", "..", "a/b/c", "con", "-x", ":/", "acme/../x")
    named = "".join(f"  - {name!r}\n" for name in stray)
    repo.commit("2026-07-01", {MES: deal(more=f"formerly:\n{named}")})
    repo.commit("2026-07-02", {"accounts/acme/account.yaml": f"name: Acme\nformerly:\n{named}"})
    assert (
        rows(kam, repo.root, "acme/mes", "--as-of", "HEAD~2")
        == rows(kam, repo.root, "acme/mes", code=3)[: len(CREATED)]
    )
    assert kam(repo.root, "history", "acme").exit_code == 3, "the file does not fit"


def test_stages_without_a_letter_have_their_words(kam: RunKam, repo: Repo) -> None:
    repo.commit("2026-07-01", {MES: deal("visit", more="playbook: dealer\n")})
    repo.commit("2026-07-02", {MES: deal("terms", more="playbook: dealer\n")})
    found = rows(kam, repo.root, "acme/mes")[-1]
    assert (found["from"], found["to"]) == ("visit", "terms")
    assert "visit → terms agreed " in kam(repo.root, "history", "acme/mes").stdout
