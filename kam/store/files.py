"""Reading a file's bytes: regular files only, no link followed, never waiting (TRUST.md 2)."""

import errno
import os
import stat
from pathlib import Path

from kam.store.system import READ_FLAGS
from kam.store.text import LARGEST, ReadError, Refusal

_NO_PLACE = frozenset({errno.ENAMETOOLONG, errno.ENOTDIR})
"""No file can be where such a path leads."""


def read_bytes(path: Path | str) -> bytes:
    """The bytes of a regular file of at most 1 MiB, as `read_file` raises."""
    return read_file(path)[0]


def read_file(path: Path | str) -> tuple[bytes, os.stat_result]:
    """The bytes of a regular file of at most 1 MiB, and its status before they were read.

    Raises:
        FileNotFoundError: There is none.
        ReadError: It is a link, a pipe or a folder, too large, or may not be read.
    """
    try:
        descriptor = os.open(path, READ_FLAGS)
        try:
            return _read(descriptor)
        finally:
            os.close(descriptor)
    except FileNotFoundError:
        raise
    except OSError as error:
        if error.errno in _NO_PLACE:
            raise FileNotFoundError(path) from None
        is_link = os.path.islink(path)  # noqa: PTH114 - `is_symlink` fails in a closed folder
        refusal = Refusal.NOT_REGULAR if is_link else Refusal.UNREADABLE
        raise ReadError(refusal, problem=error.strerror or "") from None


def _read(descriptor: int) -> tuple[bytes, os.stat_result]:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise ReadError(Refusal.NOT_REGULAR, problem="")
    if status.st_size > LARGEST:
        raise ReadError(Refusal.TOO_LARGE, limit=LARGEST)
    raw = os.read(descriptor, status.st_size + 1)
    while len(raw) > status.st_size and len(raw) <= LARGEST:  # it grew meanwhile
        more = os.read(descriptor, LARGEST + 1 - len(raw))
        if not more:
            break
        raw += more
    return raw, status
