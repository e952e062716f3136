"""A book in a folder: which files it has and their bytes."""

import os
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from kam.store.files import read_file
from kam.workspace.layout import (
    ACCOUNTS,
    PLAYBOOKS,
    is_playbook,
    is_read_folder,
    is_yaml,
    place_of,
)

if TYPE_CHECKING:
    from kam.vcs.revisions import Commit


class FileSource(Protocol):
    """Where single files are read from."""

    def read(self, path: str) -> bytes:
        """The bytes of a file.

        Raises:
            FileNotFoundError: The book has no such file.
            ReadError: It may not be read.
        """


class BookSource(FileSource, Protocol):
    """Where a book is read from; a report cannot tell which source it was."""

    def files(self) -> Iterator[str]:
        """The YAML files below `accounts/` and `playbooks/`, with forward slashes, sorted."""

    def playbooks(self) -> Iterator[str]:
        """Those below `playbooks/` alone."""


class Entry(NamedTuple):
    """What lies in a folder under a name: a folder of the book, or a link that may lead to one."""

    name: str
    is_folder: bool
    leads_to_folder: bool


class Tree(ABC):
    """Which files of a tree belong to a book; where its folders are looked into is said below it.

    Links, folders where a file belongs and folders that may not be read are listed, so that
    reading them says why it does not: nothing of them may be missing in silence.

    Attributes:
        commit: The commit whose tree it is; None for what is not committed.
    """

    commit: "Commit | None" = None

    def files(self) -> Iterator[str]:
        """See `BookSource.files`."""
        for top in (ACCOUNTS, PLAYBOOKS):
            yield from self._files(top)

    def playbooks(self) -> Iterator[str]:
        """See `BookSource.playbooks`."""
        return self._files(PLAYBOOKS)

    def beside(self) -> tuple[list[str], list[str]]:
        """What lies beside the accounts, as `listing` gives it, and the names of their folders."""
        inside, folders = self._entries(ACCOUNTS)
        names = [path.removeprefix(f"{ACCOUNTS}/") for path in folders]
        return [*inside, *self.listing(PLAYBOOKS)], names

    def listing(self, folder: str) -> Iterator[str]:
        """The folders that were looked into, with a slash behind them, and the files in them."""
        inside, below = self._entries(folder)
        yield from inside
        for path in below:
            yield from self.listing(path)

    @abstractmethod
    def look(self, folder: str) -> Iterable[Entry] | None:
        """What lies in a folder; nothing in one that is not there, None where it is no folder."""

    @abstractmethod
    def read(self, path: str) -> bytes:
        """See `FileSource.read`."""

    def _files(self, folder: str) -> Iterator[str]:
        """The files below a folder, sorted folder by folder as their names are."""
        inside, folders = self._entries(folder)
        below = frozenset(folders)
        for path in sorted((*inside, *folders)):
            if path in below:
                yield from self._files(path)
            elif not path.endswith("/"):
                yield path

    def _entries(self, folder: str) -> tuple[list[str], list[str]]:
        """The folder itself and the files in it, and the folders in it to look into."""
        found = self.look(folder)
        if found is None:
            return [folder], []
        inside, below = [f"{folder}/"], []
        for name, is_folder, leads_to_folder in sorted(found):
            hidden = name.startswith(".") and not is_yaml(name)
            if hidden or name.startswith(".#"):  # an editor's lock is no file of the book
                continue
            path = f"{folder}/{name}"
            belongs = place_of(path) is not None or is_playbook(path)
            if is_folder and not belongs:
                below.append(path)
            elif is_yaml(name) or (leads_to_folder and is_read_folder(path)):
                inside.append(path)
        return inside, below


class WorkTree(Tree):
    """The files of a folder as they lie there."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._prefix = os.path.join(root, "")  # noqa: PTH118 - paths cost more than the reading

    def look(self, folder: str) -> Iterable[Entry] | None:
        """See `Tree.look`."""
        if os.path.islink(self._prefix + folder):  # noqa: PTH114 - the same
            return None
        try:
            with os.scandir(self._prefix + folder) as found:
                return [
                    Entry(entry.name, entry.is_dir(follow_symlinks=False), entry.is_dir())
                    for entry in found
                ]
        except FileNotFoundError:
            return ()
        except (NotADirectoryError, PermissionError):
            return None

    def read(self, path: str) -> bytes:
        """See `FileSource.read`."""
        return self.read_with_status(path)[0]

    def read_with_status(self, path: str) -> tuple[bytes, os.stat_result]:
        """The bytes of a file and what the file system says of it, as `read` raises."""
        return read_file(self._prefix + path)
