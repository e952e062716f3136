"""The edits of a file, and what each does to plain data: the measure of what it did to the text."""

from typing import NamedTuple

from kam.errors import WriteRefused
from kam.i18n import mark
from kam.store.emit import plain
from kam.store.nodes import KeyPath, Plain
from kam.store.quoting import Value


class Put(NamedTuple):
    """Set the value at a path; parents that are not there are made."""

    path: KeyPath
    value: Value


class Drop(NamedTuple):
    """Take a key or an item away, and the parents that are left empty; nothing if it is not there.

    An empty root stays: a file without any value does not read.
    """

    path: KeyPath


class Append(NamedTuple):
    """Add an item to the list at a path, `()` for a file that is a list; it is made if missing."""

    path: KeyPath
    value: Value


class Insert(NamedTuple):
    """Add an item to a list before the one at a path; at the list's end where there is none."""

    path: KeyPath
    value: Value


class Rename(NamedTuple):
    """Give the entry at a path another key; its value and its place stay. Nothing if not there."""

    path: KeyPath
    key: str


Edit = Put | Drop | Append | Insert | Rename


def refusal(edit: Edit) -> WriteRefused:
    """The error for an edit that would not leave the file as it should."""
    return WriteRefused(
        mark("{keys} cannot be changed here without damage to the file"),
        hint=mark("Write this fact on lines of its own with `kam edit`, then try again."),
        keys=".".join(map(str, edit.path)) or "-",
    )


def change(data: Plain, edit: Edit) -> Plain:
    """The plain data after an edit; `data` itself is changed.

    Raises:
        WriteRefused: The path leads through a text, to an item that is not there, or to the root.
    """
    try:
        if isinstance(edit, Drop):
            _drop(data, edit.path)
            return data
        if isinstance(edit, Rename):
            _rename(data, edit.path, edit.key)
            return data
        if isinstance(edit, Append):
            items = _items(data, edit.path)
            return _put(data, edit.path, [*items, plain(edit.value)])
        if isinstance(edit, Insert):
            _insert(data, edit.path, plain(edit.value))
            return data
        if not edit.path:
            raise refusal(edit)
        return _put(data, edit.path, plain(edit.value))
    except LookupError:
        raise refusal(edit) from None


def _put(data: Plain, path: KeyPath, value: Plain) -> Plain:
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(step, str) and data is None:
        data = {}
    known = _has(data, step)
    if not known and not (isinstance(data, dict) and isinstance(step, str)):
        raise LookupError(step)
    data[step] = _put(data[step] if known else None, rest, value)
    return data


def _items(data: Plain, path: KeyPath) -> list[Plain]:
    for step in path:
        if not _has(data, step):
            return []
        data = data[step]
    if data is None or isinstance(data, list):
        return data or []
    raise LookupError(path)


def _insert(data: Plain, path: KeyPath, value: Plain) -> None:
    for step in path[:-1]:
        if not _has(data, step):
            raise LookupError(path)
        data = data[step]
    at = path[-1]  # an empty path ends in IndexError, which refuses it
    if not isinstance(at, int) or not isinstance(data, list) or not 0 <= at <= len(data):
        raise LookupError(path)
    data.insert(at, value)


def _drop(data: Plain, path: KeyPath) -> None:
    step, rest = path[0], path[1:]  # an empty path ends in IndexError, which refuses it
    if not _has(data, step):
        return
    if rest:
        _drop(data[step], rest)
    if not rest or data[step] in ({}, []):
        del data[step]


def _rename(data: Plain, path: KeyPath, key: str) -> None:
    for step in path[:-1]:
        if not _has(data, step):
            return
        data = data[step]
    step = path[-1]  # an empty path ends in IndexError, which refuses it
    if not _has(data, step) or key == step:
        return
    if not isinstance(data, dict) or key in data:
        raise LookupError(key)
    entries = {key if name == step else name: value for name, value in data.items()}
    data.clear()
    data.update(entries)


def _has(data: Plain, step: str | int) -> bool:
    if isinstance(step, int):
        return isinstance(data, list) and 0 <= step < len(data)
    return isinstance(data, dict) and step in data
