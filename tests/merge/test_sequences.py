"""Three sequences side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.merge import sequences
from kam.merge.sequences import Match, hunks, matches

TEXTS = st.text("abc", max_size=8)


def parts(base: str, ours: str, theirs: str) -> list[tuple[str, str, str]]:
    return [
        (base[one.base], ours[one.ours], theirs[one.theirs]) for one in hunks(base, ours, theirs)
    ]


def test_what_all_have_stands_between_what_they_changed() -> None:
    assert parts("abcdef", "abXcdef", "abcdYf") == [
        ("ab", "ab", "ab"),
        ("", "X", ""),
        ("cd", "cd", "cd"),
        ("e", "e", "Y"),
        ("f", "f", "f"),
    ]


def test_additions_at_one_place_meet() -> None:
    assert parts("a", "ab", "ac") == [("a", "a", "a"), ("", "b", "c")]


@given(TEXTS, TEXTS, TEXTS)
def test_the_parts_are_the_wholes(base: str, ours: str, theirs: str) -> None:
    found = parts(base, ours, theirs)
    assert ["".join(one[at] for one in found) for at in range(3)] == [base, ours, theirs]
    assert all(len(set(one)) == 1 or one[0] != one[1] or one[0] != one[2] for one in found)


@given(TEXTS, TEXTS)
def test_what_matches_is_the_same(first: str, second: str) -> None:
    for one, two, size in matches(first, second):
        assert size
        assert first[one : one + size] == second[two : two + size]


def test_parts_that_are_too_large_to_compare_share_their_ends_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sequences, "MOST_COMPARED", 3)
    assert matches("axbycd", "a-b-d") == [Match(0, 0, 1), Match(5, 4, 1)]
