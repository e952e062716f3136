"""The comments of a file: each `#` that is not part of a value, and the fact that it is about."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from kam.store.members import UnknownShape, members, start_of
from kam.store.nodes import KeyPath, Mapping, Node, Scalar, walk
from kam.store.reader import Document
from kam.store.spans import BLOCK_STYLES, content_end, line_start, next_line

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[^\r\n]*", re.MULTILINE)


class Comment(NamedTuple):
    """A comment, where it stands, and the path of the fact that it is about.

    One on a line of its own is about what follows, any other about what begins on its line.
    `begins` is the index at which that fact begins, None where the comment is about none.
    """

    text: str
    at: int
    alone: bool
    owner: KeyPath
    begins: int | None


_Starts = list[tuple[int, int, KeyPath]]


def comments_of(document: Document) -> list[Comment]:
    """Every comment of a file in order."""
    text = document.text
    scalars = sorted(_scalars(text, document.root))
    starts = sorted(_starts(text, document.root))
    found: list[Comment] = []
    stop = 0
    while match := _COMMENT.search(text, stop):
        at = match.start()
        nearest = bisect_right(scalars, (at, len(text))) - 1
        if nearest >= 0 and at < scalars[nearest][1]:
            stop = scalars[nearest][1]
            continue
        stop = match.end()
        alone = not text[line_start(text, at) : at].strip()
        begins, _, owner = _owner(text, starts, at, alone=alone) or (None, 0, ())
        found.append(Comment(match[0].rstrip(), at, alone, owner, begins))
    return found


def lines_of(document: Document, comment: Comment) -> frozenset[int]:
    """The lines, from 1, of the facts that a comment is about.

    Behind a fact that takes several lines it is about the fact, and so about its first line.
    """
    text = document.text
    places = {comment.begins} - {None}
    if not comment.alone:
        line = line_start(text, comment.at)
        places |= {comment.at}
        for _, node in walk(document.root):
            if not isinstance(node, Scalar) and node.flow:
                start, end = node.span.start.index, node.span.end.index
                places |= {start} if start < line < end <= comment.at else set()
    return frozenset(text.count("\n", 0, place) + 1 for place in places if place is not None)


def _scalars(text: str, root: Node) -> Iterator[tuple[int, int]]:
    for _, node in walk(root):
        if isinstance(node, Scalar):
            start = node.span.start.index
            if node.style in BLOCK_STYLES:  # a comment may stand behind its header
                start = next_line(text, start)
            yield start, content_end(text, node)
        elif isinstance(node, Mapping):
            for entry in node.entries:
                yield entry.key.span.start.index, entry.key.span.end.index


def _starts(text: str, root: Node) -> Iterator[tuple[int, int, KeyPath]]:
    """Where each member begins, its depth and its path: of two at one place the outer is first."""
    for path, node in walk(root):
        for member in members(node):
            step = member.key.text if member.key else member.nth
            try:
                yield start_of(text, member), len(path), (*path, step)
            except UnknownShape:
                continue


def _owner(text: str, starts: _Starts, at: int, *, alone: bool) -> tuple[int, int, KeyPath] | None:
    after = bisect_right(starts, (at, 0, ()))
    if alone:
        return starts[after] if after < len(starts) else None
    first = bisect_right(starts, (line_start(text, at), -1, ()))
    return starts[min(first, after - 1)] if after else None
