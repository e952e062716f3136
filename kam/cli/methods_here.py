"""The methods that hold where a command runs: those of the book, else the built-in ones."""

from pathlib import Path

from kam.cli.session import Session
from kam.workspace.methods import MethodsReader
from kam.workspace.opening import open_settings
from kam.workspace.reading import Reading
from kam.workspace.worktree import WorkTree


def methods_here(session: Session) -> MethodsReader:
    """The methods of the book, or the built-in ones where there is none.

    Raises:
        UnreadableSettings: There is a book, and its kam.yaml does not read.
    """
    return open_settings(session.source).methods if session.has_book else built_in_methods()


def built_in_methods() -> MethodsReader:
    """The methods that kam brings, without any of a book."""
    return MethodsReader(Reading(WorkTree(Path.cwd())), own=())
