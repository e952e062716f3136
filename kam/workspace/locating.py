"""Looks up where in its file the fact of a finding stands."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kam.domain.finding import Finding
from kam.store.reader import Document, parse
from kam.store.text import ReadError, decode
from kam.workspace.reading import place
from kam.workspace.worktree import FileSource


class Locator:
    """Places findings and quotes their lines; a file is read at most once, and only if needed."""

    def __init__(self, source: FileSource) -> None:
        self._source = source
        self._documents: dict[str, Document | None] = {}
        self._texts: dict[str, list[str]] = {}

    def locate(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """The findings with line, column and length of their facts."""
        for finding in findings:
            document = None if finding.line else self._document(finding.path)
            if finding.line:
                yield finding
            elif document is None:
                yield replace(finding, line=1, column=1)
            else:
                line, column, length = place(finding, document.root)
                yield replace(finding, line=line, column=column, length=length)

    def line(self, path: str, number: int) -> str | None:
        """The text of a line, from 1; None where the file or the line cannot be shown."""
        if path not in self._texts:
            try:
                self._texts[path] = decode(self._source.read(path))[0].split("\n")
            except (FileNotFoundError, ReadError):
                self._texts[path] = []
        lines = self._texts[path]
        return lines[number - 1].rstrip("\r") if 0 < number <= len(lines) else None

    def _document(self, path: str) -> Document | None:
        if path not in self._documents:
            try:
                self._documents[path] = parse(self._source.read(path))
            except (FileNotFoundError, ReadError):
                self._documents[path] = None
        return self._documents[path]
