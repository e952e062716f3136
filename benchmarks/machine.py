"""Where the figures were taken: the machine and the versions, without its name or its paths."""

import os
import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from benchmarks.peers.field import PEERS
from benchmarks.peers.peer import version_of
from benchmarks.runs import Command, RunFailedError, answer
from benchmarks.surroundings import git, kam


def describe_machine() -> Iterator[tuple[str, str]]:
    """What a reader needs to know of it, and what it says."""
    yield "processor", f"{_processor()}, {_cores()} cores"
    yield "memory", f"{_memory() / 1e9:,.0f} GB"
    yield "system", f"{platform.system()} {platform.release()}"
    yield "load at the start", f"{os.getloadavg()[0]:.2f}"
    yield "Python", platform.python_version()
    yield "kam", _last_word(kam(Path(), "--version"))
    yield "git", _last_word(git(Path(), "--version"))
    yield "typer", version("typer")
    for peer in PEERS:
        yield peer.name, version_of(peer) or "not installed: left out"


def _processor() -> str:
    """The model as Linux knows it, elsewhere as Python does."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())


def _cores() -> int:
    """Those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _memory() -> int:
    """Bytes of main memory."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _last_word(command: Command) -> str:
    try:
        return answer(command).split()[-1]
    except (RunFailedError, IndexError):
        return "unknown version"
