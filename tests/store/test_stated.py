"""The scan of lines says what the plain reader says, or leaves the file to it."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kam.store import plain
from kam.store.plain import NotPlain, plain_data
from kam.store.stated import stated_facts
from kam.store.text import ReadError
from tests.store.handwriting import files
from tests.store.test_plain import PARTS

WORDS = frozenset({b"name", b"stage", b"close_date", b"a"})
NEEDED = frozenset({b"team"})
LINES = (
    "name: MES", "name: x y", "stage: C", "close_date: 2026-12-01", "close_date:", "stage: null",
    "a: 1", "a: -1.5", "a: 1 # c", "a: ", "history:", "note: ~", "note: text", "team: [x]",
    "other: {c: [1, {d: 2}]}", "other: {", "  - {date: 2026-01-01, stage: G}", "  more", "- x",
    "# comment", "", "  # within", "b: {}", "b: |", "  }", "x: 'it''s", "x: a: b", "X: 1", " z: 1",
)  # fmt: skip
"""Lines of opportunities, some of which must not stand where they may come to stand."""


def plainly(raw: bytes) -> Mapping[str, Any] | None:
    """The same facts by the plain reader alone; None where it does not read the file."""
    try:
        data = plain_data(raw)
    except (NotPlain, ReadError):
        return None
    if not isinstance(data, dict):
        return None
    wanted = {key.decode() for key in WORDS | NEEDED}
    return {key: value for key, value in data.items() if key in wanted}


def assert_same(raw: bytes) -> None:
    """Of a file that reads the facts are the same; one that does not may pass by its lines."""
    expected = plainly(raw)
    if expected is not None:
        assert stated_facts(raw, WORDS, NEEDED) == expected


@given(st.lists(st.sampled_from(LINES), max_size=8).map(lambda lines: "\n".join([*lines, ""])))
@example("name: x\n\n  y\n")
@example("name: x\n# c\n\nhistory:\n# c\n  - a\n")
@example("history:\n\n  - a\nname: x\n")
@example("note: ~\nname: null\n")
@example("name: x\n  \n")
@example("other: {a: 1}\nname: x")
def test_of_lines_in_any_order(text: str) -> None:
    assert_same(text.encode())


@given(files())
def test_of_files_as_people_write_them(raw: bytes) -> None:
    assert_same(raw)


@given(st.lists(st.sampled_from((*PARTS, "name: x\n", "history:\n  - x\n")), max_size=9))
def test_of_anything_that_yaml_is_made_of(parts: list[str]) -> None:
    assert_same("".join(parts).encode("utf-8", "surrogatepass"))


HOUSE = b"""\
name: \xe9\x87\x8d\xe5\xba\x86
stage: C
close_date: 2026-12-01
products:
  - {line: automation, amount: 100}
history:
  - {date: 2026-05-01, stage: G, by: li.wei, evidence: {visit-promised: call note of 1 May}}
"""


def test_a_file_in_the_house_style_needs_its_lines_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "plain_data", None)
    wanted = frozenset({b"stage", b"close_date"})
    assert stated_facts(HOUSE, wanted, NEEDED) == {
        "stage": "C", "close_date": "2026-12-01",
    }  # fmt: skip


@pytest.mark.parametrize(
    "raw",
    [b"- x\n", b"", b"name: [\n", b"\xff", b"name: x\nname: x\n", b"a: &x 1\n", b"name: \xff\n"],
)
def test_what_does_not_read_says_nothing(raw: bytes) -> None:
    assert stated_facts(raw, WORDS, NEEDED) is None
