"""What a YAML file is read into: text scalars, mappings and sequences, each with its span.

Marks count code points of the decoded text without its byte-order mark, as libyaml gives them.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol

PLAIN_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""What means absent where it stands without quotes (YAML 1.2 core)."""


class Mark(Protocol):
    """A place in the text as libyaml marks it: code points from its start, all three from 0."""

    index: int
    line: int
    column: int


class Place:
    """A mark of one's own."""

    __slots__ = ("column", "index", "line")

    def __init__(self, index: int, line: int, column: int) -> None:
        self.index = index
        self.line = line
        self.column = column


class Span(NamedTuple):
    """From a mark up to, not including, another."""

    start: Mark
    end: Mark


class Scalar(NamedTuple):
    """A scalar; `style` is the quote that it is written in, `|`, `>`, or empty for a plain one."""

    text: str
    style: str
    span: Span

    @property
    def is_null(self) -> bool:
        """Whether it means absent."""
        return not self.style and self.text in PLAIN_NULLS


class Entry(NamedTuple):
    """A key of a mapping and its value."""

    key: Scalar
    value: "Node"


class Mapping(NamedTuple):
    """A mapping in the order of the file; `flow` where it is written in braces."""

    entries: tuple[Entry, ...]
    flow: bool
    span: Span

    def entry(self, key: str) -> Entry | None:
        """The entry of `key`, None without one."""
        return next((entry for entry in self.entries if entry.key.text == key), None)


class Sequence(NamedTuple):
    """A sequence; `flow` where it is written in brackets."""

    items: tuple["Node", ...]
    flow: bool
    span: Span


Node = Scalar | Mapping | Sequence
KeyPath = tuple[str | int, ...]
Plain = Any
"""Plain data of a node: `str`, `None`, `dict[str, Plain]` or `list[Plain]`."""


def to_plain(node: Node) -> Plain:
    """The data of a node; keys whose value means absent are left out."""
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    if isinstance(node, Sequence):
        return [to_plain(item) for item in node.items]
    return {
        entry.key.text: to_plain(entry.value)
        for entry in node.entries
        if not (isinstance(entry.value, Scalar) and entry.value.is_null)
    }


def find(node: Node, path: KeyPath) -> Node | None:
    """The node at a path, None where the path leads nowhere."""
    for step in path:
        child: Node | None = None
        if isinstance(node, Mapping) and isinstance(step, str):
            entry = node.entry(step)
            child = entry.value if entry else None
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            child = node.items[step]
        if child is None:
            return None
        node = child
    return node


def nearest(node: Node, path: KeyPath) -> Span:
    """The span that a message about `path` points at: the value, else the key, else the parent.

    A block value would span lines, so its key stands for it.
    """
    span = Span(node.span.start, node.span.start)
    for step in path:
        child: Node | None = None
        if isinstance(node, Mapping):
            entry = node.entry(str(step))
            if entry is None:
                break
            child = entry.value
            empty = child.span.start.index == child.span.end.index
            single = child.span.start.line == child.span.end.line
            span = child.span if single and not empty else entry.key.span
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            child = node.items[step]
            span = child.span
        if child is None:
            break
        node = child
    return span


def key_span(node: Node, path: KeyPath) -> Span:
    """The span of the key that ends a path; that of `nearest` where it is no key."""
    parent = find(node, path[:-1]) if path else None
    if isinstance(parent, Mapping) and (entry := parent.entry(str(path[-1]))):
        return entry.key.span
    return nearest(node, path)


def walk(node: Node, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Node]]:
    """Every node below and with `node`, with its path."""
    yield path, node
    if isinstance(node, Mapping):
        for entry in node.entries:
            yield from walk(entry.value, (*path, entry.key.text))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from walk(item, (*path, index))
