"""Trails from git: what is remembered of them equals what a fresh reading finds."""

import random
from pathlib import Path

import pytest

from kam.domain.trail import Trails
from kam.errors import GitFailed
from kam.index.database import open_database
from kam.workspace import following
from kam.workspace import trails as trails_module
from kam.workspace.stated import Stated, former_names, read_stated
from kam.workspace.trails import read_trails
from kam.workspace.worktree import WorkTree
from tests.repositories import Repo, git

ACME = "accounts/acme/account.yaml"
NAMES = ("a", "b", "c", "d")


def path(name: str) -> str:
    account, _, opportunity = name.partition("/")
    return f"accounts/{account}/opportunities/{opportunity}.yaml"


def mes(close: str | None = "2026-09-30", more: str = "") -> str:
    return "name: MES\n" + (f"close_date: {close}\n" if close else "") + more


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A book with one opportunity, due in September."""
    found = Repo(tmp_path / "book")
    found.commit("2026-06-10", {ACME: "name: Acme\n", path("acme/mes"): mes()})
    return found


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index beside the book."""
    folder = tmp_path / "index"
    folder.mkdir()
    opened = open_database(folder, "test")
    opened.close()
    return opened.path


def dates(repo: Repo, name: str, index: Path | None = None) -> list[str | None]:
    trails = read_trails(WorkTree(repo.root), index)
    assert trails is not None
    return list(trails.of(name))


def everything(trails: Trails | None, names: set[str]) -> dict[str, object]:
    assert trails is not None
    return {name: trails.of(name) for name in names}


def test_a_trail_has_a_stand_for_each_change_of_what_it_states(repo: Repo) -> None:
    repo.commit("2026-07-01", {path("acme/mes"): mes("2026-10-31", "stage: G\n")})
    repo.commit("2026-07-02", {path("acme/mes"): mes("2026-10-31", "stage: C\n")})
    repo.commit(
        "2026-07-03", {path("acme/mes"): mes(None, "amount: 5\nhold: {since: 2026-07-03}\n")}
    )
    assert dates(repo, "acme/mes") == ["2026-09-30", "2026-10-31", None]


def test_a_trail_goes_on_under_another_name(repo: Repo) -> None:
    repo.commit("2026-07-01", {path("acme/mes"): mes("2026-10-31")})
    moved = {path("acme/mes"): None, path("bell/x"): mes("2026-11-30", "formerly: [acme/mes]\n")}
    repo.commit("2026-07-02", moved)
    repo.commit("2026-07-03", {path("acme/mes"): mes("2027-01-31")})
    assert dates(repo, "bell/x") == ["2026-09-30", "2026-10-31", "2026-11-30"]
    assert dates(repo, "acme/mes") == ["2027-01-31"]


def test_an_id_that_another_took_in_the_same_commit_begins_anew(repo: Repo) -> None:
    moved = {path("bell/x"): mes("2026-11-30", "formerly: [acme/mes]\n")}
    repo.commit("2026-07-02", {**moved, path("acme/mes"): mes("2027-01-31")})
    assert dates(repo, "bell/x") == ["2026-09-30", "2026-11-30"]
    assert dates(repo, "acme/mes") == ["2027-01-31"]


@pytest.mark.parametrize("at_once", [True, False], ids=["in-one-commit", "said-later"])
def test_a_trail_goes_on_in_an_account_of_another_name(repo: Repo, *, at_once: bool) -> None:
    repo.git("mv", "accounts/acme", "accounts/zenith")
    named = {"accounts/zenith/account.yaml": "name: Acme\nformerly: [acme]\n"}
    repo.commit("2026-07-01", named if at_once else {})
    repo.commit("2026-07-02", named)
    repo.commit("2026-07-03", {path("zenith/mes"): mes("2026-12-31")})
    assert dates(repo, "zenith/mes") == ["2026-09-30", "2026-12-31"]


def test_a_version_that_does_not_read_is_no_stand(repo: Repo) -> None:
    for number, text in enumerate(("name: [\n", mes("2026-02-30"), mes("soon"), "- x\n")):
        repo.commit(f"2026-07-{number + 1:02d}", {path("acme/mes"): text})
    assert dates(repo, "acme/mes") == ["2026-09-30"]


def test_one_that_was_gone_for_a_while_goes_on(repo: Repo, index: Path) -> None:
    repo.commit("2026-07-01", {path("acme/mes"): None})
    assert dates(repo, "acme/mes", index) == []
    repo.commit("2026-07-02", {path("acme/mes"): mes("2026-12-31")})
    assert dates(repo, "acme/mes", index) == ["2026-09-30", "2026-12-31"]


def test_what_a_merge_brought_counts_once(repo: Repo) -> None:
    repo.git("checkout", "-q", "-b", "side")
    repo.commit("2026-07-01", {path("acme/mes"): mes("2026-10-31")})
    repo.commit("2026-07-02", {path("acme/mes"): mes("2026-11-30")})
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--no-ff", "-m", "merge", "side")
    assert dates(repo, "acme/mes") == ["2026-09-30", "2026-11-30"]


