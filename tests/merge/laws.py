"""What holds for every merge of a file, told by the texts alone (TRUST.md 3)."""

from collections.abc import Iterator

from kam.domain.target import Target
from kam.schema.load import Problem, check
from kam.store.edit import begin
from kam.store.nodes import Plain, to_plain
from kam.store.plain import NotPlain, plain_data
from kam.store.reader import parse
from kam.store.text import ReadError
from kam.workspace.layout import TARGETS, place_of
from kam.workspace.opening import read_place
from kam.workspace.reading import Reading
from tests.merge.scripts import Triple

CLEAN, CONFLICT = "clean", "conflict"


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
    sides = (triple.base, triple.ours, triple.theirs)
    if any(faults(triple.path, raw) for raw in sides):
        return ["a side is not valid: the script is at fault"]
    return list(_broken(triple, merged, conflicts))


def _broken(triple: Triple, merged: bytes, conflicts: int) -> Iterator[str]:
    base, ours, theirs = (to_plain(parse(raw).root) for raw in triple[1:])
    text = merged.decode()
    notes = {note for note in _notes(text)}
    for side, raw in (("ours", triple.ours), ("theirs", triple.theirs)):
        lost = set(_notes(raw.decode())) - set(_notes(triple.base.decode())) - notes
        if lost:
            yield f"comments of {side} are lost: {lost}"
    if conflicts:
        if reads(merged):
            yield "a file with conflicts reads"
        for side, data in (("ours", ours), ("theirs", theirs)):
            for leaf in set(leaves(data)) - set(leaves(base)):
                if leaf not in text:
                    yield f"{leaf} of {side} is not in the text"
        for side in (0, 1):
            found = resolved(text, side).encode()
            if faults(triple.path, found):
                yield f"resolved for side {side}, the file is not valid"
        return
    problems = faults(triple.path, merged)
    if problems:
        yield f"not valid: {problems}"
        return
    found = set(leaves(to_plain(begin(merged).root)))
    for side, data in (("ours", ours), ("theirs", theirs)):
        lost = set(leaves(data)) - set(leaves(base)) - found
        if lost:
            yield f"facts of {side} are lost: {lost}"
    gone = set(leaves(base)) - (set(leaves(ours)) & set(leaves(theirs)))
    back = gone & found - (set(leaves(ours)) - set(leaves(base)))
    back = {leaf for leaf in back if leaf[-1:].isdigit() and "-" in leaf and not leaf[:4].isdigit()}
    if back:
        yield f"removed facts are back: {back}"


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


def _notes(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if "# note " in line:
            yield "# note " + line.rpartition("# note ")[2]
