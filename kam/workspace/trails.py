"""Reads the trails of a book from git: the close dates and amounts that its opportunities had.

What was found at a commit is kept under its id, and the next reading goes on from there: it is
kept whole, or as what became different since a commit of which it was kept whole.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from kam.domain.trail import Trails
from kam.errors import GitFailed
from kam.index.database import Unusable, reopen
from kam.index.facts import Facts
from kam.vcs.commits import head_of
from kam.vcs.log import Record, changes, records
from kam.vcs.repository import Repository, find_repository
from kam.vcs.trees import blobs_of
from kam.workspace.layout import ACCOUNTS
from kam.workspace.lives import Lives, Written, written_files
from kam.workspace.revision import Revision
from kam.workspace.stated import Stated, former_names, read_stated
from kam.workspace.worktree import WorkTree

_ROLE = "trails"
_AT_ONCE = 4096
"""Blobs that are asked for together."""
_PART = 8
"""What became different is kept by itself while it is less than one part in so many."""

_Row = Sequence[Any]
_Rows = Mapping[str, Sequence[_Row]]
_Said = TypeVar("_Said")


def read_trails(source: WorkTree | Revision, index: Path | None) -> Trails | None:
    """The trails of a book up to HEAD or to its revision; None where there is no history.

    Args:
        source: The book.
        index: The file of its index; what is read is kept there.
    """
    with suppress(GitFailed):
        if isinstance(source, Revision):
            return Trails(_rows(source.repository, source.commit.id, index), _day_of)
        repository = find_repository(source.root)
        head = repository and head_of(repository)
        if repository and head:
            return Trails(_rows(repository, head, index), _day_of)
    return None


@cache
def _day_of(moment: int) -> date:
    """The day here."""
    return datetime.fromtimestamp(moment).astimezone().date()


def _rows(repository: Repository, head: str, index: Path | None) -> _Rows:
    """The stands by opportunity, from an index where there is one that can be used."""
    if index is not None:
        with suppress(Unusable), closing(reopen(index)) as database:
            facts = Facts(database, repository.prefix)
            rows = _known_rows(repository, head, facts)
            if facts.new:
                database.keep(list(facts.new.items()))
            return rows
    return _known_rows(repository, head, Facts(None, ""))


def _known_rows(repository: Repository, head: str, facts: Facts) -> _Rows:
    """The stands at a commit, read from the newest commit on of which they are known."""
    known = _recall(facts, head)
    if known is not None:
        return known.living
    commits: list[Record] = []
    for commit in records(repository, head):
        known = _recall(facts, commit.id) if commits else None
        if known is not None:
            break
        commits.append(commit)
    known = known or _Known(None, {}, {}, {}, {})
    lives = Lives({**known.living}, {**known.gone})
    _follow(repository, lives, commits[::-1])
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
    other_living: Mapping[str, Sequence[_Row] | None]
    other_gone: Mapping[str, Sequence[_Row] | None]


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


def _over(rows: _Rows, other: Mapping[str, Sequence[_Row] | None]) -> _Rows:
    """Rows with those in their place that became different."""
    return {name: line for name, line in {**rows, **other}.items() if line is not None}


def _keep(facts: Facts, head: str, known: _Known, lives: Lives[_Row]) -> None:
    names = {*known.other_living, *known.other_gone, *lives.touched}
    if known.base is None or len(names) * _PART > len(lives.living):
        facts.keep(head, _ROLE, (None, lives.living, lives.gone))
        return
    living = {name: lives.living.get(name) for name in names}
    gone = {name: lives.gone.get(name) for name in names}
    facts.keep(head, _ROLE, (known.base, living, gone))


def _follow(repository: Repository, lives: Lives[_Row], commits: Sequence[Record]) -> None:
    """Take commits, the oldest first."""
    found = changes(repository, commits, ACCOUNTS)
    written = {identity: list(written_files(of)) for identity, of in found.items()}
    stated = _read(
        repository,
        (file.blob for files in written.values() for file in files if file.is_opportunity),
        read_stated,
    )
    names = _read(repository, _accounts(lives, commits, written), former_names)
    for commit in commits:

        def formerly(file: Written) -> Sequence[str]:
            if not file.is_opportunity:
                return names[file.blob]
            said = stated[file.blob]
            return said.formerly if said else ()

        def steps(file: Written, moment: int = commit.moment) -> Sequence[_Row]:
            said = stated.get(file.blob)
            return [_row(moment, said)] if said else ()

        lives.take(written.get(commit.id, ()), formerly, steps)


def _accounts(
    lives: Lives[_Row], commits: Iterable[Record], written: Mapping[str, Sequence[Written]]
) -> Iterator[str | None]:
    """The accounts' files that may say where an opportunity went: none before one has gone."""
    gone = bool(lives.gone)
    for commit in commits:
        files = written.get(commit.id, ())
        gone = gone or any(file.is_opportunity and file.blob is None for file in files)
        if gone:
            yield from (file.blob for file in files if not file.is_opportunity)


def _read(
    repository: Repository, blobs: Iterable[str | None], read: Callable[[bytes], _Said]
) -> dict[str | None, _Said]:
    """What contents say, each read once, and not the bytes of all at a time."""
    wanted = list(dict.fromkeys(blob for blob in blobs if blob is not None))
    found: dict[str | None, _Said] = {}
    for place in range(0, len(wanted), _AT_ONCE):
        part = blobs_of(repository, wanted[place : place + _AT_ONCE])
        found |= {blob: read(raw) for blob, raw in part.items()}
    return found


def _row(moment: int, said: Stated) -> _Row:
    """A stand, without the facts at its end that say nothing."""
    row = [moment, *said[:-1]]
    while not row[-1]:
        row.pop()
    return row
