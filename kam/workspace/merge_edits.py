"""Edits that turn the data of a file into other data: each at the fact that differs."""

from collections.abc import Iterator, Sequence

from kam.merge.alignment import canonical
from kam.merge.sequences import Match, matches
from kam.store.changes import Append, Drop, Edit, Insert, Put
from kam.store.emit import Block
from kam.store.insert import Order
from kam.store.nodes import KeyPath, Node, Plain, Scalar
from kam.store.nodes import Sequence as NodeSequence
from kam.store.quoting import Written


def edits_between(old: Plain, new: Plain, path: KeyPath = ()) -> Iterator[Edit]:
    """The edits that make `new` of `old`, in the order in which they are to be made.

    Args:
        old: The data of a file, or what stands at `path` in it.
        new: Of the same kind where `path` is the whole file.
        path: Where both stand.
    """
    if old == new:
        return
    if path and not new:
        yield Put(path, new)
    elif isinstance(old, dict) and isinstance(new, dict):
        yield from _in_mapping(old, new, path)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _in_list(old, new, path)
    else:
        yield Put(path, new)


def styled(node: Node) -> Plain:
    """The data of a node; its quotes, and what it has on lines of its own, are written so again."""
    if isinstance(node, Scalar):
        return None if node.is_null else Written(node.text, node.style)
    if isinstance(node, NodeSequence):
        return [styled(item) for item in node.items]
    kept = {entry.key.text: styled(entry.value) for entry in node.entries}
    data = {key: value for key, value in kept.items() if value is not None}
    return data if node.flow else Block(data)


def key_order(ours: Plain, theirs: Plain) -> Order:
    """The order in which both sides have the keys of a mapping, for `store.edit.apply`.

    A key that only theirs has follows the one before it there, and what ours has added behind it.
    """

    def keys_at(path: KeyPath) -> Sequence[str]:
        mine, other = _mapping_at(ours, path), _mapping_at(theirs, path)
        order = list(mine)
        at = 0
        for key in other:
            if key in mine:
                at = order.index(key)
            else:
                while at < len(order) and order[at] not in other:
                    at += 1
                order.insert(at, key)
            at += 1
        return order

    return keys_at


def _mapping_at(data: Plain, path: KeyPath) -> dict[str, Plain]:
    for step in path:
        try:
            data = data[step]
        except (LookupError, TypeError):
            return {}
    return data if isinstance(data, dict) else {}


def _in_mapping(old: dict[str, Plain], new: dict[str, Plain], path: KeyPath) -> Iterator[Edit]:
    """What is new comes first: a mapping that is empty for a moment would be gone."""
    for key, value in new.items():
        if key in old:
            yield from edits_between(old[key], value, (*path, key))
        else:
            yield Put((*path, key), value)
    for key in old:
        if key not in new:
            yield Drop((*path, key))


def _in_list(old: list[Plain], new: list[Plain], path: KeyPath) -> Iterator[Edit]:
    """From the end to the start, so that the indexes before an edit stay what they were."""
    stop, end = len(old), len(new)
    for kept in reversed([Match(0, 0, 0), *_partners(old, new)]):
        one, two = kept.first + kept.size, kept.second + kept.size
        yield from _between(path, len(old), range(one, stop), new[two:end])
        for at in reversed(range(kept.size)):
            place = (*path, kept.first + at)
            yield from edits_between(old[kept.first + at], new[kept.second + at], place)
        stop, end = kept.first, kept.second


def _between(path: KeyPath, length: int, gone: range, added: Sequence[Plain]) -> Iterator[Edit]:
    if gone.stop == length:
        yield from (Append(path, value) for value in added)
    else:
        yield from (Insert((*path, gone.stop), value) for value in reversed(added))
    yield from (Drop((*path, at)) for at in reversed(gone))


def _partners(old: list[Plain], new: list[Plain]) -> Iterator[Match]:
    """Items that stay, in order; between them, those that were changed with what they became."""
    one = two = 0
    same = matches([canonical(item) for item in old], [canonical(item) for item in new])
    for kept in (*same, Match(len(old), len(new), 0)):
        yield from _changed(old, range(one, kept.first), new, range(two, kept.second))
        if kept.size:
            yield kept
        one, two = kept.first + kept.size, kept.second + kept.size


def _changed(old: list[Plain], gone: range, new: list[Plain], added: range) -> Iterator[Match]:
    if len(gone) == len(added):
        yield Match(gone.start, added.start, len(gone))
        return
    start = added.start
    for at in gone:
        for other in range(start, added.stop):
            if _begins_alike(old[at], new[other]):
                yield Match(at, other, 1)
                start = other + 1
                break


def _begins_alike(old: Plain, new: Plain) -> bool:
    if not isinstance(old, dict) or not isinstance(new, dict):
        return False
    return next(iter(old.items()), None) == next(iter(new.items()), ())
