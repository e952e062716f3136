"""The peak memory of a command with all the processes that it starts.

Two figures, both in bytes. `tree` is the greatest sum of PSS over the process and all below it,
read from /proc/PID/smaps_rollup every few milliseconds: PSS gives each process its share of a page,
so that a page which a forked worker has in common with its parent counts once. `largest` is the
resident set of the greatest single process as the kernel recorded it (`wait4`), which no peak
between two samples escapes. Where /proc is not Linux's, `largest` stands alone.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep

from benchmarks.runs import Command, running

PAUSE = 0.003
"""Seconds between two samples, at the least. A run is slower for them, and is never a timed one."""
_YIELD = 3
"""How many times as long as a sample took the pause is: the run is to have the machine."""
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Peak:
    """Bytes: of all processes together, None where it cannot be sampled; of the largest one."""

    tree: int | None
    largest: int

    @property
    def worst(self) -> int:
        """The greater of the two, which a target is held against."""
        return max(self.tree or 0, self.largest)


def watch(command: Command) -> Peak:
    """Run a command, its output thrown away; the most memory that it took.

    Raises:
        RunFailedError: As for `runs.measure`.
    """
    tree = 0
    with running(command) as process:
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                process.status = status
                break
            start = perf_counter()
            tree = max(tree, _tree_memory(process.pid))
            sleep(max(PAUSE, _YIELD * (perf_counter() - start)))
    # A new process inherits the recorded peak of the one that started it: this figure is never
    # below the resident set of the benchmark itself, which is why that keeps no deals.
    largest = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Peak(tree or None, largest)


def _tree_memory(root: int) -> int:
    """The sum of PSS over a process and all below it; 0 where /proc does not say."""
    waiting, total = [str(root)], 0
    while waiting:
        pid = waiting.pop()
        total += _share(pid)
        waiting += _children(pid)
    return total


def _children(pid: str) -> list[str]:
    """Those that any of its threads started."""
    try:
        files = [task / "children" for task in (_PROC / pid / "task").iterdir()]
        return [child for file in files for child in file.read_text(encoding="ascii").split()]
    except OSError:
        return []  # it has ended meanwhile, or this is not Linux


def _share(pid: str) -> int:
    try:
        text = (_PROC / pid / "smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    sizes = (line.split()[1] for line in text.splitlines() if line.startswith("Pss:"))
    return sum(int(size) * 1024 for size in sizes)
