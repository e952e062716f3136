"""The text of a file: bytes -> decoded text, or one refusal with its place (TRUST.md 2)."""

import re
from enum import StrEnum

LARGEST = 1024 * 1024
BOM = "\ufeff"
_BREAKS = "\r(?!\n)|[\x85\u2028\u2029]"
_REFUSED = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]"
_SUSPECT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
"""One of the two, or a carriage return: one look at a text instead of two."""


class Refusal(StrEnum):
    """Why a file is not read."""

    TOO_LARGE = "too-large"
    ENCODING = "encoding"
    LINE_BREAK = "line-break"
    CONTROL = "control"
    SYNTAX = "syntax"
    CONFLICT = "conflict"
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
    if _SUSPECT.search(text):
        _refuse_hidden(text)
    return text, has_bom


def _refuse_hidden(text: str) -> None:
    for pattern, refusal in ((_BREAKS, Refusal.LINE_BREAK), (_REFUSED, Refusal.CONTROL)):
        if found := re.search(pattern, text):
            line, column = _place(text, found.start())
            raise ReadError(refusal, line, column, character=f"U+{ord(found[0]):04X}")


def _place(text: str, index: int) -> tuple[int, int]:
    start = text.rfind("\n", 0, index) + 1
    return text.count("\n", 0, index) + 1, index - start + 1
