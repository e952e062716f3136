"""Calls that fail, processes that are killed, writers that meet: nothing is torn, nothing lost."""

import errno
import itertools
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from kam.errors import WriteRefused
from kam.store.safe_write import move, remove, write
from tests.store.workers import FILE, WATCHED, fail_at, leavings

REPOSITORY = Path(__file__).parents[2]
OLD, NEW = b"total: 0\n", b"total: 1 # changed\n"
OTHER = Path("accounts/other/opportunities/mes.yaml")
ACTIONS: dict[str, tuple[Callable[[Path], object], dict[Path, bytes]]] = {
    "a file is written": (lambda root: write(root, FILE, OLD, NEW), {FILE: NEW}),
    "a new file is written": (
        lambda root: write(root, OTHER, None, NEW),
        {FILE: OLD, OTHER: NEW},
    ),
    "a file is removed": (lambda root: remove(root, FILE, OLD), {}),
    "a file is moved": (lambda root: move(root, FILE, OTHER), {OTHER: OLD}),
    "a folder is moved": (
        lambda root: move(root, FILE.parent, Path("accounts/other")),
        {Path("accounts/other/account.yaml"): OLD},
    ),
}
FAILURES: dict[str, Exception | KeyboardInterrupt] = {
    "the disk is full": OSError(errno.ENOSPC, "No space left on device"),
    "the disk fails": OSError(errno.EIO, "Input/output error"),
    "the user interrupts": KeyboardInterrupt(),
}


def book(root: Path) -> Path:
    (root / FILE).parent.mkdir(parents=True)
    (root / FILE).write_bytes(OLD)
    return root


@pytest.fixture
def calls() -> Iterator[None]:
    """Puts the calls of `os` back that a test replaced."""
    real = {name: getattr(os, name) for name in WATCHED}
    yield
    restore(real)


def restore(real: dict[str, Any]) -> None:
    for name, call in real.items():
        setattr(os, name, call)


@pytest.mark.usefixtures("calls")
@pytest.mark.parametrize("failure", FAILURES.values(), ids=FAILURES)
@pytest.mark.parametrize(("action", "after"), ACTIONS.values(), ids=ACTIONS)
def test_whichever_call_fails_there_is_the_old_book_or_the_new_one(
    tmp_path: Path,
    action: Callable[[Path], object],
    after: dict[Path, bytes],
    failure: Exception | KeyboardInterrupt,
) -> None:
    real = {name: getattr(os, name) for name in WATCHED}

    def fail(name: str) -> None:
        restore(real)  # one failure at a time: what then cleans up works
        if name != "close":
            raise failure

    for point in itertools.count(1):
        root = book(tmp_path / str(point))
        made = fail_at(point, fail)
        try:
            action(root)
        except (WriteRefused, KeyboardInterrupt):
            is_refused = True
        else:
            is_refused = False
        restore(real)
        found = {
            path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()
        }
        assert found in ({FILE: OLD}, after)
        assert is_refused or found == after
        assert found == after or not (root / "accounts" / "other").exists()
        if made() < point:
            return


@pytest.mark.usefixtures("calls")
@pytest.mark.parametrize("name", ["open", "write", "fsync", "chmod", "replace"])
def test_an_interrupt_just_after_a_call_leaves_no_temporary_file(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, call = book(tmp_path), getattr(os, name)

    def interrupted(*arguments: Any, **options: Any) -> None:
        monkeypatch.undo()
        result = call(*arguments, **options)
        if name == "open":
            os.close(result)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, name, interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(root, FILE, OLD, NEW)
    assert (root / FILE).read_bytes() == (NEW if name == "replace" else OLD)
    assert leavings(root) == []


def run(name: str, root: Path, *numbers: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.store.workers", name, str(root), *map(str, numbers)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def assert_all_counted(root: Path, writers: int, times: int) -> None:
    with ThreadPoolExecutor(writers) as pool:
        runs = [pool.submit(run, "count", root, times) for _ in range(writers)]
    assert [done.result() for done in runs] == [{"counted": times}] * writers
    assert (root / FILE).read_bytes() == b"total: %d\n" % (writers * times)
    assert leavings(root) == []


def test_of_eight_writers_at_once_none_loses_a_change(tmp_path: Path) -> None:
    assert_all_counted(book(tmp_path), writers=8, times=20)


@pytest.mark.full
def test_of_eight_writers_of_a_thousand_changes_none_loses_one(tmp_path: Path) -> None:
    assert_all_counted(book(tmp_path), writers=8, times=1_000)


needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="this platform cannot fork")


@needs_fork
def test_a_command_killed_at_any_call_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    answer = run("killed_at_every_call", book(tmp_path))
    assert answer["calls"] > 20
    assert (answer["torn"], answer["left"]) == (0, [])


def assert_nothing_lost(root: Path, kills: int) -> None:
    answer = run("killed_at_random", root, kills, 20_261_121)
    assert (answer["lost"], answer["left"]) == (0, [])
    assert answer["total"] >= answer["written"] >= kills


@needs_fork
def test_what_was_acknowledged_before_a_kill_is_there(tmp_path: Path) -> None:
    assert_nothing_lost(book(tmp_path), kills=25)


@needs_fork
@pytest.mark.full
def test_what_was_acknowledged_before_any_of_ten_thousand_kills_is_there(tmp_path: Path) -> None:
    assert_nothing_lost(book(tmp_path), kills=10_000)
