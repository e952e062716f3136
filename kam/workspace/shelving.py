"""Writes shelves anew from the files of their units, with helpers where there is much to do."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kam.index.beside import Beside
from kam.index.database import Database, Unusable, reopen
from kam.index.facts import Facts
from kam.index.shelf import LARGEST, pack_shelf
from kam.workspace.framing import context_in, frame_of
from kam.workspace.units import UnitReader
from kam.workspace.worktree import WorkTree

if TYPE_CHECKING:
    from kam.workspace.syncing import Job

MANY = 2 * LARGEST
"""Units to be read from which on starting other processes pays."""
Done = tuple["Job", bytes | None, list[tuple[bytes, bytes]]]
"""A job, the bytes of its shelf (None where nothing is left in it) and the new facts."""


class Shelver:
    """Does jobs, one after another, in one process."""

    def __init__(
        self,
        source: WorkTree,
        beside: Beside,
        today: date,
        clock: int,
        database: Database | None,
    ) -> None:
        self._facts = Facts(database, beside.words)
        self._basis = beside.basis(str(today))
        context = context_in(beside)
        self._reader = UnitReader(source, frame_of(beside), context, self._facts, today, clock)

    def do(self, job: "Job") -> Done:
        """Read what has to be read, and pack the shelf."""
        old = {unit.name: unit for unit in job.old.units()} if job.old else {}
        units = [
            self._reader.read(name, old.get(name)) if name in job.reread else old[name]
            for name in job.names
        ]
        facts = list(self._facts.new.items())
        self._facts.new.clear()
        return job, pack_shelf(self._basis, units) if units else None, facts


def do_jobs(  # noqa: PLR0913, PLR0917 - what a shelver takes
    jobs: Sequence["Job"],
    source: WorkTree,
    beside: Beside,
    today: date,
    clock: int,
    database: Database,
) -> Iterator[Done]:
    """Do jobs, in whatever order they are done."""
    facts = database if database.has_facts() else None
    if sum(len(job.reread) for job in jobs) < MANY:
        yield from map(Shelver(source, beside, today, clock, facts).do, jobs)
    else:
        from kam.workspace.helpers import share

        yield from share(jobs, _make, source.root, beside, today, clock, facts and facts.path)


def _make(
    root: Path, beside: Beside, today: date, clock: int, facts: Path | None
) -> Callable[["Job"], Done]:
    """A shelver of another process: a connection to a database cannot be shared."""
    try:
        opened = reopen(facts) if facts else None
    except Unusable:
        opened = None
    return Shelver(WorkTree(root), beside, today, clock, opened).do
