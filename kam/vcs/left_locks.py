"""Locks and indexes that a git command or kam left behind when it was killed."""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from kam.vcs.repository import Repository

YOUNG = 2.0
"""Seconds in which a lock is taken for one in use, whatever can be seen of its holder."""
OLD = 600.0
"""Seconds after which it is not, where nobody can look into other processes."""
_PROCESSES = Path("/proc")


def left_behind(repository: Repository) -> list[Path]:
    """The locks that no process holds, and the indexes of kam's that none uses."""
    found = [*_locks(repository), *sorted(repository.folder.glob("kam-index-*"))]
    there = [path for path in found if _age(path) > YOUNG]
    if not there or _is_in_use(repository, there):
        return []
    return there


def held(repository: Repository) -> list[Path]:
    """The locks that a process holds, or may hold."""
    left = left_behind(repository)
    return [path for path in _locks(repository) if path not in left]


def _locks(repository: Repository) -> list[Path]:
    """The locks of the index, of HEAD and other files of git's, and of its branches and tags."""
    folders = (repository.folder, repository.common)
    found = {path for folder in folders for path in folder.glob("*.lock")}
    return sorted(found | {*(repository.common / "refs").rglob("*.lock")})


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0


def _is_in_use(repository: Repository, paths: list[Path]) -> bool:
    """Whether a git command works here, or anybody has one of the files open."""
    if not _PROCESSES.is_dir():
        return min(map(_age, paths)) < OLD
    return any(_works_here(process, repository, paths) for process in _others())


def _others() -> Iterator[Path]:
    own = str(os.getpid())
    for process in _PROCESSES.iterdir():
        if process.name.isdigit() and process.name != own:
            yield process


def _works_here(process: Path, repository: Repository, paths: list[Path]) -> bool:
    """A git process whose folder cannot be seen may work anywhere."""
    try:
        is_git = (process / "comm").read_text(errors="replace").startswith("git")
    except OSError:  # it has ended
        return False
    try:
        folder = (process / "cwd").readlink()
        if is_git and folder.is_relative_to(repository.top):
            return True
    except PermissionError:
        return is_git
    except OSError:
        return False
    with suppress(OSError):
        for descriptor in (process / "fd").iterdir():
            with suppress(OSError):
                if descriptor.readlink() in paths:
                    return True
    return False
