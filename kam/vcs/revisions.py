"""Revisions: from a day, a tag or any name that git knows to one commit (SPEC.md 3)."""

from typing import NamedTuple

from kam.errors import GitFailed
from kam.i18n import mark
from kam.vcs.git import Refused
from kam.vcs.repository import Repository


class Commit(NamedTuple):
    """A commit: its id, and when it was committed, in seconds since 1970."""

    id: str
    moment: int


def commit_named(repository: Repository, name: str) -> Commit | None:
    """The commit that a tag, a branch or any other name of a revision means; None if nothing."""
    try:
        found = repository.run(
            "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
        )
    except Refused:
        return None
    return commit_of(repository, found.decode().strip())


def commit_until(repository: Repository, moment: int) -> Commit:
    """The last commit of HEAD's first parents whose committer date is not after `moment`.

    Raises:
        GitFailed: There is none: it lies before the first commit, or was cut off.
    """
    if commit_named(repository, "HEAD") is None:
        raise GitFailed(
            mark("nothing is committed yet: the book has no past"),
            hint=mark("Commit it: git add . && git commit"),
        )
    found = repository.run(
        "rev-list", "--first-parent", "-1", f"--min-age={moment}", "HEAD", "--"
    ).strip()
    if found:
        return commit_of(repository, found.decode())
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


def commit_of(repository: Repository, identity: str) -> Commit:
    """The commit of that id."""
    text = repository.run("rev-list", "-1", "--format=%ct", identity, "--").decode()
    return Commit(identity, int(text.split()[-1]))


def _first_day(repository: Repository) -> str:
    answer = repository.run("rev-list", "--first-parent", "--format=%h %cs", "HEAD", "--")
    return answer.decode().splitlines()[-1]
