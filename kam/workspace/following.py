"""Follows the opportunities of a book through its commits: what each said, and since when."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TypeVar

from kam.domain.trail import CloseDate
from kam.vcs.log import Record, changes
from kam.vcs.repository import Repository
from kam.vcs.trees import blobs_of
from kam.workspace.layout import ACCOUNTS
from kam.workspace.lives import Lives, Written, written_files
from kam.workspace.stated import former_names, read_stated

_AT_ONCE = 4096
"""Contents that git is asked for together."""

_Said = TypeVar("_Said")


def follow(repository: Repository, lives: Lives[CloseDate], commits: Sequence[Record]) -> None:
    """Take commits, the oldest first."""
    found = changes(repository, commits, ACCOUNTS)
    written = {identity: list(written_files(of)) for identity, of in found.items()}
    stated = _read(
        repository,
        (
            file.blob or file.old
            for files in written.values()
            for file in files
            if file.is_opportunity
        ),
        read_stated,
    )
    names = _read(repository, _accounts(lives, commits, written), former_names)
    for commit in commits:

        def formerly(file: Written) -> Sequence[str]:
            if not file.is_opportunity:
                return names[file.blob]
            said = stated[file.blob]
            return said.formerly if said else ()

        def steps(file: Written) -> Sequence[CloseDate]:
            said = stated.get(file.blob)
            return [said.close_date] if said else ()

        lives.take(written.get(commit.id, ()), formerly, steps)
    for lines in (lives.living, lives.gone):
        for name in lives.touched & lines.keys():
            lines[name] = _differing(lines[name])


def _differing(dates: Sequence[CloseDate]) -> list[CloseDate]:
    """Without those that are what the one before them is."""
    return [*dates[:1], *(day for before, day in pairwise(dates) if day != before)]


def _accounts(
    lives: Lives[CloseDate], commits: Iterable[Record], written: Mapping[str, Sequence[Written]]
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
