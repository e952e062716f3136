"""A book as a commit has it: the same files in the same order, read from git (SPEC.md 3)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from kam.vcs.repository import Repository
from kam.vcs.revisions import Commit
from kam.vcs.trees import FOLDER, Entry, children_of, entries_of
from kam.workspace.git_tree import GitTree
from kam.workspace.layout import ACCOUNTS, CALLS, COMMISSION, PLAYBOOKS, SETTINGS, TARGETS

_TOP = (SETTINGS, TARGETS, COMMISSION, CALLS, ACCOUNTS, PLAYBOOKS)
_LISTED = frozenset({ACCOUNTS, PLAYBOOKS})


class Revision(GitTree):
    """The files of a commit; below the accounts' folders it is looked only when that is wanted.

    Attributes:
        commit: The commit.
    """

    commit: Commit

    def __init__(self, root: Path, repository: Repository, commit: Commit) -> None:
        super().__init__(root, repository)
        self.commit = commit

    @property
    def day(self) -> date:
        """The day here on which it was committed."""
        return datetime.fromtimestamp(self.commit.moment).astimezone().date()

    @property
    def is_empty(self) -> bool:
        """Whether the commit has nothing of a book here."""
        return not self.top

    @cached_property
    def top(self) -> Mapping[str, Entry]:
        """The files beside the accounts, and the folders of the accounts, by their paths."""
        found = entries_of(self.repository, self.commit.id, *_TOP)
        known = {entry.path: entry for entry in found}
        for folder in _LISTED & known.keys():
            if known[folder].mode == FOLDER:
                inside = children_of(self.repository, known[folder])
                known |= {entry.path: entry for entry in inside}
        return known

    @cached_property
    def every(self) -> Mapping[str, Entry]:
        """Every file and folder below the accounts and playbooks."""
        found = entries_of(self.repository, self.commit.id, ACCOUNTS, PLAYBOOKS, deep=True)
        return {entry.path: entry for entry in found}

    def entry(self, path: str) -> Entry | None:
        """See `GitTree.entry`."""
        return self.top.get(path) or (self.every.get(path) if path.count("/") > 1 else None)

    def children(self, folder: str) -> Iterable[Entry]:
        """See `GitTree.children`."""
        if folder in _LISTED:
            return [entry for entry in self.top.values() if entry.path.startswith(f"{folder}/")]
        return super().children(folder)