def test_in_a_clone_that_was_cut_off_it_begins_there(repo: Repo, tmp_path: Path) -> None:
    repo.commit("2026-07-01", {path("acme/mes"): mes("2026-10-31")})
    repo.commit("2026-07-02", {path("acme/mes"): mes("2026-11-30")})
    git(tmp_path, "clone", "-q", "--depth=2", repo.top.as_uri(), "shallow")
    trails = read_trails(WorkTree(tmp_path / "shallow"), None)
    assert trails is not None
    assert list(trails.of("acme/mes")) == ["2026-10-31", "2026-11-30"]


def test_without_a_history_there_are_none(
    tmp_path: Path, repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "plain").mkdir()
    assert read_trails(WorkTree(tmp_path / "plain"), None) is None
    assert read_trails(WorkTree(Repo(tmp_path / "empty").root), None) is None
    repo.git("config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", "--no-checkout", repo.top.as_uri(), "part")
    with pytest.raises(GitFailed):
        read_trails(WorkTree(tmp_path / "part"), None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read_trails(WorkTree(tmp_path / "plain"), None) is None
    with pytest.raises(GitFailed):
        read_trails(WorkTree(repo.root), None)


def test_nothing_is_read_twice(repo: Repo, index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dates(repo, "acme/mes", index)
    repo.commit("2026-07-01", {path("acme/mes"): mes("2026-10-31")})
    read: list[bytes] = []

    def noted(raw: bytes) -> Stated | None:
        read.append(raw)
        return read_stated(raw)

    monkeypatch.setattr(following, "read_stated", noted)
    assert dates(repo, "acme/mes", index) == ["2026-09-30", "2026-10-31"]
    assert read == [mes("2026-10-31").encode()]
    monkeypatch.delattr(following, "changes")
    assert dates(repo, "acme/mes", index) == ["2026-09-30", "2026-10-31"]


@pytest.mark.parametrize("seed", range(4))
def test_what_is_remembered_equals_a_fresh_reading(
    repo: Repo, index: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Random commits, amended ones, branches and switches; looked at after some of them."""
    if seed % 2:
        monkeypatch.setattr(trails_module, "_PART", 0)  # only what became different is kept
    draw = random.Random(seed)  # noqa: S311 - the same history in every run
    names = {f"{account}/{name}" for account in ("acme", "bell") for name in NAMES} | {"acme/mes"}
    repo.write({"accounts/bell/account.yaml": "name: Bell\n"})
    repo.git("branch", "side")
    for number in range(28):
        if draw.random() < 0.15:
            repo.git("checkout", "-q", "-f", draw.choice(["main", "side"]))
        there = sorted(name for name in names if (repo.root / path(name)).exists())
        gone = sorted(names - set(there))
        kind = draw.choice(["write", "write", "write", "rename", "remove"])
        changed: dict[str, str | None] = {}
        close = f"2026-{draw.randint(1, 12):02d}-15"
        if kind == "write" or not there:
            changed[path(draw.choice(sorted(names)))] = mes(close, f"lot: {number}\n")
        elif kind == "remove":
            changed[path(draw.choice(there))] = None
        elif gone:
            old, new = draw.choice(there), draw.choice(gone)
            changed = {path(old): None, path(new): mes(close, f"formerly: [{old}]\n")}
        repo.write(changed)
        if draw.random() < 0.2:
            repo.git("add", "--all")
            repo.git("commit", "-q", "--amend", "--no-edit", "--allow-empty")
        else:
            repo.commit(f"2026-07-01T12:{number:02d}:00")
        if draw.random() < 0.6:
            source = WorkTree(repo.root)
            known = everything(read_trails(source, index), names)
            assert known == everything(read_trails(source, None), names)


@pytest.mark.parametrize(
    ("raw", "stated"),
    [
        (b"close_date: 2026-12-01\namount: 5\n", "2026-12-01"),
        (b"close_date: '2026-12-01'\nname: \"x\"\n", "2026-12-01"),
    ],
)
def test_what_a_version_states(raw: bytes, stated: str) -> None:
    assert read_stated(raw) == Stated(stated, ())
    assert read_stated(b"name: x\n") == Stated(None, ())


@pytest.mark.parametrize("raw", [b"close_date: [x]\n", b"close_date: 2026-02-30\n", b"- x\n"])
def test_what_states_nothing_that_counts(raw: bytes) -> None:
    assert read_stated(raw) is None


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        (b"name: x\n", ()),
        (b"formerly: [a, b/c]\n", ("a", "b/c")),
        (b"formerly: a\n", ()),
        (b"- formerly\n", ()),
        (b"formerly: [\n", ()),
    ],
)
def test_older_names(raw: bytes, names: tuple[str, ...]) -> None:
    assert former_names(raw) == names
