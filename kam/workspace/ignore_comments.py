"""Reads the comments by which a person silences findings of `check`, with what they are about."""

from collections.abc import Iterable, Iterator

from kam.checks.ignores import Ignore, asks
from kam.store.comments import comments_of, lines_of
from kam.store.reader import Document, parse
from kam.store.spans import line_start
from kam.store.text import ReadError
from kam.workspace.git_tree import GitTree
from kam.workspace.layout import BESIDE
from kam.workspace.worktree import Tree

_WORD = b"ignore"
"""A file without it is not looked into: a book has thousands of files and few such comments."""


def read_ignores(source: Tree) -> Iterator[Ignore]:
    """The comments of all files of a book; none of one that does not read."""
    paths = [*BESIDE, *source.files()]
    if isinstance(source, GitTree):
        source.expect(paths)
    return _ignores(source, paths)


def _ignores(source: Tree, paths: Iterable[str]) -> Iterator[Ignore]:
    for path in paths:
        try:
            raw = source.read(path)
            document = parse(raw) if _WORD in raw.lower() else None
        except (FileNotFoundError, ReadError):
            continue
        if document:
            yield from _ignores_in(path, document)


def _ignores_in(path: str, document: Document) -> Iterator[Ignore]:
    for comment in comments_of(document):
        if asks(comment.text):
            at, text = comment.at, document.text
            line, column = text.count("\n", 0, at) + 1, at - line_start(text, at) + 1
            yield Ignore(path, line, column, comment.text, lines_of(document, comment))
