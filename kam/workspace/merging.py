"""Three versions of a file merged into one: its facts by their meaning, its text line by line.

What is merged is decided on the data of the three (`kam.merge`). The text is git's own merge of the
lines wherever that says just what was decided; else the changed facts are edited into ours, and
the comments of theirs carried over.
"""

from collections import Counter
from typing import NamedTuple

from kam.merge.decisions import Decision, Plain, Side, apply
from kam.merge.plan import decide
from kam.merge.shapes import FILES
from kam.store.nodes import to_plain
from kam.store.plain import NotPlain, plain_data
from kam.store.reader import parse
from kam.store.text import BOM, ReadError, Refusal, decode
from kam.workspace.layout import ACCOUNTS, CALLS, COMMISSION, SETTINGS, TARGETS, place_of
from kam.workspace.merge_lines import Markers, Pair, mark_conflicts, merge_lines, ways_to_merge

MOST_EDITED = 10_000_000
"""How many edits of how many characters are made: a text is read anew after each."""
_SINGLE = {SETTINGS: "kam", TARGETS: "targets", COMMISSION: "commission", CALLS: "calls"}


class Merged(NamedTuple):
    """The merged bytes of a file, and in how many places both sides are in conflict."""

    raw: bytes
    conflicts: int


class _Text(NamedTuple):
    """A text whose lines all end alike, and how they did; `newline` is empty for a mixture."""

    text: str
    has_bom: bool
    newline: str
    is_ended: bool


def merge_bytes(  # noqa: PLR0913 - how conflicts look has defaults
    path: str,
    base: bytes,
    ours: bytes,
    theirs: bytes,
    *,
    marker_size: int = 7,
    labels: tuple[str, str] = ("ours", "theirs"),
) -> Merged:
    """Merge what two sides made of a file.

    Args:
        path: The file in its book or above; its end says what the file holds.
        base: What both began with; empty where both added the file.
        ours: The side whose text is kept but for what theirs changed.
        theirs: The other side.
        marker_size: The length of the markers around a conflict.
        labels: The names of both sides there.

    A file with conflicts does not read. One of which a side does not read is merged by its lines;
    it has a conflict at least where the result does not read.
    """
    if theirs in (base, ours):
        return Merged(ours, 0)
    if ours == base:
        return Merged(theirs, 0)
    markers = Markers(marker_size, *labels)
    try:
        texts = [_text(raw) for raw in (base, ours, theirs)]
        return _by_meaning(kind_of(path), texts, markers)
    except ReadError:
        return _by_lines(base, ours, theirs, markers)


def kind_of(path: str) -> str:
    """What a file of a book holds, as `kam.merge.shapes` names it; `any` where it has no shape."""
    parts = path.split("/")
    if ACCOUNTS in parts[-4:]:
        place = place_of("/".join(parts[parts.index(ACCOUNTS, -4) :]))
        kind = str(place.role) if place else ""
    else:
        kind = _SINGLE.get(parts[-1], "")
    return kind if kind in FILES else "any"


def _by_meaning(kind: str, texts: list[_Text], markers: Markers) -> Merged:
    sides = [text.text for text in texts]
    found = [_data(text.encode()) for text in sides]
    empty: Plain = [] if any(isinstance(data, list) for data in found) else {}
    data = [empty if one is None else one for one in found]
    decisions = decide(kind, *data)
    pair = _lines_that_say(_targets(data[1], decisions), sides, decisions)
    if pair is None:
        pair = _edited(kind, sides, data) or Pair(sides[1], sides[2])
    marked, count = mark_conflicts(pair, markers, "\n")
    if count and _reads(marked.encode()):  # markers inside a quoted text, or between brackets
        marked, count = _wholly(sides, markers), 1
    return Merged(_written(marked, texts), count)


def _targets(ours: Plain, decisions: list[Decision]) -> tuple[Plain, Plain]:
    return apply(ours, decisions, Side.OURS), apply(ours, decisions, Side.THEIRS)


def _lines_that_say(
    wanted: tuple[Plain, Plain], sides: list[str], decisions: list[Decision]
) -> Pair | None:
    """Merged lines whose data are those wanted, None where no way of merging lines has them."""
    clean = not any(one.conflict for one in decisions)
    for pair in ways_to_merge(sides[0], sides[1], sides[2]):
        if clean and pair.ours != pair.theirs:
            continue
        if _says(pair.ours, wanted[0]) and (clean or _says(pair.theirs, wanted[1])):
            return pair
    return None


