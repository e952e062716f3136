"""A whole book as an index knows it: the objects of its files, without reading any of them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from kam.domain.book import Book
from kam.index.beside import Beside
from kam.index.database import Database, Unusable, reopen
from kam.index.facts import Facts
from kam.index.shelf import Shelf
from kam.workspace.framing import context_in, frame_of
from kam.workspace.layout import Role, place_of
from kam.workspace.opening import book_of, read_folder
from kam.workspace.remembering import Remembering
from kam.workspace.worktree import FileSource

_ROLES = {
    "contacts": Role.CONTACTS,
    "opportunities": Role.OPPORTUNITY,
    "activities": Role.ACTIVITIES,
    "tasks": Role.TASKS,
    "orders": Role.ORDERS,
    "plan": Role.PLAN,
    "sheets": Role.SHEET,
}
"""The files that a fact of a folder stands in."""


class Content(NamedTuple):
    """The files of one account's folder, and the ids of their contents as far as they are known."""

    name: str
    paths: Sequence[str]
    blobs: Mapping[str, str]


def contents_of(shelves: Iterable[Shelf]) -> list[Content]:
    """The folders whose units lie on these shelves, by their names."""
    units = chain.from_iterable(shelf.units() for shelf in shelves)
    return [
        Content(
            unit.name,
            [path for path in unit.paths if not path.endswith("/")],
            dict(zip(unit.paths, unit.blobs, strict=True)),
        )
        for unit in sorted(units, key=lambda unit: unit.name)
    ]


def recall_book(
    source: FileSource,
    beside: Beside,
    contents: Sequence[Content],
    database: Path,
    facts: Collection[str] | None = None,
) -> Book:
    """The book; a file of which the index does not know the content any more is read again.

    Args:
        source: Its files.
        beside: What the index knows beside the accounts.
        contents: The folders of the accounts that are wanted.
        database: The file of the index.
        facts: Names of fields of `Folder` that are enough (see `View.folders`); None: all.
    """
    roles = None if facts is None else {Role.ACCOUNT, *(_ROLES[name] for name in facts)}
    frame = frame_of(beside)
    known = {path: blob for content in contents for path, blob in content.blobs.items() if blob}
    with ExitStack() as stack:
        opened: Database | None = None
        with suppress(Unusable):  # it may have gone meanwhile
            opened = stack.enter_context(closing(reopen(database)))
        reading = Remembering(source, context_in(beside), Facts(opened, beside.words), blobs=known)
        folders = []
        for content in contents:
            files = _files(content.paths, roles)
            if folder := read_folder(reading, content.name, files, frame):
                folders.append(folder)
    return book_of(frame, folders, reading.findings)


def _files(paths: Sequence[str], roles: Collection[Role] | None) -> list[str]:
    """The paths that are in one of `roles`."""
    if roles is None:
        return list(paths)
    known = [(path, place.role) for path in paths if (place := place_of(path))]
    wanted = set(roles)
    if Role.ORDERS in roles and any(role is Role.ORDERS for _, role in known):
        wanted.add(Role.OPPORTUNITY)
    return [path for path, role in known if role in wanted]
