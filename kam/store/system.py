"""What a platform may lack, in one place: open flags, modes of open files, syncing of folders."""

import os
from pathlib import Path

_ALWAYS = (
    getattr(os, "O_NOFOLLOW", 0)  # none of these four exists everywhere
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
READ_FLAGS = os.O_RDONLY | _ALWAYS
"""Opens a file to read: no link followed, never waiting for a pipe's other end."""
CREATE_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _ALWAYS
"""Opens a file to write that must not exist."""
SYNCS_FOLDERS = os.name != "nt"
"""Whether a folder can be opened and synced; Windows writes its entries through by itself."""


def set_mode(path: Path, descriptor: int, mode: int) -> None:
    """Give an open file its permission bits."""
    if os.chmod in os.supports_fd:
        os.chmod(descriptor, mode)
    else:
        path.chmod(mode)


def may_write(path: Path) -> bool:
    """Whether the user who runs this may write to a file, as its mode and its owner say."""
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def sync_folder(folder: Path) -> None:
    """Write a folder's entries to the disk, so that a new name outlives a power cut.

    Raises:
        OSError: The disk did not take them.
    """
    if not SYNCS_FOLDERS:
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