def _edited(kind: str, sides: list[str], data: list[Plain]) -> Pair | None:
    """The decisions edited into a text; None where it cannot take one of them, or so many.

    The text is that of the merged lines, with ours where they clash, if it reads; else ours.
    """
    from kam.errors import KamError
    from kam.store.edit import apply as edit
    from kam.store.edit import begin
    from kam.workspace.merge_edits import edits_between, key_order, styled

    written = styled(begin(sides[2].encode()).root)
    written = type(data[1])() if written is None else written
    wanted = _targets(data[1], decide(kind, data[0], data[1], written))
    order = key_order(data[1], written)
    lines = merge_lines(*sides).ours
    merged = begin((lines if _says_a(type(data[1]), lines) else sides[1]).encode())
    edits = list(edits_between(to_plain(merged.root) or type(data[1])(), wanted[0]))
    conflicts = list(edits_between(*wanted))
    if (len(edits) + len(conflicts)) * len(merged.text) > MOST_EDITED:
        return None
    try:
        merged = begin(edit(merged, edits, order))
        for side in sides[1:]:
            if _commented(side) - _commented(sides[0]):
                from kam.workspace.merge_comments import carry_comments

                merged = carry_comments(begin(sides[0].encode()), begin(side.encode()), merged)
        other = edit(merged, conflicts, order)
    except (KamError, TypeError):  # the latter for an item of a list that has no value
        return None
    return Pair(merged.text, other.decode())


def _says_a(kind: type, text: str) -> bool:
    """Whether a text reads, and holds data of a kind or nothing."""
    try:
        found = _data(text.encode())
    except ReadError:
        return False
    return found is None or isinstance(found, kind)


def _commented(text: str) -> Counter[str]:
    """The lines of a text that may hold a comment, and how often each is there."""
    return Counter(line for line in text.split("\n") if "#" in line)


def _by_lines(base: bytes, ours: bytes, theirs: bytes, markers: Markers) -> Merged:
    """The files merged as git does it; any bytes are characters of this encoding."""
    texts = [raw.decode("latin-1") for raw in (base, ours, theirs)]
    names = Markers(markers.size, *(_as_latin(name) for name in markers[1:]))
    newline = "\r\n" if "\r\n" in texts[1] else "\n"
    marked, count = mark_conflicts(merge_lines(*texts), names, newline)
    raw = marked.encode("latin-1")
    return Merged(raw, count or int(not _reads(raw)))


def _text(raw: bytes) -> _Text:
    text, has_bom = decode(raw)
    breaks, windows = text.count("\n"), text.count("\r\n")
    newline = "\n"
    if windows:
        newline = "\r\n" if windows == breaks else ""
    if newline:
        text = text.replace("\r\n", "\n")
    is_ended = not text or text.endswith("\n")
    return _Text(text if is_ended else text + "\n", has_bom, newline, is_ended)


def _written(text: str, texts: list[_Text]) -> bytes:
    """The bytes of a merged text: mark, line ends and last line end as a side changed them."""
    base, ours, theirs = texts
    has_bom, newline, is_ended = (
        theirs[at] if ours[at] == base[at] else ours[at] for at in (1, 2, 3)
    )
    if newline == "\r\n":
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    raw = (BOM if has_bom else "").encode() + text.encode()
    ended = raw.removesuffix(b"\n").removesuffix(b"\r")
    is_same = not is_ended and _reads(raw) and _data(ended) == _data(raw)
    return ended if is_same else raw


def _wholly(sides: list[str], markers: Markers) -> str:
    size = markers.size
    return (
        f"{'<' * size} {markers.ours}\n{sides[1]}{'=' * size}\n"
        f"{sides[2]}{'>' * size} {markers.theirs}\n"
    )


def _data(raw: bytes) -> Plain:
    """The data of a text; None where it holds nothing.

    Raises:
        ReadError: The text is not in the strict subset.
    """
    try:
        return plain_data(raw)
    except NotPlain:
        pass
    try:
        return to_plain(parse(raw).root)
    except ReadError as error:
        if error.refusal is Refusal.EMPTY:
            return None
        raise


def _says(text: str, wanted: Plain) -> bool:
    """Whether a text reads, and holds just these data."""
    try:
        found = _data(text.encode())
    except ReadError:
        return False
    return bool(found == wanted or (found is None and not wanted))


def _reads(raw: bytes) -> bool:
    try:
        _data(raw)
    except ReadError:
        return False
    return True


def _as_latin(name: str) -> str:
    return name.encode().decode("latin-1")
