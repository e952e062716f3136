"""A book as it is about to be committed: what a pre-commit hook checks."""

from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from kam.domain.book import Book
from kam.index.database import FILE
from kam.store.own_folder import own_folder
from kam.vcs.repository import Repository, require_repository
from kam.vcs.staging import staged_changes, staged_entries
from kam.vcs.trees import FOLDER, Entry
from kam.workspace.framing import describe
from kam.workspace.git_tree import GitTree
from kam.workspace.past_reading import contents_of
from kam.workspace.recalling import recall_book


class Staged(GitTree):
    """The files of git's index.

    Attributes:
        changed: Those that the next commit changes.
    """

    def __init__(self, root: Path, repository: Repository) -> None:
        super().__init__(root, repository)
        self.changed = staged_changes(repository)

    @cached_property
    def every(self) -> Mapping[str, Entry]:
        """Every file by its path, and every folder that holds one."""
        found: dict[str, Entry] = {}
        for entry in staged_entries(self.repository):
            found[entry.path] = entry
            folder = entry.path.rpartition("/")[0]
            while folder and folder not in found:
                found[folder] = Entry(FOLDER, "", folder)
                folder = folder.rpartition("/")[0]
        return found


def open_staged(root: Path) -> tuple[Staged, Book]:
    """The files that are about to be committed, and the book that they make.

    Raises:
        GitFailed: There is no repository, or its index does not read.
        UnreadableSettings: kam.yaml does not read, or a newer kam wrote it.
    """
    source = Staged(root, require_repository(root))
    listed, accounts = source.beside()
    source.expect(path for path in source.changed if source.blob(path))
    beside, _ = describe(source, listed, accounts)
    index = Path(FILE)
    with suppress(OSError):
        index = own_folder(root) / FILE
    return source, recall_book(source, beside, contents_of(source, accounts), index)
