"""Which items of three lists are the same one, by what the format says of the list (TRUST.md 3)."""

from collections import deque
from collections.abc import Container, Hashable, Mapping, Sequence
from typing import NamedTuple

from kam.merge.decisions import Plain
from kam.merge.shapes import RECORDS, Shape

LOGS = frozenset({"Activity", "Call", "RelationshipEntry", "Satisfaction", "Snooze", "StageEntry"})
"""Records of lists that only grow, and stand in the order of their dates."""
KEYS = {"Target": ("owner", "team", "period", "measure")}
"""What tells the entries of a list apart where a repetition is no error of the format."""
UNSAID = {"measure": "bookings"}
"""What a key that is absent means where it tells entries apart."""
NUMBERS = frozenset({"amount", "any", "factor", "flag", "percent", "rate", "whole"})
"""Forms whose lists are not sets: each item means something at its place."""


class Row(NamedTuple):
    """An item by its index in each list that has it; `at` is where it stands, or goes, in ours."""

    base: int | None
    ours: int | None
    theirs: int | None
    at: int


def align(
    shape: Shape, base: list[Plain], ours: list[Plain], theirs: list[Plain]
) -> list[Row] | None:
    """The items of ours in order, then those that only theirs has or kept.

    None where items cannot be told apart: the list is one of numbers, of anything, or a key of it
    repeats.
    """
    inner, keys = (shape[1], shape[2:]) if shape[0] == "list" else ("any", ())
    everything = [*base, *ours, *theirs]
    record = inner[1] if inner[0] == "record" else ""
    keys = KEYS.get(record, keys)
    if record and all(isinstance(item, dict) for item in everything):
        if keys:
            return _by_name(
                *([name_of(item, keys, record) for item in one] for one in (base, ours, theirs))
            )
        return _by_content(record, base, ours, theirs)
    if inner not in NUMBERS and all(isinstance(item, str) for item in everything):
        return _by_name(base, ours, theirs)
    return None


def canonical(data: Plain) -> str:
    """A text that is the same for the same data, whatever the order of its keys."""
    if isinstance(data, dict):
        parts = (f"{key!r}: {canonical(value)}" for key, value in sorted(data.items()))
        return f"{{{', '.join(parts)}}}"
    if isinstance(data, list):
        return f"[{', '.join(map(canonical, data))}]"
    return repr(data)


def name_of(item: dict[str, Plain], keys: Sequence[str], record: str) -> Hashable:
    """What the format takes for the key of an entry: 1 and 01 are the same number."""
    values = [item.get(key, UNSAID.get(key)) for key in keys]
    return tuple(
        int(value)
        if RECORDS[record][key] == "whole" and isinstance(value, str) and value.isdecimal()
        else canonical(value)
        for key, value in zip(keys, values, strict=True)
    )


def _by_name(
    base: Sequence[Hashable], ours: Sequence[Hashable], theirs: Sequence[Hashable]
) -> list[Row] | None:
    places = [{name: at for at, name in enumerate(names)} for names in (base, ours, theirs)]
    in_base, in_ours, in_theirs = places
    if [len(found) for found in places] != [len(base), len(ours), len(theirs)]:
        return None
    rows = [Row(in_base.get(name), at, in_theirs.get(name), at) for at, name in enumerate(ours)]
    return rows + [
        Row(in_base.get(name), None, at, len(ours))
        for at, name in enumerate(theirs)
        if name not in in_ours
    ]


def _by_content(
    record: str, base: list[Plain], ours: list[Plain], theirs: list[Plain]
) -> list[Row]:
    """Entries without a key of their own: the same content is the same entry, once for each time.

    An entry that is gone and a new one in its place that begins alike are one that was changed.
    """
    in_ours, in_theirs = _origins(record, base, ours), _origins(record, base, theirs)
    partners = {origin: at for at, origin in in_theirs.items()}
    both_new = _pairs(_new(ours, in_ours), _new(theirs, in_theirs))
    rows = [
        Row(in_ours.get(at), at, partners.get(in_ours.get(at, -1), both_new.get(at)), at)
        for at in range(len(ours))
    ]
    places = {row.theirs: row.at for row in rows if row.theirs is not None}
    only_ours = {row.at for row in rows if row.theirs is None}
    slot = 0
    for at, item in enumerate(theirs):
        if at in places:
            slot = places[at] + 1
            continue
        while slot in only_ours and _precedes(record, ours[slot], item):
            slot += 1
        rows.append(Row(in_theirs.get(at), None, at, slot))
    return rows


def _origins(record: str, base: list[Plain], side: list[Plain]) -> dict[int, int]:
    """Where in the base each item of a side comes from; new ones come from nowhere."""
    same = _pairs(_new(side, ()), _new(base, ()))
    first, found = next(iter(RECORDS[record])), {origin: origin for origin in same.values()}
    return same | _pairs(_followers(side, first, same), _followers(base, first, found))


def _new(side: list[Plain], known: Container[int]) -> list[tuple[int, Hashable]]:
    """The items of a side that are not known yet, by their content."""
    return [(at, canonical(item)) for at, item in enumerate(side) if at not in known]


def _followers(
    side: list[Plain], first: str, known: Mapping[int, int]
) -> list[tuple[int, Hashable]]:
    """Those by what they follow in the base and by their first fact."""
    found: list[tuple[int, Hashable]] = []
    before = -1
    for at, item in enumerate(side):
        if at in known:
            before = known[at]
        else:
            found.append((at, (before, canonical(item.get(first)))))
    return found


def _pairs(first: list[tuple[int, Hashable]], second: list[tuple[int, Hashable]]) -> dict[int, int]:
    """Indexes of one list with those of another whose items have the same name, in order."""
    free: dict[Hashable, deque[int]] = {}
    for at, name in second:
        free.setdefault(name, deque()).append(at)
    found: dict[int, int] = {}
    for at, name in first:
        if waiting := free.get(name):
            found[at] = waiting.popleft()
    return found


def _precedes(record: str, ours: Plain, theirs: Plain) -> bool:
    """Whether an entry that only ours has stands before one that only theirs has."""
    if record not in LOGS:
        return True
    return _moment(ours) <= _moment(theirs)


def _moment(entry: Plain) -> tuple[str, str]:
    return canonical(entry.get("date")), canonical(entry)
