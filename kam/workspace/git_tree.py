"""The files of a book as git has them: of a revision, or of what is about to be committed."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from kam.store.text import LARGEST, ReadError, Refusal
from kam.vcs.repository import Repository
from kam.vcs.trees import FOLDER, LINK, MODULE, blobs_of
from kam.vcs.trees import Entry as GitEntry
from kam.workspace.worktree import Entry, Tree

_NO_FILES = frozenset({FOLDER, MODULE, LINK})


class GitTree(Tree):
    """Files that are read from git's objects.

    Attributes:
        root: The folder of the book.
    """

    def __init__(self, root: Path, repository: Repository) -> None:
        self.root = root
        self.repository = repository
        self._bytes: dict[str, bytes] = {}
        self._expected: list[str] = []

    @property
    @abstractmethod
    def every(self) -> Mapping[str, GitEntry]:
        """All files and folders of the book by their paths."""

    def entry(self, path: str) -> GitEntry | None:
        """What git has at a path."""
        return self.every.get(path)

    def children(self, folder: str) -> Iterable[GitEntry]:
        """What git has directly in a folder."""
        return self._inside.get(folder, ())

    @cached_property
    def _inside(self) -> Mapping[str, list[GitEntry]]:
        """What lies in each folder."""
        found: dict[str, list[GitEntry]] = {}
        for path, entry in self.every.items():
            found.setdefault(path.rpartition("/")[0], []).append(entry)
        return found

    def look(self, folder: str) -> Iterable[Entry] | None:
        """See `Tree.look`.

        Of a link nobody can say here whether it leads to a folder; of another repository in a
        folder git has the commit alone: neither is read, which is said.
        """
        here = self.entry(folder)
        if here is not None and here.mode != FOLDER:
            return None
        return [
            Entry(entry.path.rpartition("/")[2], entry.mode == FOLDER, entry.mode in _NO_FILES)
            for entry in self.children(folder)
        ]

    def read(self, path: str) -> bytes:
        """See `FileSource.read`.

        Raises:
            GitFailed: Its content is missing in this clone.
        """
        entry = self.entry(path)
        if entry is None:
            raise FileNotFoundError(path)
        if entry.mode in _NO_FILES:
            raise ReadError(Refusal.NOT_REGULAR, problem="")
        if entry.blob not in self._bytes:
            wanted = {entry.blob, *filter(None, map(self.blob, self._expected))}
            self._bytes = blobs_of(self.repository, wanted)
        raw = self._bytes[entry.blob]
        if len(raw) > LARGEST:
            raise ReadError(Refusal.TOO_LARGE, limit=LARGEST)
        return raw

    def expect(self, paths: Iterable[str]) -> None:
        """Say which files will probably be read next: git is asked for them all at once."""
        self._expected = list(paths)

    def blob(self, path: str) -> str:
        """The id of a file's content; empty where there is no file."""
        entry = self.entry(path)
        return "" if entry is None or entry.mode in _NO_FILES else entry.blob
