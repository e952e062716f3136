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
from kam.vcs.revisions import commit_named, commit_until, end_of, last_until
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
    if re.fullmatch(Form.DATE.pattern, when):
        commit = commit_until(repository, end_of(day_of(when, today)))
    elif (named := commit_named(repository, when)) is not None:
        commit = named
    else:
        day = None
        with suppress(UsageError):
            day = day_of(when, today)
        if day is None:
            hint = mark("a day (2026-09-30), a tag, a branch or a commit")
            if repository.shallow:
                hint = mark("Its history was cut off here. Fetch the rest: git fetch --unshallow")
            raise GitFailed(mark('there is no revision "{when}"'), hint=hint, when=when)
        commit = commit_until(repository, end_of(day))
    revision = Revision(root, repository, commit)
    if revision.is_empty:
        raise GitFailed(
            mark("the book was not there yet at {when}"),
            hint=mark("Its first commit: git log --reverse -- accounts"),
            when=when,
        )
    return revision


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
