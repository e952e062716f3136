"""What holds for every merge of a file, told by the texts alone (TRUST.md 3)."""

import re
from collections.abc import Iterator

from kam.domain.target import Target
from kam.store.edit import begin
from kam.store.nodes import Plain, to_plain
from kam.store.plain import NotPlain, plain_data
from kam.store.reader import parse
from kam.store.text import ReadError
from kam.workspace.layout import TARGETS, place_of
from kam.workspace.opening import read_place
from kam.workspace.reading import Reading
from tests.merge.scripts import Triple

_NUMBERED = re.compile(r"[^0-9]-[0-9]+\Z")
"""What only a script can have written, and once."""


class OneFile:
    """A book of one file."""

    def __init__(self, raw: bytes) -> None:
        self._raw = raw

    def read(self, _path: str) -> bytes:
        return self._raw


def faults(path: str, raw: bytes) -> list[object]:
    """What the real schema says about a file."""
    reading = Reading(OneFile(raw))
    inside = path.partition("/")[2]
    place = place_of(inside)
    if place:
        read_place(reading, inside, place)
    else:
        assert inside == TARGETS
        reading.read(inside, tuple[Target, ...])
    return list(reading.findings)


def broken_laws(triple: Triple, merged: bytes, conflicts: int) -> list[str]:
    """The laws that a merge breaks; none should be."""
    if any(faults(triple.path, raw) for raw in triple[1:]):
        return ["a side is not valid: the script is at fault"]
    told = _conflicting(triple, merged) if conflicts else _clean(triple, merged)
    return [*_lost_comments(triple, merged.decode()), *told]


def _lost_comments(triple: Triple, text: str) -> Iterator[str]:
    known = {*_comments(triple.base.decode()), *_comments(text)}
    for side in (triple.ours, triple.theirs):
        if lost := set(_comments(side.decode())) - known:
            yield f"comments are lost: {lost}"


def _conflicting(triple: Triple, merged: bytes) -> Iterator[str]:
    """It does not read, holds what both sides say, and is valid with either side of them."""
    text = merged.decode()
    if reads(merged):
        yield "a file with conflicts reads"
    for raw in (triple.ours, triple.theirs):
        if lost := [leaf for leaf in _facts(raw) - _facts(triple.base) if leaf not in text]:
            yield f"facts are not in the text: {lost}"
    for side in (0, 1):
        if faults(triple.path, resolved(text, side).encode()):
            yield f"with side {side} of every conflict the file is not valid"


def _clean(triple: Triple, merged: bytes) -> Iterator[str]:
    """It is valid, holds every new fact of both sides and no fact that one of them removed."""
    if problems := faults(triple.path, merged):
        yield f"not valid: {problems}"
        return
    base, ours, theirs, found = (_facts(raw) for raw in (*triple[1:], merged))
    if lost := (ours | theirs) - base - found:
        yield f"facts are lost: {lost}"
    gone = {fact for fact in base - (ours & theirs) if _NUMBERED.search(fact)}
    if back := gone & found:
        yield f"facts are back: {back}"


def _facts(raw: bytes) -> set[str]:
    return set(leaves(to_plain(begin(raw).root)))


def leaves(data: Plain) -> Iterator[str]:
    """Every text of some data, those of keys too."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from leaves(value)
    elif isinstance(data, list):
        for item in data:
            yield from leaves(item)
    elif data is not None:
        yield data


def resolved(text: str, side: int) -> str:
    """A text with one side of every conflict: 0 for ours, 1 for theirs."""
    kept: list[str] = []
    inside: int | None = None
    for line in text.splitlines(keepends=True):
        if line.startswith("<<<<<<< "):
            inside = 0
        elif inside is not None and line.startswith("======="):
            inside = 1
        elif inside is not None and line.startswith(">>>>>>> "):
            inside = None
        elif inside in (None, side):
            kept.append(line)
    return "".join(kept)


def reads(raw: bytes) -> bool:
    """Whether a file is in the strict subset."""
    try:
        plain_data(raw)
    except NotPlain:
        pass
    else:
        return True
    try:
        parse(raw)
    except ReadError:
        return False
    return True


def _comments(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if "# note " in line:
            yield "# note " + line.rpartition("# note ")[2]
