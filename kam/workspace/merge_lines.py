"""The lines of three texts: merged as git merges them, and by the ways in which both can stand."""

from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import NamedTuple

from kam.merge.sequences import hunks, matches

MOST_TRIED, MOST_READ = 64, 1_000_000
"""How many ways of putting lines together are looked at, and how many characters of them."""


class Pair(NamedTuple):
    """A text as it is with our side of every conflict, and with theirs; the same without one."""

    ours: str
    theirs: str


class Markers(NamedTuple):
    """How a conflict is shown: the length of its markers and the names of the sides."""

    size: int = 7
    ours: str = "ours"
    theirs: str = "theirs"


def merge_lines(base: str, ours: str, theirs: str) -> Pair:
    """The texts merged by lines alone: the two differ where both sides changed the same lines."""
    ways = [options[-1] for options in _parts(base, ours, theirs)]
    return _joined(ways)


def ways_to_merge(base: str, ours: str, theirs: str) -> Iterator[Pair]:
    """The texts that hold the lines of both sides, where they meet in one order or the other.

    The last way of all has every place where they meet in conflict.
    """
    tries = min(MOST_TRIED, 2 + MOST_READ // (len(ours) + 1))
    for ways in islice(product(*_parts(base, ours, theirs)), tries):
        yield _joined(ways)


def mark_conflicts(pair: Pair, markers: Markers, newline: str) -> tuple[str, int]:
    """The text with markers around the lines that differ, and how many such places it has."""
    ours, theirs = pair.ours.splitlines(keepends=True), pair.theirs.splitlines(keepends=True)
    lines: list[str] = []
    count = one = two = 0
    ends = (len(ours), len(theirs), 0)
    for first, second, size in (*matches(ours, theirs), ends):
        if one < first or two < second:
            count += 1
            lines.append(f"{'<' * markers.size} {markers.ours}{newline}")
            lines += _whole(ours[one:first], newline)
            lines.append(f"{'=' * markers.size}{newline}")
            lines += _whole(theirs[two:second], newline)
            lines.append(f"{'>' * markers.size} {markers.theirs}{newline}")
        lines += ours[first : first + size]
        one, two = first + size, second + size
    return "".join(lines), count


def _whole(lines: Sequence[str], newline: str) -> list[str]:
    """Lines of which none lacks its break: a marker comes after them."""
    return [line if line.endswith("\n") else line + newline for line in lines]


def _joined(ways: Sequence[Pair]) -> Pair:
    return Pair("".join(way.ours for way in ways), "".join(way.theirs for way in ways))


def _parts(base: str, ours: str, theirs: str) -> Iterator[list[Pair]]:
    """Each part of the text with the ways in which it can stand, the conflict last."""
    sides = [text.splitlines(keepends=True) for text in (base, ours, theirs)]
    for part in hunks(*sides):
        was, one, two = sides[0][part.base], sides[1][part.ours], sides[2][part.theirs]
        if two in (one, was):
            yield [_same(one)]
        elif one == was:
            yield [_same(two)]
        else:
            yield [*_together(was, one, two), Pair("".join(one), "".join(two))]


def _together(was: list[str], ours: list[str], theirs: list[str]) -> Iterator[Pair]:
    """The ways in which changes that touch may both stand: beside each other, or line by line."""
    if not was:
        front = next((at for at, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), 0)
        yield _same(ours + theirs[front:])
        yield _same(theirs + ours[front:])
        return
    for one, two in ((ours, theirs), (theirs, ours)):
        if two[: len(was)] == was:
            yield _same(one + two[len(was) :])
        if two[-len(was) :] == was:
            yield _same(two[: -len(was)] + one)
    if len(was) == len(ours) == len(theirs):
        yield _joined(
            [
                Pair(two if one == line else one, one if two == line else two)
                for line, one, two in zip(was, ours, theirs, strict=True)
            ]
        )


def _same(lines: Sequence[str]) -> Pair:
    text = "".join(lines)
    return Pair(text, text)
