"""Trees and blobs: which files a commit has below a book, and their bytes."""

import os
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kam.errors import GitFailed
from kam.i18n import mark
from kam.vcs.git import Refused
from kam.vcs.repository import Repository

FOLDER, LINK, MODULE = "040000", "120000", "160000"
"""The modes of what is no file."""


class Entry(NamedTuple):
    """One file or folder of a commit.

    Attributes:
        mode: As git writes it.
        blob: The id of its content.
        path: Relative to the book, with forward slashes.
    """

    mode: str
    blob: str
    path: str


def entries_of(
    repository: Repository, commit: str, *paths: str, deep: bool = False
) -> Iterator[Entry]:
    """The files and folders at these paths of the book, as git sorts them.

    Args:
        repository: Where.
        commit: In which commit.
        paths: Relative to the book.
        deep: Whether to give all that lies below them, too.

    Raises:
        GitFailed: The commit or one of its trees is missing here.
    """
    start = len(os.fsencode(repository.prefix))
    places = [repository.prefix + path for path in paths]
    deeper = ("-r", "-t") if deep else ()
    listed = reading(repository, "ls-tree", *deeper, "-z", "--full-tree", commit, "--", *places)
    for mode, blob, path in _lines(listed):
        if len(path) > start:
            yield Entry(mode, blob, os.fsdecode(path[start:]))


def children_of(repository: Repository, folder: Entry) -> Iterator[Entry]:
    """What lies directly in a folder.

    Raises:
        GitFailed: Its tree is missing here.
    """
    for mode, blob, name in listed_in(repository, folder.blob):
        yield Entry(mode, blob, f"{folder.path}/{os.fsdecode(name)}")


def listed_in(repository: Repository, tree: str) -> Iterator[tuple[str, str, bytes]]:
    """Mode, id and name of all that lies directly in a tree.

    Raises:
        GitFailed: It is missing here.
    """
    return _lines(reading(repository, "ls-tree", "-z", "--full-tree", tree))


def _lines(listed: bytes) -> Iterator[tuple[str, str, bytes]]:
    for line in listed.split(b"\0"):
        head, tab, path = line.partition(b"\t")
        if tab:
            mode, _, blob = head.decode().split(" ")
            yield mode, blob, path


def blobs_of(repository: Repository, blobs: Iterable[str]) -> dict[str, bytes]:
    """The bytes of blobs by their ids.

    Raises:
        GitFailed: One is missing here, as in a clone that left some out.
    """
    wanted = list(dict.fromkeys(blobs))
    if not wanted:
        return {}
    asked = "".join(f"{blob}\n" for blob in wanted).encode()
    answer = reading(repository, "cat-file", "--batch", "--buffer", stdin=asked)
    found: dict[str, bytes] = {}
    place = 0
    for blob in wanted:
        end = answer.index(b"\n", place)
        head = answer[place:end].split(b" ")
        if len(head) != len(("id", "type", "size")):
            raise missing_object()
        start, size = end + 1, int(head[2])
        found[blob] = answer[start : start + size]
        place = start + size + 1
    return found


def missing_object() -> GitFailed:
    """That a clone lacks what the history names; nothing is fetched in secret."""
    return GitFailed(
        mark("some of the history is missing in this clone"),
        hint=mark("Fetch it: git fetch --refetch, or clone it whole."),
    )


def reading(repository: Repository, *arguments: str, stdin: bytes = b"") -> bytes:
    """What git answers about its objects.

    Raises:
        GitFailed: One of them is missing here.
    """
    try:
        return repository.run(*arguments, stdin=stdin)
    except Refused:
        raise missing_object() from None
