"""Revisions: from a day, a tag or any name that git knows to one commit (SPEC.md 3)."""

from datetime import date, datetime
from typing import NamedTuple

from kam.errors import GitFailed
from kam.i18n import mark
from kam.vcs.git import Refused
from kam.vcs.repository import Repository

_MIDDLE, _FAR = 5000, 2**40
"""A year that no book has seen, and a moment after all commits."""


class Commit(NamedTuple):
    """A commit: its id, and when it was committed, in seconds since 1970."""

    id: str
    moment: int


def commit_named(repository: Repository, name: str) -> Commit | None:
    """The commit that a tag, a branch or any other name of a revision means; None if nothing."""
    if ".." in name or name.startswith("^"):  # a range is no revision
        return None
    return _first(repository, "--no-walk", "--end-of-options", name)


def head_of(repository: Repository) -> str | None:
    """The id of the commit that HEAD names; None before the first one."""
    head = commit_named(repository, "HEAD")
    return head.id if head else None


def commit_until(repository: Repository, moment: int) -> Commit:
    """The last commit of HEAD's first parents whose committer date is not after `moment`.

    Raises:
        GitFailed: There is none: it lies before the first commit, or was cut off.
    """
    found = last_until(repository, moment, "HEAD")
    if found is not None:
        return found
    if head_of(repository) is None:
        raise GitFailed(
            mark("nothing is committed yet: the book has no past"),
            hint=mark("Commit it: git add . && git commit"),
        )
    if repository.shallow:
        raise GitFailed(
            mark("the history here was cut off, and that day lies before"),
            hint=mark("Fetch the rest of it: git fetch --unshallow"),
        )
    raise GitFailed(
        mark("that day lies before the first commit"),
        hint=mark("The first one: {first}"),
        first=_first_day(repository),
    )


def last_until(repository: Repository, moment: int, tip: str) -> Commit | None:
    """The last of the first parents from `tip` that was not committed after `moment`, if any."""
    if moment < 0:  # git takes a time before its era for no limit at all
        return None
    return _first(repository, "--first-parent", f"--until=@{moment} +0000", tip)


def end_of(day: date) -> int:
    """The moment of the last second of a day here, in seconds since 1970."""
    last = datetime.combine(day, datetime.max.time().replace(microsecond=0))
    try:
        return int(last.astimezone().timestamp())
    except (OverflowError, ValueError):  # a day at the edge of the calendar
        return 0 if day.year < _MIDDLE else _FAR


def _first(repository: Repository, *which: str) -> Commit | None:
    """The first commit that `rev-list` gives; None where it gives none, or knows no such name."""
    try:
        answer = repository.run("rev-list", "--max-count=1", "--format=%H %ct", *which, "--")
    except Refused:
        return None
    lines = answer.decode().splitlines()
    if not lines:
        return None
    identity, moment = lines[-1].split()
    return Commit(identity, int(moment))


def _first_day(repository: Repository) -> str:
    answer = repository.run("rev-list", "--first-parent", "--format=%h %cs", "HEAD", "--")
    return answer.decode().splitlines()[-1]
