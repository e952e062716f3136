"""git's own index: locked as git locks it, and replaced whole."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kam.i18n import mark
from kam.vcs.repository import Repository
from kam.vcs.states import Busy

LOCK = "index.lock"


@contextmanager
def index_lock(repository: Repository) -> Iterator[Path]:
    """Hold the lock of the index; the path of the lock, which may be put in the index's place.

    Raises:
        Busy: Somebody else holds it.
        OSError: It cannot be made.
    """
    lock = repository.folder / LOCK
    try:
        descriptor = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
    except FileExistsError:
        raise Busy(
            mark("git is busy here: {path} is there"),
            hint=mark("When no git command runs any more: kam doctor --fix"),
            path=lock,
        ) from None
    try:
        os.close(descriptor)
        yield lock
    finally:
        with suppress(OSError):
            lock.unlink(missing_ok=True)


@contextmanager
def aside(repository: Repository) -> Iterator[Path]:
    """A path for an index of kam's own; what is made there is removed."""
    path = repository.folder / f"kam-index-{secrets.token_hex(8)}"
    try:
        yield path
    finally:
        for left in (path, path.with_name(f"{path.name}.lock")):
            with suppress(OSError):
                left.unlink(missing_ok=True)
