"""The repository that a book lies in, and where in it the book stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kam.errors import GitFailed
from kam.i18n import mark
from kam.vcs.git import Refused, run_git

_ASKED = (
    "--show-toplevel",
    "--absolute-git-dir",
    "--is-shallow-repository",
    "--show-object-format",
    "--path-format=absolute",
    "--git-common-dir",
    "--show-prefix",
)
_LENGTHS = {"sha1": 40, "sha256": 64}
"""Digits of an id by the hash that it is made with."""
_NONE_HERE = "not a git repository"


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository with a work tree.

    Attributes:
        top: The folder of its work tree.
        folder: git's own folder of that work tree.
        common: The folder that all its work trees share.
        shallow: Whether its history was cut off when it was cloned.
        hash: The name of the hash that its ids are made with, as `hashlib` knows it.
        prefix: The book's path in the work tree with a slash behind it; empty where they are one.
    """

    top: Path
    folder: Path
    common: Path
    shallow: bool
    hash: str
    prefix: str

    @property
    def nothing(self) -> str:
        """The id that stands for no object."""
        return "0" * _LENGTHS[self.hash]

    def run(
        self, *arguments: str, stdin: bytes = b"", extra: Mapping[str, str] | None = None
    ) -> bytes:
        """What git answers at the top of the work tree, as `run_git` raises."""
        return run_git(self.top, *arguments, stdin=stdin, extra=extra)


def find_repository(root: Path) -> Repository | None:
    """The repository of a book; None where there is none.

    Raises:
        GitFailed: Git is not there, or does not want to look at it.
    """
    try:
        answer = run_git(root, "rev-parse", *_ASKED)
    except Refused as error:
        if _NONE_HERE in error.said:
            return None
        raise
    lines = answer.decode("utf-8", "surrogateescape").split("\n")
    if len(lines) != len(_ASKED):  # --path-format answers nothing, and the last line ends
        raise GitFailed(mark("the name of a folder above the book holds a line end"))
    top, folder, shallow, hashed, common, prefix, _ = lines
    return Repository(Path(top), Path(folder), Path(common), shallow == "true", hashed, prefix)


def require_repository(root: Path) -> Repository:
    """The repository of a book.

    Raises:
        GitFailed: There is none, or git cannot be asked.
    """
    found = find_repository(root)
    if found is None:
        raise GitFailed(
            mark("this book has no history: it is in no git repository"),
            hint=mark("Begin one: git init"),
        )
    return found


def known_repository(root: Path) -> Repository | None:
    """The repository of a book; without git there is none where nothing looks like one.

    Raises:
        GitFailed: There is one, and git does not want to look at it.
    """
    try:
        return find_repository(root)
    except GitFailed:
        folder = root.absolute()
        if any((above / ".git").exists() for above in (folder, *folder.parents)):
            raise
        return None
