"""What data have wrong, by the shapes of the format: the schema's errors without the schema."""

import re
from collections.abc import Hashable, Iterator
from functools import cache
from typing import NamedTuple

from kam.merge.alignment import canonical, name_of
from kam.merge.decisions import Path, Plain
from kam.merge.moves import HISTORY, STAGE, has_moves
from kam.merge.shapes import PATTERNS, RECORDS, REQUIRED, Shape


class Problem(NamedTuple):
    """A fact that does not fit: where (`*` for any item of a list), and what is there."""

    path: Path
    found: str


def problems_of(shape: Shape, data: Plain, path: Path = ()) -> Iterator[Problem]:
    """Everything in the data of a file that does not fit its shape.

    Bounds, words of a vocabulary and days that no calendar has are not looked at: a merge takes
    each scalar as one side has it.
    """
    kind = shape if isinstance(shape, str) else shape[0]
    if kind == "any":
        return
    if kind == "either":
        shape = shape[2] if isinstance(data, list) else shape[1]
        yield from problems_of(shape, data, path)
    elif kind == "list" and isinstance(data, list):
        yield from _list(shape, data, path)
    elif kind == "map" and isinstance(data, dict):
        for key, value in data.items():
            yield from problems_of(shape[1], key, (*path, key))
            yield from problems_of(shape[2], value, (*path, key))
    elif kind == "record" and isinstance(data, dict):
        yield from _record(shape[1], data, path)
    elif not _fits(shape, data):
        yield Problem(path, canonical(data))


def _list(shape: Shape, data: list[Plain], path: Path) -> Iterator[Problem]:
    for item in data:
        yield from problems_of(shape[1], item, (*path, "*"))
    if not shape[2:] or not all(isinstance(item, dict) for item in data):
        return
    seen: set[Hashable] = set()
    for item in data:
        name = name_of(item, shape[2:], shape[1][1])
        if name in seen:
            yield Problem(path, canonical(item))
        seen.add(name)


def _record(name: str, data: dict[str, Plain], path: Path) -> Iterator[Problem]:
    known = RECORDS[name]
    for key, value in data.items():
        if key in known:
            yield from problems_of(known[key], value, (*path, key))
        else:
            yield Problem((*path, key), "unknown")
    for key in REQUIRED.get(name, ()):
        if key not in data:
            yield Problem((*path, key), "missing")
    if has_moves(name) and (last := _last(data.get(HISTORY))) is not None:
        stage, entered = data.get(STAGE), last.get(STAGE)
        if stage != entered:
            yield Problem((*path, STAGE), f"{stage}, not {entered}")
            yield Problem((*path, HISTORY), f"{stage}, not {entered}")


def _last(history: Plain) -> dict[str, Plain] | None:
    last = history[-1] if isinstance(history, list) and history else None
    return last if isinstance(last, dict) else None


def _fits(shape: Shape, data: Plain) -> bool:
    """Whether a scalar has its form; a collection in a scalar's place has none."""
    if not isinstance(data, str):
        return False
    if shape[0] == "choice":
        return data in shape[1:]
    if shape == "text":
        return True
    return isinstance(shape, str) and _pattern(shape).fullmatch(data) is not None


@cache
def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(PATTERNS[form])
