"""Processes that write a book together, or are killed while they write.

Run as `python -m tests.store.workers NAME ROOT …`; what a worker saw is printed as JSON.
"""

import json
import os
import random
import select
import signal
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import filelock as _filelock  # noqa: F401 - once, and not in every process that is forked here

from kam.store.changes import Put
from kam.store.edit import apply, begin
from kam.store.files import read_bytes
from kam.store.lock import book_lock
from kam.store.nodes import to_plain
from kam.store.safe_write import write

FILE = Path("accounts/acme/account.yaml")
WATCHED = (
    *("open", "write", "fsync", "chmod", "replace", "rename", "mkdir", "unlink", "rmdir", "close"),
    *("scandir", "stat", "lstat", "fstat", "access"),
)
"""The calls of `os` through which the store reaches the disk."""


def count_up(root: Path) -> int:
    """Add one to the total of the account, as a command does; the new total."""
    with book_lock(root):
        old = read_bytes(root / FILE)
        document = begin(old)
        total = int(to_plain(document.root)["total"]) + 1
        write(root, FILE, old, apply(document, [Put(("total",), Decimal(total))]))
    return total


def total_of(root: Path) -> int:
    return int(to_plain(begin(read_bytes(root / FILE)).root)["total"])


def leavings(root: Path) -> list[str]:
    return [path.name for path in root.rglob(".kam-*")]


def fail_at(point: int, fail: Callable[[str], None]) -> Callable[[], int]:
    """Make the call number `point` from now on fail; gives how many there were so far."""
    made = 0

    def watch(name: str) -> None:
        call = getattr(os, name)

        def watched(*arguments: Any, **options: Any) -> Any:
            nonlocal made
            made += 1
            if made == point:
                fail(name)
            return call(*arguments, **options)

        setattr(os, name, watched)

    for name in WATCHED:
        watch(name)
    return lambda: made


def count(root: Path, times: int) -> dict[str, Any]:
    """Count up many times."""
    for _ in range(times):
        count_up(root)
    return {"counted": times}


def killed_at_every_call(root: Path) -> dict[str, Any]:
    """Die at the first call of a command, then at the second, until one lives through all."""
    torn, point, status = 0, 0, -1
    while status:
        point += 1
        before = total_of(root)
        child = os.fork()
        if not child:
            fail_at(point, lambda _name: os._exit(9))
            count_up(root)
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        torn += total_of(root) not in {before, before + 1}
    return {"torn": torn, "calls": point, "left": leavings(root)}


def killed_at_random(root: Path, times: int, seed: int) -> dict[str, Any]:
    """Be killed at random moments while counting up; what was acknowledged must be there."""
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    lost = written = 0
    for _ in range(times):
        read, acknowledge = os.pipe()
        child = os.fork()
        if not child:
            while True:
                os.write(acknowledge, b"%9d" % count_up(root))
        os.close(acknowledge)
        select.select([read], [], [], 30)
        time.sleep(chance.random() / 100)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(read, "rb") as pipe:
            acknowledged = [int(number) for number in pipe.read().split()]
        lost += total_of(root) - acknowledged[-1] not in {0, 1}
        written += len(acknowledged)
    with book_lock(root, timeout=1):
        total = total_of(root)
    count_up(root)
    return {"lost": lost, "written": written, "total": total, "left": leavings(root)}


if __name__ == "__main__":
    name, place, *numbers = sys.argv[1:]
    workers: dict[str, Callable[..., dict[str, Any]]] = {
        "count": count,
        "killed_at_every_call": killed_at_every_call,
        "killed_at_random": killed_at_random,
    }
    print(json.dumps(workers[name](Path(place), *map(int, numbers))))  # noqa: T201 - its answer
