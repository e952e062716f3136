"""A whole book as an index knows it: the objects of its files, without reading any of them."""

from collections.abc import Iterable
from contextlib import closing
from itertools import chain
from pathlib import Path

from kam.domain.book import Book
from kam.index.beside import Beside
from kam.index.database import reopen
from kam.index.facts import Facts
from kam.index.shelf import Shelf
from kam.workspace.framing import frame_of
from kam.workspace.opening import book_of, read_folder
from kam.workspace.remembering import Remembering
from kam.workspace.worktree import WorkTree


def recall_book(source: WorkTree, beside: Beside, shelves: Iterable[Shelf], database: Path) -> Book:
    """The book; a file of which the index does not know the content any more is read again."""
    frame = frame_of(beside)
    context = {name: tuple(words) for name, words in beside.context.items()}
    units = sorted(
        chain.from_iterable(shelf.units() for shelf in shelves), key=lambda unit: unit.name
    )
    known = {
        path: blob
        for unit in units
        for path, blob in zip(unit.paths, unit.blobs, strict=True)
        if blob
    }
    with closing(reopen(database)) as opened:
        reading = Remembering(source, context, Facts(opened, beside.words), blobs=known)
        folders = []
        for unit in units:
            files = [path for path in unit.paths if not path.endswith("/")]
            if folder := read_folder(reading, unit.name, files, frame):
                folders.append(folder)
    return book_of(frame, folders, reading.findings)
