"""The past of a book as people name it: a day, a tag or any revision (SPEC.md 3)."""

import re
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kam.cli.words import day_of
from kam.domain.fields import Form
from kam.errors import GitFailed, UsageError
from kam.i18n import mark
from kam.vcs.repository import Repository, require_repository
from kam.vcs.revisions import Commit, commit_named, commit_until, end_of, last_until
from kam.workspace.revision import Revision
from kam.workspace.view import View
from kam.workspace.worktree import Tree


class Dated(NamedTuple):
    """A book as it was, or as it is: its day, its revision (None for now), parts and files."""

    as_of: date
    revision: str | None
    view: View
    source: Tree


def revision_at(root: Path, when: str, today: date) -> Revision:
    """The revision that `when` names; a day beats a ref of that name, a ref other words for a day.

    Raises:
        GitFailed: There is no history, no such revision, or it lies before the first one.
        UsageError: A date that no calendar has.
    """
    repository = require_repository(root)
    meant = _meant(repository, when, today)
    commit = meant if isinstance(meant, Commit) else commit_until(repository, end_of(meant))
    revision = Revision(root, repository, commit)
    if revision.is_empty:
        raise GitFailed(
            mark("the book was not there yet at {when}"),
            hint=mark("Its first commit: git log --reverse -- accounts"),
            when=when,
        )
    return revision


def day_meant(root: Path, when: str, today: date) -> date | None:
    """The day that `when` names; None where it names a revision.

    Raises:
        GitFailed: There is no history, or nothing of that name in it.
        UsageError: A date that no calendar has.
    """
    meant = _meant(require_repository(root), when, today)
    return None if isinstance(meant, Commit) else meant


def _meant(repository: Repository, when: str, today: date) -> Commit | date:
    if re.fullmatch(Form.DATE.pattern, when):
        return day_of(when, today)
    if (named := commit_named(repository, when)) is not None:
        return named
    with suppress(UsageError):
        return day_of(when, today)
    hint = mark("a day (2026-09-30), a tag, a branch or a commit")
    if repository.shallow:
        hint = mark("Its history was cut off here. Fetch the rest: git fetch --unshallow")
    raise GitFailed(mark('there is no revision "{when}"'), hint=hint, when=when)


def revision_by(root: Path, repository: Repository, day: date, tip: str) -> Revision | None:
    """The book as it stood at the end of a day; None where its history begins later.

    Args:
        root: The book.
        repository: Where its history is.
        day: The day.
        tip: The commit to which the history leads.
    """
    commit = last_until(repository, end_of(day), tip)
    revision = Revision(root, repository, commit) if commit else None
    return None if revision is None or revision.is_empty else revision
