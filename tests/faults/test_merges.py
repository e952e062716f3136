"""Git merges, rebases, picks and unstashes what two people made of many files, with kam-merge."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from kam.vcs.registration import DRIVER
from kam.workspace.merging import merge_bytes
from tests.merge.laws import broken_laws
from tests.merge.scripts import Triple, Writer

BIN = Path(sys.executable).parent
KAM_MERGE = BIN / "kam-merge"
DEAL = "name: MES\nstage: F\namount: 100\nowner: li.wei\n"
PATH = "accounts/acme/opportunities/mes.yaml"


class Repository:
    """A repository in which a driver is registered, run without anybody's own settings."""

    def __init__(self, root: Path, path: str = f"{BIN}{os.pathsep}{os.environ['PATH']}") -> None:
        self.root = root
        self._environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "PATH": path,
            "HOME": str(root),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        root.mkdir()
        self.git("init", "-q", "-b", "base")
        for name, value in {
            "user.name": "Li Wei",
            "user.email": "li.wei@example.com",
            "merge.kam.driver": DRIVER,
            "gc.auto": "0",
        }.items():
            self.git("config", name, value)
        self.commit({".gitattributes": b"*.yaml -text merge=kam\n"})

    def git(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["git", *words], cwd=self.root, env=self._environment, capture_output=True, check=False
        )

    def write(self, files: Mapping[str, bytes]) -> None:
        for name, raw in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(raw)

    def commit(self, files: Mapping[str, bytes]) -> None:
        self.write(files)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "work")

    def branch(self, name: str, files: Mapping[str, bytes]) -> None:
        """A branch of that name from the base, with one commit."""
        self.git("checkout", "-q", "-b", name, "base")
        self.commit(files)

    def conflicts(self) -> set[str]:
        found = self.git("diff", "--name-only", "--diff-filter=U", "-z").stdout
        return set(found.decode().split("\0")) - {""}


def merge(repository: Repository, _theirs: Mapping[str, bytes]) -> None:
    repository.git("checkout", "-q", "ours")
    repository.git("merge", "-q", "theirs")


def rebase(repository: Repository, _theirs: Mapping[str, bytes]) -> None:
    repository.git("checkout", "-q", "theirs")
    repository.git("rebase", "-q", "ours")


def cherry_pick(repository: Repository, _theirs: Mapping[str, bytes]) -> None:
    repository.git("checkout", "-q", "ours")
    repository.git("cherry-pick", "theirs")


def stash_pop(repository: Repository, theirs: Mapping[str, bytes]) -> None:
    repository.git("checkout", "-q", "base")
    repository.write(theirs)
    repository.git("stash")
    repository.git("checkout", "-q", "ours")
    repository.git("stash", "pop")


@pytest.mark.parametrize("count", [40, pytest.param(2_500, marks=pytest.mark.full, id="full")])
@pytest.mark.parametrize("way", [merge, rebase, cherry_pick, stash_pop])
def test_git_merges_as_the_function_does_and_keeps_the_laws(
    tmp_path: Path, way: Callable[[Repository, Mapping[str, bytes]], None], count: int
) -> None:
    seeds = range(count * len(way.__name__), count * (len(way.__name__) + 1))
    triples = [Writer(seed).triple(f"book-{seed}") for seed in seeds]
    repository = Repository(tmp_path / "repository")
    repository.commit({one.path: one.base for one in triples})
    repository.branch("ours", {one.path: one.ours for one in triples})
    repository.branch("theirs", {one.path: one.theirs for one in triples})
    started = time.monotonic()
    way(repository, {one.path: one.theirs for one in triples})
    seconds = time.monotonic() - started
    conflicts = repository.conflicts()
    print(  # noqa: T201 - what a run of the full counts is for
        f"{way.__name__}: {count - len(conflicts)} clean, {len(conflicts)} in conflict,"
        f" {seconds:.1f} s"
    )
    assert [found for one in triples for found in _wrong(repository, one, conflicts)] == []


def _wrong(repository: Repository, triple: Triple, conflicts: set[str]) -> list[str]:
    found = (repository.root / triple.path).read_bytes()
    expected = merge_bytes(*triple)
    if found != expected.raw or (triple.path in conflicts) != bool(expected.conflicts):
        return [f"{triple.path}: not what the function gives"]
    laws = broken_laws(triple, found, expected.conflicts)
    return [f"{triple.path}: {law}" for law in laws]


def one_file(root: Path, theirs: str, **options: str) -> Repository:
    """A repository in which ours changed the amount of a deal, and theirs what is said."""
    repository = Repository(root, **options)
    repository.commit({PATH: DEAL.encode()})
    repository.branch("ours", {PATH: DEAL.replace("100", "200").encode()})
    repository.branch("theirs", {PATH: theirs.encode()})
    return repository


def test_lines_that_touch_are_merged_by_the_driver_alone(tmp_path: Path) -> None:
    theirs = DEAL.replace("stage: F", "stage: E")
    repository = one_file(tmp_path / "with", theirs)
    merge(repository, {})
    assert not repository.conflicts()
    assert (repository.root / PATH).read_text("utf-8") == theirs.replace("100", "200")


def test_without_the_command_git_merges_by_lines(tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("git", "sh"):
        found = next(
            Path(one) / name
            for one in os.environ["PATH"].split(os.pathsep)
            if (Path(one) / name).exists()
        )
        (tools / name).symlink_to(found)
    repository = one_file(tmp_path / "without", DEAL.replace("MES", "MES 2"), path=str(tools))
    merge(repository, {})
    assert (
        (repository.root / PATH).read_text("utf-8").startswith("name: MES 2\nstage: F\namount: 200")
    )
    repository = one_file(tmp_path / "touching", DEAL.replace("100", "300"), path=str(tools))
    merge(repository, {})
    assert repository.conflicts() == {PATH}
    assert "<<<<<<<" in (repository.root / PATH).read_text("utf-8")


def test_a_driver_that_is_killed_leaves_a_conflict(tmp_path: Path) -> None:
    repository = one_file(tmp_path / "killed", DEAL.replace("100", "300"))
    repository.git("config", "merge.kam.driver", "kill -9 $$")
    merge(repository, {})
    assert repository.conflicts() == {PATH}
    assert (repository.root / PATH).read_bytes() == DEAL.replace("100", "200").encode()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")
@pytest.mark.parametrize("count", [12, pytest.param(1_000, marks=pytest.mark.full, id="full")])
def test_killed_at_any_moment_ours_is_whole(tmp_path: Path, count: int) -> None:
    ours, theirs = (DEAL.replace("100", amount) for amount in ("200", "300"))
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    whole = merge_bytes(PATH, DEAL.encode(), ours.encode(), theirs.encode()).raw
    words = [str(KAM_MERGE), "--marker-size", "7", "--", *map(str, files), PATH]
    length = 0.0
    for number in range(count + 1):
        for path, text in zip(files, (DEAL, ours, theirs), strict=True):
            path.write_text(text, encoding="utf-8")
        started = time.monotonic()
        process = subprocess.Popen(words)
        if number:
            time.sleep(length * (0.3 + number / count))
            process.send_signal(signal.SIGKILL)
        code = process.wait()
        length = length or time.monotonic() - started
        assert code in {1, -signal.SIGKILL}
        assert files[1].read_bytes() in ({whole} if code == 1 else {whole, ours.encode()})
