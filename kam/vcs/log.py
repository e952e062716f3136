"""The commits that lead to a revision, first parents only, and what each changed in a book."""

import os
from collections.abc import Iterator, Sequence
from secrets import token_hex
from typing import NamedTuple

from kam.vcs.repository import Repository
from kam.vcs.trees import reading

_RAW = ("--stdin", "--root", "-r", "-z", "--raw", "--no-renames", "--no-ext-diff", "--no-textconv")
_PARTS = ("%H", "%P", "%ct", "%at", "%aN", "%aE", "%B")


class Record(NamedTuple):
    """A commit as history tells of it.

    Attributes:
        id: Its id.
        parents: Those of its parents, the first one first.
        moment: When it was committed, in seconds since 1970.
        written: When it was first made, which a rebase does not change.
        author: The author's name, as a mailmap has it.
        email: The author's e-mail address.
        message: The whole message.
    """

    id: str
    parents: tuple[str, ...]
    moment: int
    written: int
    author: str
    email: str
    message: str

    @property
    def subject(self) -> str:
        """The first line of the message."""
        return self.message.partition("\n")[0]


class Change(NamedTuple):
    """What a commit did to one file.

    Attributes:
        path: Relative to the book.
        old: The id of its content before; None where it was not there, or was no file.
        new: The same after.
    """

    path: str
    old: str | None
    new: str | None


def records(repository: Repository, revision: str, *paths: str) -> Iterator[Record]:
    """The commits from a revision back along the first parents, the newest first.

    Args:
        repository: Where.
        revision: Where to begin.
        paths: Files and folders of the book; only commits that changed one of them. None: all.

    Raises:
        GitFailed: Something of the history is missing in this clone.
    """
    end, part = token_hex(16), token_hex(16)  # a message may hold anything but these
    form = "--format=" + part.join(_PARTS) + end
    places = [f"{repository.prefix}{path}" for path in paths]
    words = ("rev-list", "--first-parent", "--no-commit-header", form, revision, "--", *places)
    for text in reading(repository, *words).decode("utf-8", "replace").split(f"{end}\n"):
        if text:
            identity, parents, moment, written, author, email, message = text.split(part)
            times = (int(moment), int(written))
            yield Record(
                identity, tuple(parents.split()), *times, author, email, message.strip("\n")
            )


def changes(
    repository: Repository, commits: Sequence[Record], *paths: str
) -> dict[str, list[Change]]:
    """What each commit changed against its first parent, by the commit's id.

    Args:
        repository: Where.
        commits: The commits; those that changed nothing of `paths` are not in the answer.
        paths: Files and folders of the book; none for all that is in it.

    Raises:
        GitFailed: Something of the history is missing in this clone.
    """
    asked = "".join(" ".join((commit.id, *commit.parents[:1])) + "\n" for commit in commits)
    places = [f"{repository.prefix}{path}" for path in paths or ("",)]
    places = [place for place in places if place]
    answer = reading(repository, "diff-tree", *_RAW, "--", *places, stdin=asked.encode())
    found: dict[str, list[Change]] = {}
    start = len(os.fsencode(repository.prefix))
    known: list[Change] = []
    parts = iter(answer.split(b"\0"))
    for head in parts:
        if head.startswith(b":"):
            old_mode, new_mode, old, new, _ = head[1:].decode().split(" ")
            path = os.fsdecode(next(parts)[start:])
            change = Change(path, _blob(old_mode, old), _blob(new_mode, new))
            if change.old or change.new:  # else it was a link, and still is none of a book's files
                known.append(change)
        elif head:
            known = found.setdefault(head.decode().strip(), [])
    return found


def _blob(mode: str, blob: str) -> str | None:
    """The id of a file's content; None for what is no regular file."""
    return blob if mode.startswith("100") else None
