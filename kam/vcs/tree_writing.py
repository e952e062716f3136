"""A tree with some files in it that another one has otherwise: only their folders are written."""

import os
from collections.abc import Mapping

from kam.vcs.repository import Repository
from kam.vcs.trees import FOLDER, MODULE, Entry, listed_in

_Changes = dict[bytes, "Entry | _Changes | None"]
"""What becomes of the names in a folder: a file, nothing, or changes in a folder below."""


def write_tree(
    repository: Repository, tree: str | None, entries: Mapping[str, Entry | None]
) -> str:
    """The id of a tree with these files of the book.

    Args:
        repository: Where.
        tree: The whole repository's, that is to be changed; None for nothing.
        entries: The files by their paths in the book; None where one is gone.

    Raises:
        GitFailed: A tree is missing here, or cannot be written.
    """
    changes: _Changes = {}
    for path, entry in entries.items():
        *folders, name = os.fsencode(repository.prefix + path).split(b"/")
        place = changes
        for folder in folders:
            below = place.setdefault(folder, {})
            if not isinstance(below, dict):  # a file went, and others lie where it was
                below = place[folder] = {}
            place = below
        place[name] = entry
    return _write(repository, tree, changes) or _make(repository, {})


def _write(repository: Repository, tree: str | None, changes: _Changes) -> str | None:
    """The id of a folder's tree; None for one that is left empty."""
    known = {name: (mode, blob) for mode, blob, name in listed_in(repository, tree)} if tree else {}
    for name, change in changes.items():
        if isinstance(change, dict):
            mode, blob = known.get(name, ("", ""))
            below = _write(repository, blob if mode == FOLDER else None, change)
            line = (FOLDER, below) if below else None
        else:
            line = (change.mode, change.blob) if change else None
        if line is None:
            known.pop(name, None)
        else:
            known[name] = line
    return _make(repository, known) if known else None


def _make(repository: Repository, lines: Mapping[bytes, tuple[str, str]]) -> str:
    kinds = {FOLDER: "tree", MODULE: "commit"}
    text = b"".join(
        f"{mode} {kinds.get(mode, 'blob')} {blob}\t".encode() + name + b"\0"
        for name, (mode, blob) in lines.items()
    )
    return repository.run("mktree", "-z", "--missing", stdin=text).decode().strip()
