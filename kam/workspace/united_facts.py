"""The facts of two records of one thing as one: what the first has not is taken from the second."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kam.schema.natures import Shape, nature_of
from kam.schema.shapes import Annotation, type_at
from kam.store import nodes
from kam.store.changes import Append, Edit, Put
from kam.store.nodes import KeyPath, Plain
from kam.workspace.transplanting import value_of


class Left(NamedTuple):
    """A fact of the second record that the first has otherwise, and keeps."""

    keys: KeyPath
    kept: Plain
    left: Plain


def unite(
    kept: Plain, other: nodes.Node, annotation: Annotation, at: KeyPath = (), of: KeyPath = ()
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
    if not isinstance(other, nodes.Mapping):
        return
    for entry in other.entries:
        key, value = entry.key.text, entry.value
        data = nodes.to_plain(value)
        way, keys = (*of, key), (*at, *of, key)
        if data is None:
            continue
        if key not in kept:
            yield Put(keys, value_of(value))
        elif isinstance(kept[key], dict) and isinstance(value, nodes.Mapping):
            yield from unite(kept[key], value, annotation, at, way)
        elif isinstance(kept[key], list) and isinstance(value, nodes.Sequence):
            yield from _lacking(kept[key], value.items, _key_of_items(annotation, way), keys)
        elif kept[key] != data:
            yield Left(way, kept[key], data)


def _lacking(
    kept: list[Plain], items: Iterable[nodes.Node], key: str | None, keys: KeyPath
) -> Iterator[Edit | Left]:
    for item in items:
        data = nodes.to_plain(item)
        known = [one for one in kept if one == data or _same_key(one, data, key)]
        if not known:
            yield Append(keys, value_of(item))
        elif data not in known:
            yield Left(keys, known[0], data)


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
