"""Reads single files of a book and collects what is to be said about them."""

import contextlib
from typing import Any

from kam.domain.finding import Finding, Severity
from kam.schema.load import Context, Problem, check
from kam.store.edit import begin
from kam.store.nodes import Node, Span, key_span, nearest, to_plain
from kam.store.plain import NotPlain, plain_data
from kam.store.reader import Document
from kam.store.text import ReadError
from kam.workspace.worktree import FileSource

UNREADABLE, VALUE, MISSING, UNKNOWN_KEY = "KAM001", "KAM003", "KAM004", "KAM005"
NOT_READ, BAD_ID, REPEATED = "KAM006", "KAM007", "KAM008"
_CODES = {
    "missing": (MISSING, "missing-key"),
    "unknown-key": (UNKNOWN_KEY, "unknown-key"),
    "repeated": (REPEATED, "repeated-key"),
}
_AT_KEY = frozenset({"unknown-key"})


class Reading:
    """Reads the files of one book; `findings` grows with every file that has something wrong."""

    def __init__(self, source: FileSource, context: Context | None = None) -> None:
        self.source = source
        self.context = context
        self.findings: list[Finding] = []

    def document(self, path: str) -> Document | None:
        """A file as strict nodes; None where there is none, or where a finding says why not."""
        raw = self.raw(path)
        return None if raw is None else self.strictly(path, raw)

    def read(self, path: str, annotation: Any) -> Any | None:
        """A file as an object of the domain; None where there is none or it does not fit."""
        raw = self.raw(path)
        return None if raw is None else self.fit_raw(path, raw, annotation)

    def raw(self, path: str) -> bytes | None:
        """The bytes of a file; None where there is none, or where a finding says why not."""
        try:
            return self.source.read(path)
        except FileNotFoundError:
            return None
        except ReadError as error:
            self.findings.append(unreadable(path, error))
            return None

    def strictly(self, path: str, raw: bytes) -> Document | None:
        """The bytes of a file as strict nodes; None where a finding says why not."""
        try:
            return begin(raw)
        except ReadError as error:
            self.findings.append(unreadable(path, error))
            return None

    def fit_raw(self, path: str, raw: bytes, annotation: Any) -> Any | None:
        """The bytes of a file as an object of the domain.

        Most files are plain and fit; only where something is wrong are its places looked for.
        """
        with contextlib.suppress(NotPlain, ReadError):
            checked = check(annotation, _or_empty(plain_data(raw), annotation), self.context)
            if not checked.problems:
                return checked.value
        document = self.strictly(path, raw)
        return None if document is None else self.fit(path, document, annotation)

    def fit(self, path: str, document: Document, annotation: Any) -> Any | None:
        """Validate a document, saying every problem at its line."""
        data = _or_empty(to_plain(document.root), annotation)
        return self.fit_data(path, document.root, data, annotation)

    def fit_data(self, path: str, root: Node, data: object, annotation: Any) -> Any | None:
        """Validate data that came from the nodes of a file."""
        checked = check(annotation, data, self.context)
        self.findings += [finding_of(problem, path, root) for problem in checked.problems]
        return checked.value


def unreadable(path: str, error: ReadError) -> Finding:
    """That a file is not in the strict subset, at the place where it leaves it."""
    return Finding(
        UNREADABLE,
        "unreadable",
        Severity.ERROR,
        path,
        line=error.line,
        column=error.column,
        params={"kind": str(error.refusal), **error.params},
        skips=True,
    )


def finding_of(problem: Problem, path: str, root: Node) -> Finding:
    """A problem of the schema at its place in the file."""
    code, slug = _CODES.get(problem.kind, (VALUE, "value"))
    span = (key_span if problem.kind in _AT_KEY else nearest)(root, problem.keys)
    line, column, length = _place(span)
    return Finding(
        code,
        slug,
        Severity.ERROR,
        path,
        keys=problem.keys,
        line=line,
        column=column,
        length=length,
        params={"kind": problem.kind, **problem.params},
        skips=not problem.tolerated,
    )


def place(finding: Finding, root: Node) -> tuple[int, int, int]:
    """Line, column (from 1) and length of the fact that a finding names."""
    return _place(nearest(root, finding.keys))


def _place(span: Span) -> tuple[int, int, int]:
    one_line = span.start.line == span.end.line
    length = max(1, span.end.column - span.start.column) if one_line else 1
    return span.start.line + 1, span.start.column + 1, length


def _or_empty(data: object, annotation: Any) -> object:
    """The data of a file; an empty list or mapping where the file holds nothing."""
    if data is not None:
        return data
    return [] if getattr(annotation, "__origin__", None) is tuple else {}
