"""What kam has to say about a book: a code, a place and parameters; the words come later."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """An error is invalid or inconsistent data; a warning depends on today or on judgement."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say about one place of the book.

    Attributes:
        code: `KAM003`; the words stand in `render.messages` under it.
        slug: The rule's name, as `check --select` takes it.
        severity: Error or warning.
        path: The file, relative to the book, with forward slashes.
        keys: The path of the fact inside the file; empty for the file itself.
        line: From 1; 0 until the place has been looked up (`store.locate`).
        column: From 1; 0 until the place has been looked up.
        length: Of the marked text in characters; at least 1 where the line is known.
        params: What the message names.
        skips: Whether the file is out of the figures because of it.
    """

    code: str
    slug: str
    severity: Severity
    path: str
    keys: tuple[str | int, ...] = ()
    line: int = 0
    column: int = 0
    length: int = 1
    params: Mapping[str, object] = field(default_factory=dict)
    skips: bool = False

    @property
    def order(self) -> tuple[str, int, int, str]:
        """The order of a listing: by place, then by code."""
        return (self.path, self.line, self.column, self.code)


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that a comment in its file silences, and why."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What is left to say, and what comments silence; both in the order of their places."""

    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...] = ()
