"""One writer at a time: the lock of a whole book, held from reading the old bytes to the commit."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kam.errors import WriteRefused
from kam.i18n import mark
from kam.store.own_folder import own_folder

PATIENCE = 60.0
"""Seconds that a writer waits for another."""
_POLL = 0.01


@contextmanager
def book_lock(root: Path, timeout: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of a book; another process, or this one a second time, waits for it.

    Args:
        root: The book's folder.
        timeout: Seconds to wait.

    Raises:
        WriteRefused: Another kam held it all the time, or the book cannot be written to.
    """
    from filelock import FileLock, Timeout

    try:
        folder = own_folder(root)
        # The file stays: a lock on a file that was unlinked would shut nobody out.
        lock = FileLock(
            folder / "lock", timeout=timeout, poll_interval=_POLL, preserve_lock_file=True
        )
        lock.acquire()
    except Timeout:
        raise WriteRefused(
            mark("another kam command has held this book for {seconds} seconds"),
            hint=mark("Run the command again when it is done."),
            seconds=f"{timeout:g}",
        ) from None
    except OSError as error:
        raise WriteRefused(
            mark("this book cannot be written to: {problem}"), problem=error.strerror or error
        ) from error
    try:
        yield
    finally:
        lock.release()
