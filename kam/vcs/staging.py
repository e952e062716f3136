"""What is about to be committed: the files of the index, and which of them HEAD has otherwise."""

import os
from collections.abc import Iterator, Mapping

from kam.vcs.repository import Repository
from kam.vcs.revisions import head_of
from kam.vcs.trees import Entry


def staged_entries(repository: Repository) -> Iterator[Entry]:
    """The files of the book in the index; one in conflict has none.

    Raises:
        GitFailed: The index does not read.
    """
    listed = repository.run("ls-files", "--stage", "-z", "--", *_place(repository), extra=_index())
    start = len(os.fsencode(repository.prefix))
    for line in listed.split(b"\0"):
        head, tab, path = line.partition(b"\t")
        if tab:
            mode, blob, stage = head.decode().split(" ")
            if stage == "0":
                yield Entry(mode, blob, os.fsdecode(path[start:]))


def staged_changes(repository: Repository) -> set[str]:
    """The files of the book that the next commit changes, adds or takes away.

    Raises:
        GitFailed: The index does not read.
    """
    head = head_of(repository)
    if head is None:
        return {entry.path for entry in staged_entries(repository)}
    words = (
        "diff-index",
        "--no-renames",
        "--cached",
        "--ita-invisible-in-index",
        "--name-only",
        "-z",
        head,
        "--",
    )
    listed = repository.run(*words, *_place(repository), extra=_index())
    start = len(os.fsencode(repository.prefix))
    return {os.fsdecode(path[start:]) for path in listed.split(b"\0") if path}


def _place(repository: Repository) -> tuple[str, ...]:
    return (repository.prefix,) if repository.prefix else ()


def _index() -> Mapping[str, str]:
    """The index that git tells its hooks of: a commit of some files has one of its own."""
    named = os.environ.get("GIT_INDEX_FILE")
    return {"GIT_INDEX_FILE": named} if named else {}
