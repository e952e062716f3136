"""The strict reader: bytes -> nodes with their places, or one refusal with its place (TRUST.md 2).

It reads YAML 1.2's core without anchors, aliases, tags, merge keys, duplicate keys and second
documents. Scalars stay text; the schema types them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import yaml

from kam.store.nodes import Entry, Mapping, Node, Scalar, Sequence, Span

LARGEST = 1024 * 1024
DEEPEST = 32
MOST_NODES = 50_000
BOM = "\ufeff"
_BREAKS = re.compile("\r(?!\n)|[\x85\u2028\u2029]")
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


class Refusal(StrEnum):
    """Why a file is not read."""

    TOO_LARGE = "too-large"
    ENCODING = "encoding"
    LINE_BREAK = "line-break"
    CONTROL = "control"
    SYNTAX = "syntax"
    TAB = "tab"
    ANCHOR = "anchor"
    ALIAS = "alias"
    TAG = "tag"
    DIRECTIVE = "directive"
    MERGE_KEY = "merge-key"
    COMPLEX_KEY = "complex-key"
    DUPLICATE_KEY = "duplicate-key"
    SECOND_DOCUMENT = "second-document"
    TOO_DEEP = "too-deep"
    TOO_MANY = "too-many"
    EMPTY = "empty"
    NOT_REGULAR = "not-regular"
    UNREADABLE = "unreadable"


class ReadError(Exception):
    """A file that is not read: why, where (line and column from 1) and what the message names."""

    def __init__(self, refusal: Refusal, line: int = 1, column: int = 1, **params: object) -> None:
        super().__init__(refusal)
        self.refusal = refusal
        self.line = line
        self.column = column
        self.params = params


@dataclass(frozen=True, slots=True)
class Document:
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
    return Document(raw, text, has_bom, _compose(text))


def decode(raw: bytes) -> tuple[str, bool]:
    """The text of a file without its byte-order mark, and whether it had one.

    Raises:
        ReadError: Too large, not UTF-8, or a character that would hide part of a line.
    """
    if len(raw) > LARGEST:
        raise ReadError(Refusal.TOO_LARGE, limit=LARGEST)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        line, column = _place(before, len(before))
        raise ReadError(Refusal.ENCODING, line, column, offset=error.start) from None
    has_bom = text.startswith(BOM)
    text = text.removeprefix(BOM)
    for pattern, refusal in ((_BREAKS, Refusal.LINE_BREAK), (_REFUSED, Refusal.CONTROL)):
        if found := pattern.search(text):
            line, column = _place(text, found.start())
            raise ReadError(refusal, line, column, character=f"U+{ord(found[0]):04X}")
    return text, has_bom


def _place(text: str, index: int) -> tuple[int, int]:
    start = text.rfind("\n", 0, index) + 1
    return text.count("\n", 0, index) + 1, index - start + 1


def _compose(text: str) -> Node:
    try:
        if len(text) > MOST_NODES:  # a node takes more than a character
            _refuse_bomb(text)
        return _Composer(text).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
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
