"""The strict reader: bytes -> nodes with their places, or one refusal with its place (TRUST.md 2).

It reads YAML 1.2's core without anchors, aliases, tags, merge keys, duplicate keys and second
documents. Scalars stay text; the schema types them.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from kam.store.nodes import Entry, Mapping, Node, Scalar, Sequence, Span
from kam.store.text import ReadError, Refusal, decode

DEEPEST = 32
MOST_NODES = 50_000
_MARKERS = tuple(re.compile(line, re.MULTILINE) for line in ("^<{7,} ", "^={7,}\r?$", "^>{7,} "))
"""Git's markers around both sides of a conflict."""


class Document(NamedTuple):
    """A file as it was read: its bytes, its text without the byte-order mark, its root node."""

    raw: bytes
    text: str
    has_bom: bool
    root: Node


def parse(raw: bytes) -> Document:
    """Read the bytes of a file.

    Raises:
        ReadError: The bytes are not in the strict subset.
    """
    text, has_bom = decode(raw)
    try:
        return Document(raw, text, has_bom, _compose(text))
    except ReadError:
        _refuse_conflict(text)
        raise


def _refuse_conflict(text: str) -> None:
    """Say of a file that does not read that a merge left its two sides in it."""
    places = [0]
    for marker in _MARKERS:
        found = marker.search(text, places[-1])
        if found is None:
            return
        places.append(found.start())
    raise ReadError(Refusal.CONFLICT, text.count("\n", 0, places[1]) + 1) from None


def _compose(text: str) -> Node:
    try:
        if len(text) > MOST_NODES:  # a node takes more than a character
            _refuse_bomb(text)
        return _Composer(text).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        if mark and "nesting" in str(error.problem):  # newer versions of libyaml have a limit, too
            _refuse_bomb(text[: mark.index])
        line, column = (mark.line, mark.column) if mark else (0, 0)
        raise _syntax(text, line, column, str(error.problem)) from None


def _refuse_bomb(text: str) -> None:
    """Count the nodes of a large text before any is built: counting alone stays under 100 ms."""
    count = depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        count += isinstance(event, yaml.NodeEvent)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:  # libyaml takes quadratic time in the depth
            raise _refuse(Refusal.TOO_DEEP, event, limit=DEEPEST)
        if count > MOST_NODES:
            raise _refuse(Refusal.TOO_MANY, event, limit=MOST_NODES)


def _syntax(text: str, line: int, column: int, problem: str) -> ReadError:
    lines = text.split("\n")
    content = lines[line] if line < len(lines) else ""
    indent = content[: len(content) - len(content.lstrip())]
    refusal = Refusal.TAB if "\t" in indent else Refusal.SYNTAX
    return ReadError(refusal, line + 1, column + 1, problem=problem)


def _refuse(refusal: Refusal, event: Any, **params: object) -> ReadError:
    mark = event.start_mark
    return ReadError(refusal, mark.line + 1, mark.column + 1, **params)


class _Composer:
    """Builds the tree from libyaml's events, one at a time, so that a limit ends the reading."""

    def __init__(self, text: str) -> None:
        self._events: Iterator[Any] = iter(yaml.parse(text, Loader=yaml.CSafeLoader))
        self._depth = 0

    def document(self) -> Node:
        next(self._events)  # the stream's start
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            raise ReadError(Refusal.EMPTY)
        if event.version or event.tags:
            raise _refuse(Refusal.DIRECTIVE, event)
        root = self._node(next(self._events))
        next(self._events)  # the document's end
        event = next(self._events)
        if not isinstance(event, yaml.StreamEndEvent):
            raise _refuse(Refusal.SECOND_DOCUMENT, event)
        return root

    def _node(self, event: Any) -> Node:
        self._check(event)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, _style(event), _span(event, event))
        self._depth += 1
        if self._depth > DEEPEST:
            raise _refuse(Refusal.TOO_DEEP, event, limit=DEEPEST)
        if isinstance(event, yaml.SequenceStartEvent):
            node: Node = self._sequence(event)
        else:
            node = self._mapping(event)
        self._depth -= 1
        return node

    def _check(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent):
            raise _refuse(Refusal.ALIAS, event, name=event.anchor)
        if event.anchor:
            raise _refuse(Refusal.ANCHOR, event, name=event.anchor)
        if event.tag:
            raise _refuse(Refusal.TAG, event, name=event.tag)

    def _sequence(self, start: Any) -> Sequence:
        items: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event))
        return Sequence(tuple(items), bool(start.flow_style), _span(start, event))

    def _mapping(self, start: Any) -> Mapping:
        entries: dict[str, Entry] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            self._check(event)
            if not isinstance(event, yaml.ScalarEvent):
                raise _refuse(Refusal.COMPLEX_KEY, event)
            key = Scalar(event.value, _style(event), _span(event, event))
            if key.text == "<<" and not key.style:
                raise _refuse(Refusal.MERGE_KEY, event)
            if known := entries.get(key.text):
                first = known.key.span.start.line + 1
                raise _refuse(Refusal.DUPLICATE_KEY, event, key=key.text, first=first)
            entries[key.text] = Entry(key, self._node(next(self._events)))
        return Mapping(tuple(entries.values()), bool(start.flow_style), _span(start, event))


def _style(event: Any) -> str:
    return event.style or ""


def _span(first: Any, last: Any) -> Span:
    return Span(first.start_mark, last.end_mark)
