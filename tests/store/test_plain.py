"""The plain reader says what the strict one says, or leaves the file to it; it takes no more."""

import contextlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kam.store.nodes import to_plain
from kam.store.plain import NotPlain, plain_data
from kam.store.reader import parse
from kam.store.text import ReadError
from tests.store.handwriting import files
from tests.store.test_reader import READ, REFUSED

PARTS = (
    "a", "b", "<<", "~", "null", "''", '"x"', ": ", ":", "- ", "-", "\n", "\n  ", "{", "}", "[",
    "]", ", ", "? ", "# c", "&a ", "*a", "!t ", "!!str ", "---\n", "...\n", "%YAML 1.1\n", "|\n",
    ">\n", "\t", "\r", "\x85", "\x1b", "库", "\ufeff", "'", '"', "\\", "|-\n  x\n",
)  # fmt: skip
"""What YAML is made of, in pieces that seldom fit together."""


def verdict(read: Callable[[bytes], Any], raw: bytes) -> tuple[Any, str]:
    """What a reader makes of a file, or why and where it refuses."""
    try:
        return read(raw), ""
    except ReadError as error:
        return None, f"{error.refusal} {error.line}:{error.column}"


def strictly(raw: bytes) -> tuple[Any, str]:
    return verdict(lambda given: to_plain(parse(given).root), raw)


def assert_no_more_than_strictly(raw: bytes) -> None:
    with contextlib.suppress(NotPlain):
        assert verdict(plain_data, raw) == strictly(raw)


@given(files())
def test_files_as_people_write_them_are_read_as_the_strict_reader_does(raw: bytes) -> None:
    assert plain_data(raw) == to_plain(parse(raw).root)


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
@example("a: &x 1\nb: *x\n")
@example("{a: 1, a: ~}")
@example("a: ~\na: ~\n")
@example("? [a]\n: b\n")
def test_whatever_it_is_given_it_takes_no_more_than_the_strict_reader(text: str) -> None:
    assert_no_more_than_strictly(text.encode())


@given(files(), st.integers(0, 10**6), st.binary(max_size=2))
def test_nor_of_a_file_that_was_damaged(raw: bytes, place: int, put: bytes) -> None:
    place %= len(raw) + 1
    assert_no_more_than_strictly(raw[:place] + put + raw[place + 1 :])


@pytest.mark.parametrize("name", READ)
def test_what_is_read_as_text_is_so_here(name: str) -> None:
    raw, _ = READ[name]
    data, _ = strictly(raw)
    if len(raw) < 100_000:
        assert plain_data(raw) == data
    else:
        with pytest.raises(NotPlain):
            plain_data(raw)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_refused_or_left_to_the_strict_reader(name: str) -> None:
    with pytest.raises((NotPlain, ReadError)):
        plain_data(REFUSED[name][0])
