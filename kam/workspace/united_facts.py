"""The facts of two records of one thing as one: what the first has not is taken from the second."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kam.schema.natures import Shape, nature_of
from kam.schema.shapes import Annotation, type_at
from kam.store import nodes
from kam.store.changes import Append, Edit, Put
from kam.store.members import Member, members
from kam.store.nodes import KeyPath, Plain
from kam.workspace.transplanting import copy_of


class Source(NamedTuple):
    """A record and the text of the file that it stands in."""

    text: str
    record: nodes.Node


class Left(NamedTuple):
    """A fact of the second record that the first has otherwise, and keeps.

    With `given_up` it is a fact that the first record had.
    """

    path: KeyPath
    kept: Plain
    left: Plain
    given_up: bool = False


def unite(
    kept: Plain,
    other: Source,
    annotation: Annotation,
    at: KeyPath = (),
    of: KeyPath = (),
) -> Iterator[Edit | Left]:
    """The edits that put what `other` adds into a record, and what it has otherwise.

    Maps are united key by key. Lists take the items that they lack; where the format tells the
    items apart by a key, only those of another key.

    Args:
        kept: The data of the first record, at `of` in it.
        other: The second record.
        annotation: The type of both; None where there is no schema.
        at: Where the first record stands in its file.
        of: The way inside the record.
    """
    text, record = other
    if not isinstance(record, nodes.Mapping):
        return
    for member in members(record):
        key, value = member.key.text if member.key else "", member.value
        data = nodes.to_plain(value)
        way, keys = (*of, key), (*at, *of, key)
        if data is None:
            continue
        if key not in kept:
            yield Put(keys, copy_of(text, member))
        elif isinstance(kept[key], dict) and isinstance(value, nodes.Mapping):
            yield from unite(kept[key], Source(text, value), annotation, at, way)
        elif isinstance(kept[key], list) and isinstance(value, nodes.Sequence):
            yield from _lacking(kept[key], text, value, _key_of_items(annotation, way), keys)
        elif kept[key] != data:
            yield Left(way, kept[key], data)


def _lacking(
    kept: list[Plain], text: str, other: nodes.Sequence, key: str | None, keys: KeyPath
) -> Iterator[Edit | Left]:
    for member in lacking(kept, other):
        data = nodes.to_plain(member.value)
        known = [one for one in kept if _same_key(one, data, key)]
        if known:
            yield Left(keys, known[0], data)
        else:
            yield Append(keys, copy_of(text, member))


def lacking(kept: Iterable[Plain], other: nodes.Sequence) -> Iterator[Member]:
    """The items of a list that another one has not: what one has twice is there twice."""
    left = list(kept)
    for member in members(other):
        data = nodes.to_plain(member.value)
        if data in left:
            left.remove(data)
        else:
            yield member


def _same_key(one: Plain, other: Plain, key: str | None) -> bool:
    return (
        key is not None
        and isinstance(one, dict)
        and isinstance(other, dict)
        and one.get(key) == other.get(key)
    )


def _key_of_items(annotation: Annotation, way: KeyPath) -> str | None:
    """The key by which the format tells the items of a list apart, where it does."""
    found = None if annotation is None else type_at(annotation, way)
    nature = None if found is None else nature_of(found)
    return nature.key if nature and nature.shape is Shape.LIST and nature.is_keyed else None
