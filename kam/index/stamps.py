"""Stamps: what the file system says of a file or folder, so that an unchanged one is not opened.

A stamp holds the times of the last change of content and of status in nanoseconds, the size and
the inode, as git's index does (TRUST.md 6). A file that changed so shortly before it was read that
a later change could leave the same stamp gets one that matches nothing: it is read again.
"""

import os
from array import array
from collections.abc import Iterable

Stamp = tuple[int, int, int, int]
"""Modification time, status time (both ns), size, inode."""
WIDTH = 4
ABSENT: Stamp = (-1, -1, -1, -1)
"""The stamp of what is not there."""
UNSURE: Stamp = (0, 0, 0, 0)
"""A stamp that matches nothing on a disk."""
GRANULE = 2_000_000_000
"""The coarsest clock that a file system may stamp with, in nanoseconds: FAT's."""
_SIGNED = 0x7FFF_FFFF_FFFF_FFFF


def stamp_of(status: os.stat_result) -> Stamp:
    """The stamp of what has this status."""
    return (
        status.st_mtime_ns,
        status.st_ctime_ns,
        status.st_size,
        status.st_ino & _SIGNED,
    )


def sure(stamp: Stamp, clock: int) -> Stamp:
    """The stamp, where whatever changes after `clock` (ns, the file system's) changes it too.

    What is not there cannot appear with the stamp of what is not there.
    """
    newest = max(stamp[0], stamp[1])
    return stamp if newest < clock - GRANULE else UNSURE


def stamps_at(root: str, paths: Iterable[str]) -> bytes:
    """The stamps of paths below `root`, in their order, packed.

    This is the loop that a report on an unchanged book spends its time in: it does nothing else.
    """
    found: list[int] = []
    lstat, prefix = os.lstat, root + os.sep
    for path in paths:
        try:
            status = lstat(prefix + path)
        except OSError:
            found += ABSENT
        else:
            found += (
                status.st_mtime_ns,
                status.st_ctime_ns,
                status.st_size,
                status.st_ino & _SIGNED,
            )
    return array("q", found).tobytes()


def pack(stamps: Iterable[Stamp]) -> bytes:
    """Stamps as bytes."""
    return array("q", [part for stamp in stamps for part in stamp]).tobytes()


def unpack(packed: bytes | memoryview) -> list[Stamp]:
    """The stamps that `pack` packed."""
    parts = array("q")
    parts.frombytes(packed)
    return list(zip(*[iter(parts)] * WIDTH, strict=True))
