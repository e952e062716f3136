"""kam-merge: the merge driver of git for the files of a book (TRUST.md 3).

`kam-merge [--marker-size N] -- BASE OURS THEIRS PATH` merges three files into OURS. It ends with 0
where that was written without a conflict. Whatever goes wrong, git's own merge of the lines takes
its place, and the file is left for a person to look at: 1.
"""

import contextlib
import os
import sys
from typing import NamedTuple

USAGE = "usage: kam-merge [--marker-size N] -- BASE OURS THEIRS PATH"
CONFLICTS, BAD_USAGE = 1, 2


class _Task(NamedTuple):
    """Three files, the path that they have in the work tree, the length of a marker."""

    base: str
    ours: str
    theirs: str
    path: str
    marker_size: int = 7


def run(arguments: list[str]) -> int:
    """Merge as the arguments say; the exit code."""
    match arguments:
        case ["--marker-size", size, "--", base, ours, theirs, path] if size.isdecimal():
            task = _Task(base, ours, theirs, path, int(size))
        case ["--", base, ours, theirs, path]:
            task = _Task(base, ours, theirs, path)
        case _:
            _say(USAGE)
            return BAD_USAGE
    try:
        return _merge(task)
    except BaseException as error:  # noqa: BLE001 - no mishap may pass for a merged file
        _by_lines(task)
        _say(f"kam-merge: {task.path}: merged by its lines alone: {error!r}")
    return CONFLICTS


def _merge(task: _Task) -> int:
    from kam.workspace.merging import merge_bytes

    sides = [_read(path) for path in (task.base, task.ours, task.theirs)]
    merged = merge_bytes(task.path, *sides, marker_size=task.marker_size)
    _write(task.ours, merged.raw)
    return CONFLICTS if merged.conflicts else 0


def _by_lines(task: _Task) -> None:
    with contextlib.suppress(Exception):  # without git ours stays, and is in conflict
        from kam.vcs.merge_file import merge_file

        merge_file(task.base, task.ours, task.theirs, task.marker_size)


def _read(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123 - pathlib takes longer than the merge
        return file.read()


def _write(path: str, raw: bytes) -> None:
    """Write a file so that it is never there by half: killed here, the driver left ours."""
    spare = f"{path}.kam"
    try:
        with open(spare, "wb") as file:  # noqa: PTH123 - as above
            file.write(raw)
        os.replace(spare, path)  # noqa: PTH105 - as above
    except BaseException:
        with contextlib.suppress(OSError):
            os.remove(spare)  # noqa: PTH107 - as above
        raise


def _say(text: str) -> None:
    with contextlib.suppress(Exception):  # nobody may be there to hear it
        sys.stderr.write(f"{text}\n")
