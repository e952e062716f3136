"""Opens a book for reports: through its index where there can be one, else from its files."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kam.errors import WriteRefused
from kam.index.database import Broken, Database, Unusable, discard, open_database
from kam.index.maker import maker
from kam.index.shelf import Shelf
from kam.store.own_folder import own_folder
from kam.workspace.syncing import Progress, synchronise
from kam.workspace.view import FileView, IndexView, View
from kam.workspace.worktree import WorkTree

if TYPE_CHECKING:
    from kam.domain.book import Book
    from kam.domain.trail import Trails
    from kam.index.past import PastShelf
    from kam.workspace.revision import Revision

_APP = "kam"
SMALL = 64 * 1024 * 1024
"""Bytes that an index may have whatever it holds."""
MANY_TIMES = 8
"""How many times the bytes of the files it may have beyond that."""
_TRIES = 2
"""How often an index is begun anew that turns out to be damaged."""


def open_view(
    source: "WorkTree | Revision", today: date, *, indexed: bool, progress: Progress
) -> View:
    """The parts of a book as they are now, or as they were.

    Args:
        source: The files of the book.
        today: Chooses the rates and teams of what is open.
        indexed: Whether an index may be used; the answers are the same.
        progress: Told of a long reading how far it is.

    Raises:
        UnreadableSettings: kam.yaml does not read, or a newer kam wrote it.
    """
    if indexed:
        opened: Callable[[Database], _Opened]
        if isinstance(source, WorkTree):
            opened = partial(_of_work_tree, source, today, progress)
        else:
            opened = partial(_of_revision, source, today, progress)
        for folder in _folders(source.root):
            if view := _indexed(opened, folder):
                return view
    from kam.workspace.opening import open_book

    return FileView(open_book(source), today, partial(_trails, source, None))


class _Opened(NamedTuple):
    """A view, and whether its index holds many times what is of use."""

    view: View
    overgrown: bool = False


def _indexed(opened: Callable[[Database], _Opened], folder: Path) -> View | None:
    made = maker()
    for _ in range(_TRIES):
        try:
            with closing(open_database(folder, made)) as database:
                found = opened(database)
        except Broken:
            discard(folder)
        except Unusable:
            return None
        else:
            if found.overgrown:
                discard(folder)
            return found.view
    return None


def _of_work_tree(source: WorkTree, today: date, progress: Progress, database: Database) -> _Opened:
    beside, shelves = synchronise(source, database, today, progress)

    def recall(chosen: Sequence[Shelf], facts: Sequence[str] | None) -> "Book":
        from kam.workspace.recalling import contents_of, recall_book

        return recall_book(source, beside, contents_of(chosen), database.path, facts)

    view = IndexView(beside, shelves, recall, partial(_trails, source, database.path))
    return _Opened(view, _is_overgrown(database.path, shelves))


def _of_revision(
    source: "Revision", today: date, progress: Progress, database: Database
) -> _Opened:
    from kam.workspace.past import read_past

    beside, shelf = read_past(source, database, today, progress)

    def recall(chosen: "Sequence[PastShelf]", facts: Sequence[str] | None) -> "Book":
        from kam.workspace.past_reading import contents_of
        from kam.workspace.recalling import recall_book

        names = [name for shelf in chosen for name in shelf.names]
        contents = contents_of(source, names)
        source.expect(path for content in contents for path in content.paths)
        return recall_book(source, beside, contents, database.path, facts)

    return _Opened(IndexView(beside, [shelf], recall, partial(_trails, source, database.path)))


def _trails(source: "WorkTree | Revision", index: Path | None) -> "Trails | None":
    from kam.workspace.trails import read_trails

    return read_trails(source, index)


def _is_overgrown(path: Path, shelves: Sequence[Shelf]) -> bool:
    """Whether an index holds many times what the files hold: old contents pile up in it."""
    try:
        held = path.stat().st_size
    except OSError:
        return False
    return held > SMALL and held > MANY_TIMES * sum(shelf.weight for shelf in shelves)


def _folders(root: Path) -> Iterator[Path]:
    """Where an index may lie: in the book, else in the user's own cache."""
    for place in (own_folder, _cache_folder):
        try:
            folder = place(root)
        except (OSError, RuntimeError, WriteRefused):  # the second: a user without a home
            continue
        yield folder


def _cache_folder(root: Path) -> Path:
    """The folder for a book in the user's cache; nobody else may look into it."""
    import hashlib

    from platformdirs import user_cache_path

    place = os.fsencode(root.resolve())
    name = hashlib.sha1(place, usedforsecurity=False).hexdigest()
    folder = user_cache_path(_APP) / name
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
