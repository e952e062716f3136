"""Reads the trails of a book from git: the close dates that its opportunities had.

What was found at a commit is kept under its id, and the next reading goes on from there: it is
kept whole, or as what became different since a commit of which it was kept whole.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kam.domain.trail import CloseDate, Trails
from kam.index.database import Unusable, reopen
from kam.index.facts import Facts
from kam.vcs.repository import Repository
from kam.workspace.due import DueThen
from kam.workspace.history import history_of

if TYPE_CHECKING:
    from kam.vcs.log import Record
    from kam.workspace.lives import Lives
    from kam.workspace.revision import Revision
    from kam.workspace.worktree import WorkTree

_ROLE = "close-dates"
_PART = 64
"""What became different is kept by itself while it is less than one part in so many.

That of ten thousand trails then takes about as much room as keeping them all now and then does.
"""

_Rows = Mapping[str, Sequence[CloseDate]]
_Other = Mapping[str, Sequence[CloseDate] | None]


def read_trails(source: "WorkTree | Revision", index: Path | None) -> Trails | None:
    """The trails of a book up to HEAD or to its revision; None where there is no history.

    Args:
        source: The book.
        index: The file of its index; what is read is kept there.

    Raises:
        GitFailed: There is a history, and git does not give it.
    """
    repository, head = history_of(source)
    if repository is None or head is None:
        return None
    due = DueThen(source.root, repository, head, index)
    return Trails(_rows(repository, head, index), due.between)


def _rows(repository: Repository, head: str, index: Path | None) -> _Rows:
    """The stands by opportunity, from an index where there is one that can be used."""
    if index is not None:
        with suppress(Unusable), closing(reopen(index)) as database:
            facts = Facts(database, repository.prefix)
            rows = _known_rows(repository, head, facts)
            facts.put_away()
            return rows
    return _known_rows(repository, head, Facts(None, ""))


def _known_rows(repository: Repository, head: str, facts: Facts) -> _Rows:
    """The stands at a commit, read from the newest commit on of which they are known."""
    known = _recall(facts, head)
    if known is not None:
        return known.living
    from kam.vcs.log import records
    from kam.workspace.following import follow
    from kam.workspace.lives import Lives

    commits: list[Record] = []
    for commit in records(repository, head):
        known = _recall(facts, commit.id) if commits else None
        if known is not None:
            break
        commits.append(commit)
    known = known or _Known(None, {}, {}, {}, {})
    lives = Lives({**known.living}, {**known.gone})
    follow(repository, lives, commits[::-1])
    _keep(facts, head, known, lives)
    return lives.living


class _Known(NamedTuple):
    """What was kept of a commit.

    Attributes:
        base: The commit that is kept whole, and since which the rest became different.
        living: The stands of what is there.
        gone: The same of what is not any more.
        other_living: Of both what is different, None where there is nothing any more.
        other_gone: The same.
    """

    base: str | None
    living: _Rows
    gone: _Rows
    other_living: _Other
    other_gone: _Other


def _recall(facts: Facts, commit: str) -> _Known | None:
    kept = facts.recall(commit, _ROLE)
    if kept is None:
        return None
    base, living, gone = kept
    if base is None:
        return _Known(commit, living, gone, {}, {})
    whole = facts.recall(base, _ROLE)
    if whole is None or whole[0] is not None:
        return None
    return _Known(base, _over(whole[1], living), _over(whole[2], gone), living, gone)


def _over(rows: _Rows, other: _Other) -> _Rows:
    """Rows with those in their place that became different."""
    return {name: line for name, line in {**rows, **other}.items() if line is not None}


def _keep(facts: Facts, head: str, known: _Known, lives: "Lives[CloseDate]") -> None:
    names = {*known.other_living, *known.other_gone, *lives.touched}
    if known.base is None or len(names) * _PART > len(lives.living):
        facts.keep(head, _ROLE, (None, lives.living, lives.gone))
        return
    living = {name: lives.living.get(name) for name in names}
    gone = {name: lives.gone.get(name) for name in names}
    facts.keep(head, _ROLE, (known.base, living, gone))
