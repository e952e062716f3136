"""Brings an index up to date with the files of a book: only what changed is read."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

from kam.index.beside import NUMBER, Beside, pack_beside, unpack_beside
from kam.index.database import Database, Unusable
from kam.index.scanning import Changed, changed_units
from kam.index.seals import Damaged
from kam.index.shelf import LARGEST, Shelf, unpack_shelf
from kam.index.stamps import stamps_at
from kam.workspace.worktree import WorkTree

Progress = Callable[[int, int], None]
"""Told how many accounts of how many were read."""
Packed = dict[int, bytes | None]


class Held:
    """What an index holds; `useless` are the numbers of what cannot be used."""

    def __init__(self) -> None:
        self.beside: Beside | None = None
        self.shelves: dict[int, Shelf] = {}
        self.useless: set[int] = set()

    @property
    def names(self) -> list[str]:
        """The units of all shelves."""
        return list(chain.from_iterable(shelf.names for shelf in self.shelves.values()))


class Job(NamedTuple):
    """A shelf to be written anew: the units that it will have, those to be read among them."""

    number: int
    names: Sequence[str]
    reread: frozenset[str]
    old: Shelf | None


def synchronise(
    source: WorkTree, database: Database, today: date, progress: Progress
) -> tuple[Beside, list[Shelf]]:
    """What an index holds, made true; what was read is put into it where that is possible.

    Raises:
        UnreadableSettings: kam.yaml does not read, or a newer kam wrote it.
        Unusable: The index cannot be read.
    """
    held = _load(database)
    beside = _true_beside(source, database, held.beside)
    changed = changed_units(str(source.root), held.shelves)
    jobs = list(_jobs(held, beside, str(today), changed))
    packed: Packed = dict.fromkeys(held.useless)
    if beside is not held.beside:
        packed[NUMBER] = pack_beside(beside)
    keep = _put(database, packed) if packed else database
    if jobs:
        from kam.workspace.shelving import do_jobs

        total, done = sum(len(job.reread) for job in jobs), 0
        clock = database.clock()
        for job, body, facts in do_jobs(jobs, source, beside, today, clock, database):
            keep = _put(keep, {job.number: body}, facts)
            held.shelves.pop(job.number, None)
            if body is not None:
                held.shelves[job.number] = unpack_shelf(body)
            done += len(job.reread)
            progress(done, total)
    return beside, list(held.shelves.values())


def _load(database: Database) -> Held:
    held = Held()
    for number, packed in database.shelves():
        try:
            if number == NUMBER:
                held.beside = unpack_beside(packed)
            else:
                held.shelves[number] = unpack_shelf(packed)
        except Damaged:
            held.useless.add(number)
    if len(set(held.names)) < len(held.names):  # two shelves with one unit: not as it was put
        held.useless |= held.shelves.keys()
        held.shelves.clear()
    return held


def _true_beside(source: WorkTree, database: Database, held: Beside | None) -> Beside:
    if held is not None and stamps_at(str(source.root), held.paths) == held.stamps:
        return held
    from kam.workspace.framing import read_beside, renewed

    clock = database.clock()
    return (held and renewed(held, source, clock)) or read_beside(source, clock)


def _jobs(held: Held, beside: Beside, today: str, changed: Changed) -> Iterator[Job]:
    """What has to be written anew, so that the shelves hold every account once, as it is."""
    basis, wanted = beside.basis(today), frozenset(beside.accounts)
    missing = sorted(wanted.difference(held.names))
    roomy = next((number for number, shelf in held.shelves.items() if _has_room(shelf, missing)), 0)
    for number, shelf in held.shelves.items():
        kept = [name for name in shelf.names if name in wanted]
        again = shelf.names if shelf.basis != basis else changed.get(number, ())
        reread = wanted.intersection(again)
        if number == roomy:
            kept = sorted((*kept, *missing))
            reread |= frozenset(missing)
        if reread or len(kept) != len(shelf.names):
            yield Job(number, kept, reread, shelf)
    if not roomy:
        number = max(held.shelves.keys() | held.useless, default=NUMBER) + 1
        for place in range(0, len(missing), LARGEST):
            names = missing[place : place + LARGEST]
            yield Job(number, names, frozenset(names), None)
            number += 1


def _has_room(shelf: Shelf, missing: Sequence[str]) -> bool:
    return bool(missing) and len(shelf.names) + len(missing) <= LARGEST


def _put(
    database: Database | None,
    packed: Mapping[int, bytes | None],
    facts: Sequence[tuple[bytes, bytes]] = (),
) -> Database | None:
    """Put into the index what was read; from the first failure on it is done without."""
    if database is not None:
        try:
            database.put(packed, facts)
        except Unusable:
            return None
    return database
