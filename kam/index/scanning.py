"""Which units of an index are no longer as they were, by the stamps of all their paths.

Most of a report on a large unchanged book is this: a question to the kernel for every path. A
second process asks for most of them where there are many and forking is cheap.
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence

from kam.index.shelf import Shelf
from kam.index.stamps import stamps_at

MANY = 20_000
"""Paths from which on a second process pays: it costs as much as asking for some thousands."""
OURS = 0.3
"""The part of the paths that is asked for here, where the rows are unpacked too."""
Changed = dict[int, list[str]]
"""The changed units of each shelf that has any, by its number."""


def changed_units(root: str, shelves: Mapping[int, Shelf]) -> Changed:
    """The units of which any file or folder is not as it was."""
    numbers = list(shelves)
    paths = sum(shelf.size for shelf in shelves.values())
    if paths < MANY or sys.platform != "linux" or (os.cpu_count() or 1) == 1:
        return _changed(root, shelves, numbers)
    ours = round(len(numbers) * OURS)
    theirs = _asking_aside(lambda: _changed(root, shelves, numbers[ours:]))
    found = _changed(root, shelves, numbers[:ours])
    for shelf in shelves.values():
        _ = shelf.deals  # most commands want them: they are unpacked while the other one asks
    answer = theirs()
    return found | (_changed(root, shelves, numbers[ours:]) if answer is None else answer)


def _changed(root: str, shelves: Mapping[int, Shelf], numbers: Sequence[int]) -> Changed:
    return {number: units for number in numbers if (units := list(_of(root, shelves[number])))}


def _of(root: str, shelf: Shelf) -> Iterator[str]:
    now = stamps_at(root, shelf.paths)
    if now != shelf.stamps:
        yield from shelf.changed(now)


def _asking_aside(ask: Callable[[], Changed]) -> Callable[[], Changed | None]:
    """Let a child process ask; what is returned waits for its answer, None where it has none."""
    import json

    reading, writing = os.pipe()
    try:
        child = os.fork()
    except OSError:  # no more processes are to be had
        os.close(reading)
        os.close(writing)
        return lambda: None
    if child == 0:
        status = 1
        try:
            os.close(reading)
            with os.fdopen(writing, "w") as pipe:
                json.dump(list(ask().items()), pipe)
            status = 0
        finally:
            os._exit(status)
    os.close(writing)

    def answer() -> Changed | None:
        with os.fdopen(reading) as pipe:
            text = pipe.read()
        _, status = os.waitpid(child, 0)
        return dict(json.loads(text)) if status == 0 else None

    return answer
