"""What is known of a peer."""

import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.deals import Deal
from benchmarks.figures import Figures
from benchmarks.runs import Command, RunFailedError, answer

LIMIT = 60.0
"""Seconds that one run of a peer may take."""
_NUMBER = re.compile(r"\d+(?:\.\d+)+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A program, its files, and the report of it that is timed.

    `begin` runs in the empty folder, then `write` puts the deals there, then `load` runs; arguments
    without the program. `timed` is measured; the output of `proof` goes to `check`, which raises
    `WrongFigureError`.
    """

    name: str
    program: str
    report: str
    write: Callable[[Path, Iterable[Deal]], None]
    timed: tuple[str, ...]
    proof: tuple[str, ...]
    check: Callable[[str, Figures], None]
    begin: tuple[str, ...] = ()
    load: tuple[str, ...] = ()
    version: Callable[[], Command] | None = None

    @property
    def is_installed(self) -> bool:
        """Whether the program is on PATH."""
        return shutil.which(self.program) is not None

    def command(self, folder: Path, arguments: tuple[str, ...]) -> Command:
        """The program with arguments, in the folder of its files."""
        return Command((self.program, *arguments), folder, LIMIT)


def version_of(peer: Peer) -> str | None:
    """The number of the version that is installed; None where it is not."""
    if not peer.is_installed:
        return None
    command = peer.version() if peer.version else peer.command(Path(), ("--version",))
    try:
        found = _NUMBER.search(answer(command))
    except RunFailedError:
        return "unknown version"
    return found[0] if found else "unknown version"
