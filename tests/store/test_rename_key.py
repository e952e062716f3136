"""Another key for an entry, the rest as it stood."""

import pytest

from kam.errors import WriteRefused
from kam.store.changes import Rename
from kam.store.edit import apply
from kam.store.reader import parse


def renamed(text: str, *edits: Rename) -> str:
    return apply(parse(text.encode()), edits).decode()


@pytest.mark.parametrize(
    ("text", "key", "result"),
    [
        ("a:\n  b: 1   # one\n  c: 2\n", "x/y", "a:\n  x/y: 1   # one\n  c: 2\n"),
        ("a: {c: 2, b: 1}\n", "x", "a: {c: 2, x: 1}\n"),
        ("a:\r\n  'b':\r\n    - 1\r\n", "x", "a:\r\n  x:\r\n    - 1\r\n"),
        ("a: {b: 1}\n", "no", 'a: {"no": 1}\n'),
        ("a: {b: 1}\n", "b", "a: {b: 1}\n"),
        ("a: {c: 1}\n", "x", "a: {c: 1}\n"),
        ("c: 1\n", "x", "c: 1\n"),
    ],
)
def test_only_the_key_changes(text: str, key: str, result: str) -> None:
    assert renamed(text, Rename(("a", "b"), key)) == result


@pytest.mark.parametrize(
    ("text", "edit"),
    [
        ("a: {b: 1, x: 2}\n", Rename(("a", "b"), "x")),
        ("- b\n", Rename((0,), "x")),
        ("a: 1\n", Rename((), "x")),
    ],
)
def test_what_cannot_be_renamed_is_refused(text: str, edit: Rename) -> None:
    with pytest.raises(WriteRefused):
        renamed(text, edit)
