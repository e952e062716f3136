"""A book as a commit has it: the same files in the same order, read from git (SPEC.md 3)."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from kam.store.text import LARGEST, ReadError, Refusal
from kam.vcs.repository import Repository
from kam.vcs.revisions import Commit
from kam.vcs.trees import FOLDER, LINK, MODULE, blobs_of, entries_of
from kam.vcs.trees import Entry as GitEntry
from kam.workspace.layout import ACCOUNTS, CALLS, COMMISSION, PLAYBOOKS, SETTINGS, TARGETS
from kam.workspace.worktree import Entry, Tree

_BESIDE = (SETTINGS, TARGETS, COMMISSION, CALLS)


class Revision(Tree):
    """The files of a commit.

    Attributes:
        root: The folder of the book whose past it is.
        commit: The commit.
    """

    def __init__(self, root: Path, repository: Repository, commit: Commit) -> None:
        self.root = root
        self.commit = commit
        self._repository = repository
        self._bytes: dict[str, bytes] = {}

    @property
    def day(self) -> date:
        """The day here on which it was committed."""
        return datetime.fromtimestamp(self.commit.moment).astimezone().date()

    @cached_property
    def entries(self) -> dict[str, GitEntry]:
        """Every file and folder of the book by its path."""
        found = entries_of(self._repository, self.commit.id, *_BESIDE, ACCOUNTS, PLAYBOOKS)
        return {entry.path: entry for entry in found}

    @cached_property
    def _folders(self) -> dict[str, list[Entry]]:
        """What lies in each folder."""
        found: dict[str, list[Entry]] = {}
        for path, entry in self.entries.items():
            folder, _, name = path.rpartition("/")
            is_folder = entry.mode in {FOLDER, MODULE}
            found.setdefault(folder, []).append(
                Entry(name, is_folder, is_folder or entry.mode == LINK)
            )
        return found

    def look(self, folder: str) -> Iterable[Entry] | None:
        """See `Tree.look`; of a link nobody can say here whether it leads to a folder."""
        entry = self.entries.get(folder)
        if entry is None or entry.mode in {FOLDER, MODULE}:
            return self._folders.get(folder, ())
        return None

    def read(self, path: str) -> bytes:
        """See `FileSource.read`.

        Raises:
            GitFailed: Its content is missing in this clone.
        """
        entry = self.entries.get(path)
        if entry is None:
            raise FileNotFoundError(path)
        if entry.mode in {FOLDER, MODULE, LINK}:
            raise ReadError(Refusal.NOT_REGULAR, problem="")
        if entry.blob not in self._bytes:
            self.fetch(self._neighbours(path))
        raw = self._bytes[entry.blob]
        if len(raw) > LARGEST:
            raise ReadError(Refusal.TOO_LARGE, limit=LARGEST)
        return raw

    def fetch(self, paths: Iterable[str]) -> None:
        """Have the bytes of files at hand: to ask git once is cheaper than once a file.

        Raises:
            GitFailed: One of them is missing in this clone.
        """
        entries = (self.entries[path] for path in paths)
        wanted = (
            entry.blob
            for entry in entries
            if entry.mode not in {FOLDER, MODULE, LINK} and entry.blob not in self._bytes
        )
        self._bytes |= blobs_of(self._repository, wanted)

    def blob(self, path: str) -> str:
        """The id of a file's content; empty where there is no file."""
        entry = self.entries.get(path)
        return "" if entry is None or entry.mode in {FOLDER, MODULE, LINK} else entry.blob

    def forget(self) -> None:
        """Let go of the bytes that are at hand."""
        self._bytes.clear()

    def _neighbours(self, path: str) -> list[str]:
        """The files that are read with one: those beside the accounts together, else itself."""
        if path.startswith(f"{ACCOUNTS}/"):
            return [path]
        return [name for name in self.entries if not name.startswith(f"{ACCOUNTS}/")]
