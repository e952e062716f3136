"""A value of a file together with what leads to it: its parent, its key or its dash."""

import re
from typing import NamedTuple

from kam.store.nodes import KeyPath, Mapping, Node, Scalar, Sequence
from kam.store.spans import content_end, next_line

_TO_COLON = re.compile(r"[ \t]*:")
_TO_DASH = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*-")


class UnknownShape(Exception):  # noqa: N818 - a signal inside the package
    """A way of writing that an edit does not know."""


class Member(NamedTuple):
    """An entry of a mapping or an item of a list.

    `nth` is its place among its siblings, from 0; an item of a list has no `key`.
    """

    parent: Mapping | Sequence
    nth: int
    key: Scalar | None
    value: Node


def members(node: Node) -> list[Member]:
    """The entries or items of a collection; a scalar has none."""
    if isinstance(node, Mapping):
        return [Member(node, at, entry.key, entry.value) for at, entry in enumerate(node.entries)]
    if isinstance(node, Sequence):
        return [Member(node, at, None, item) for at, item in enumerate(node.items)]
    return []


def trail(root: Node, path: KeyPath) -> list[Member]:
    """The members on the way of a path, one a step, as far as it leads."""
    found: list[Member] = []
    node = root
    for step in path:
        for member in members(node):
            if step == (member.key.text if member.key else member.nth):
                found.append(member)
                node = member.value
                break
        else:
            break
    return found


def start_of(text: str, member: Member) -> int:
    """The index at which a member begins: its key, its dash, or in brackets its value.

    Raises:
        UnknownShape: There is no dash where one should be.
    """
    if member.key:
        return member.key.span.start.index
    if member.parent.flow or not member.nth:
        return (member.value if member.parent.flow else member.parent).span.start.index
    before = members(member.parent)[member.nth - 1]
    found = _TO_DASH.match(text, next_line(text, content_end(text, before.value)))
    if not found:
        raise UnknownShape
    return found.end() - 1


def head_of(text: str, member: Member) -> int:
    """The index just after a block member's colon or dash.

    Raises:
        UnknownShape: The colon is not on the key's line, or there is no dash.
    """
    if not member.key:
        return start_of(text, member) + 1
    found = _TO_COLON.match(text, member.key.span.end.index)
    if not found:
        raise UnknownShape
    return found.end()
