"""The environment that every contestant runs in, and where kam, git and Python are found."""

import os
import sys
from pathlib import Path

from benchmarks.deals import OWNERS, TODAY
from benchmarks.runs import Command

PYTHON = sys.executable
KAM = str(Path(sys.executable).parent / "kam")
"""The entry point that is installed beside the interpreter of the benchmark."""
PROJECT = Path(__file__).parents[1]
_KEPT = ("PATH", "TMPDIR")


def put_on(home: Path) -> None:
    """Give this process, and so all that it starts, an environment without the user's own.

    No COLUMNS, NO_COLOR, VIRTUAL_ENV, PYTHON… or GIT_… of the caller, an empty home, and the day
    and the user that the deals are made for, also of commits.
    """
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    os.environ.clear()
    os.environ.update(
        kept,
        HOME=str(home),
        LANG="C.UTF-8",
        GIT_CONFIG_GLOBAL=os.devnull,
        GIT_CONFIG_NOSYSTEM="1",
        GIT_AUTHOR_DATE=f"{TODAY}T12:00:00",
        GIT_COMMITTER_DATE=f"{TODAY}T12:00:00",
        KAM_TODAY=TODAY.isoformat(),
        KAM_USER=OWNERS[0],
    )


def kam(folder: Path, *arguments: str) -> Command:
    """A command of kam in a book."""
    return Command((KAM, *arguments), folder)


def git(folder: Path, *arguments: str) -> Command:
    """A command of git in a repository."""
    return Command(("git", *arguments), folder)
