"""A book in a folder: which files it has and their bytes."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from kam.store.files import read_bytes
from kam.workspace.layout import (
    ACCOUNTS,
    PLAYBOOKS,
    is_playbook,
    is_read_folder,
    is_yaml,
    place_of,
)


class BookSource(Protocol):
    """Where a book is read from; a report cannot tell which source it was."""

    def files(self) -> Iterator[str]:
        """The YAML files below `accounts/` and `playbooks/`, with forward slashes, sorted."""

    def read(self, path: str) -> bytes:
        """The bytes of a file.

        Raises:
            FileNotFoundError: The book has no such file.
            ReadError: It may not be read.
        """


class WorkTree:
    """The files of a folder as they lie there."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def files(self) -> Iterator[str]:
        """See `BookSource.files`.

        Links, folders where a file belongs and folders that may not be read are listed, so that
        reading them says why it does not: nothing of them may be missing in silence.
        """
        for top in (ACCOUNTS, PLAYBOOKS):
            if (self.root / top).is_symlink():
                yield top
            else:
                yield from self._below(top)

    def _below(self, folder: str) -> Iterator[str]:
        try:
            with os.scandir(self.root / folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except FileNotFoundError:
            return
        except (NotADirectoryError, PermissionError):
            yield folder
            return
        for entry in entries:
            hidden = entry.name.startswith(".") and not is_yaml(entry.name)
            if hidden or entry.name.startswith(".#"):  # an editor's lock is no file of the book
                continue
            path = f"{folder}/{entry.name}"
            belongs = place_of(path) is not None or is_playbook(path)
            if entry.is_dir(follow_symlinks=False) and not belongs:
                yield from self._below(path)
            elif is_yaml(entry.name) or (is_read_folder(path) and entry.is_dir()):
                yield path

    def read(self, path: str) -> bytes:
        """See `BookSource.read`."""
        return read_bytes(self.root / path)
