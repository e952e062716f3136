"""Three sequences side by side: where two differ from the one that both began with."""

from collections.abc import Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

MOST_COMPARED = 4_000_000
"""Pairs of members up to which two parts are compared; larger ones count as wholly different."""

Members = Sequence[Hashable]


class Match(NamedTuple):
    """`size` members from `first` of one sequence, and from `second` of another, are the same."""

    first: int
    second: int
    size: int


class Hunk(NamedTuple):
    """A part in which the three agree, or in which at least one side differs from the base."""

    base: slice
    ours: slice
    theirs: slice


def matches(first: Members, second: Members) -> list[Match]:
    """What two sequences share, in order."""
    front = _shared(first, second)
    back = _shared(first[front:][::-1], second[front:][::-1])
    inner, other = first[front : len(first) - back], second[front : len(second) - back]
    found = [Match(0, 0, front)]
    if len(inner) * len(other) <= MOST_COMPARED:
        blocks = SequenceMatcher(None, inner, other, autojunk=False).get_matching_blocks()
        found += [Match(one + front, two + front, size) for one, two, size in blocks if size]
    found.append(Match(len(first) - back, len(second) - back, back))
    return [match for match in found if match.size]


def _shared(first: Members, second: Members) -> int:
    pairs = enumerate(zip(first, second, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(first), len(second)))


def hunks(base: Members, ours: Members, theirs: Members) -> Iterator[Hunk]:
    """The three sequences in parts, those in which all agree and those in between by turns."""
    ends = Hunk(*(slice(len(one), len(one)) for one in (base, ours, theirs)))
    at = (0, 0, 0)
    for common in (*_common(matches(base, ours), matches(base, theirs)), ends):
        start = (common.base.start, common.ours.start, common.theirs.start)
        if start != at:
            yield Hunk(*(slice(one, two) for one, two in zip(at, start, strict=True)))
        if common is not ends:
            yield common
        at = (common.base.stop, common.ours.stop, common.theirs.stop)


def _common(ours: list[Match], theirs: list[Match]) -> Iterator[Hunk]:
    """Where both sides kept the base."""
    mine, other = 0, 0
    while mine < len(ours) and other < len(theirs):
        one, two = ours[mine], theirs[other]
        start = max(one.first, two.first)
        stop = min(one.first + one.size, two.first + two.size)
        if start < stop:
            yield Hunk(
                slice(start, stop),
                slice(one.second + start - one.first, one.second + stop - one.first),
                slice(two.second + start - two.first, two.second + stop - two.first),
            )
        if one.first + one.size < two.first + two.size:
            mine += 1
        else:
            other += 1
