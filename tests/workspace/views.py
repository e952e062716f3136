"""Views of books in tests: read from the files, without an index."""

from pathlib import Path

from kam.workspace.opening import open_book
from kam.workspace.view import FileView
from kam.workspace.worktree import WorkTree
from tests.domain.builders import TODAY


def view_of(root: Path) -> FileView:
    """The parts of the book in a folder."""
    return FileView(open_book(WorkTree(root)), TODAY)
