"""Decides a merge: what becomes of each fact that a side changed (TRUST.md 3)."""

from collections.abc import Iterator

from kam.merge.alignment import align, canonical
from kam.merge.decisions import Action, Decision, Path, Plain, Side, apply
from kam.merge.moves import (
    HISTORY,
    OUTCOME,
    STAGE,
    Sides,
    disputed_entries,
    fact_of_theirs,
    has_moves,
    histories_of,
    movers,
)
from kam.merge.sequences import hunks
from kam.merge.shapes import FILES, RECORDS, Shape
from kam.merge.validity import problems_of

UNITS = frozenset({"Outcome"})
"""Records of one act: two acts are not mixed."""
_ORDERED = frozenset({"any", "text"})
"""What the items of a list may be whose parts are merged by their order alone."""


def decide(kind: str, base: Plain, ours: Plain, theirs: Plain) -> list[Decision]:
    """Merge the data of a file.

    Args:
        kind: One of `shapes.FILES`; anything else has no shape and is merged by its keys alone.
        base: What both sides began with; an empty mapping or list where there was nothing.
        ours: One side, to which the decisions apply.
        theirs: The other side.

    Without a conflict the merged data fit the format wherever those of both sides do: a key that
    would not is in conflict as a whole.
    """
    shape = FILES.get(kind, "any")
    decisions = list(_value((), shape, (base, ours, theirs)))
    while faults := _faults(shape, decisions, ours, theirs):
        wider = _widened(decisions, faults, ours, theirs)
        if wider == decisions:
            return [Decision((), Action.PUT, theirs, conflict=True)]
        decisions = wider
    return decisions


def _value(
    path: Path,
    shape: Shape,
    sides: tuple[Plain, Plain, Plain],
    added: Action = Action.PUT,
) -> Iterator[Decision]:
    """Decide a value, None where there is none; `added` is how theirs comes in alone."""
    base, ours, theirs = sides
    if theirs in (base, ours):
        return
    action = Action.DROP if theirs is None else added if ours is None else Action.PUT
    change = Decision(path, action, theirs)
    if ours == base:
        yield change
    elif isinstance(ours, dict) and isinstance(theirs, dict):
        yield from _mapping(
            path, shape, (base if isinstance(base, dict) else {}, ours, theirs), change
        )
    elif isinstance(ours, list) and isinstance(theirs, list):
        yield from _list(
            path, shape, (base if isinstance(base, list) else [], ours, theirs), change
        )
    else:
        yield change.disputed()


def _mapping(
    path: Path,
    shape: Shape,
    sides: Sides,
    change: Decision,
) -> list[Decision]:
    base, ours, theirs = sides
    record = shape[1] if shape[0] == "record" else ""
    decisions = [
        decision
        for key in ours | theirs
        for decision in _value(
            (*path, key), child(shape, key), (base.get(key), ours.get(key), theirs.get(key))
        )
    ]
    if record in UNITS and (not base or any(one.conflict for one in decisions)):
        return [change.disputed()]
    if not record or not has_moves(record):
        return decisions
    we_moved, they_moved = movers(record, sides)
    is_apart = we_moved and they_moved and ours.get(STAGE) != theirs.get(STAGE)
    closed_twice = any(one.conflict and one.path[len(path)] == OUTCOME for one in decisions)
    if is_apart or (closed_twice and (we_moved or they_moved)):
        return _disputed(path, record, sides, decisions)
    if we_moved == they_moved:
        return decisions
    others = [one for one in decisions if one.path != (*path, STAGE)]
    return [*fact_of_theirs(path, STAGE, sides), *others] if they_moved else others


def _disputed(path: Path, record: str, sides: Sides, decisions: list[Decision]) -> list[Decision]:
    """The decisions about a record, its moves in conflict and everything else as it was.

    How it ended hangs on its stage: where the sides differ in it, it goes with the one of them.
    """
    place = (*path, HISTORY)
    others = [one for one in decisions if one.path[len(path)] not in {STAGE, HISTORY, OUTCOME}]
    _, ours, theirs = histories = histories_of(sides)
    entries = [one for one in decisions if one.path[: len(place)] == place]
    if ours and theirs:
        change = Decision(place, Action.PUT, theirs)
        entries = list(_list(place, RECORDS[record][HISTORY], (histories[0], ours, theirs), change))
        entries = disputed_entries(path, record, sides, entries)
    else:
        entries = [one.disputed() for one in entries]
    ending = [fact_of_theirs(path, key, sides) for key in (STAGE, OUTCOME)]
    return [*(one.disputed() for found in ending for one in found), *others, *entries]


def _list(
    path: Path,
    shape: Shape,
    sides: tuple[Plain, Plain, Plain],
    change: Decision,
) -> Iterator[Decision]:
    base, ours, theirs = sides
    shape = shape[2] if shape[0] == "either" else shape
    rows = align(shape, base, ours, theirs)
    if rows is None:
        yield _ordered(shape, sides, change)
        return
    for row in rows:
        items = (_item(base, row.base), _item(ours, row.ours), _item(theirs, row.theirs))
        yield from _value((*path, row.at), shape[1], items, Action.INSERT)


def _ordered(shape: Shape, sides: tuple[Plain, Plain, Plain], change: Decision) -> Decision:
    """A list whose items cannot be told apart: where both changed other parts, both count."""
    base, ours, theirs = sides
    if shape[0] == "list" and shape[1] not in _ORDERED:
        return change.disputed()
    merged: list[Plain] = []
    for part in hunks(*([canonical(item) for item in side] for side in sides)):
        was, one, other = base[part.base], ours[part.ours], theirs[part.theirs]
        if was != one != other != was:
            return change.disputed()
        merged += other if was == one else one
    return change._replace(value=merged)


def child(shape: Shape, key: str) -> Shape:
    """The shape of the value of a key; a key that the format does not have may hold anything."""
    if shape[0] == "record":
        return RECORDS[shape[1]].get(key, "any")
    return shape[2] if shape[0] == "map" else "any"


def _item(items: list[Plain], at: int | None) -> Plain:
    return None if at is None else items[at]


def _faults(shape: Shape, decisions: list[Decision], ours: Plain, theirs: Plain) -> set[str | int]:
    """The first keys of what the merged data would have wrong and neither side has."""
    sides = Side if any(one.conflict for one in decisions) else (Side.OURS,)
    found = {
        problem for side in sides for problem in problems_of(shape, apply(ours, decisions, side))
    }
    if found:
        found -= {*problems_of(shape, ours), *problems_of(shape, theirs)}
    return {problem.path[0] for problem in found}


def _widened(
    decisions: list[Decision], faults: set[str | int], ours: Plain, theirs: Plain
) -> list[Decision]:
    """The decisions with whole values of the file in conflict."""
    if not isinstance(ours, dict) or not isinstance(theirs, dict):
        return decisions
    kept = [one for one in decisions if one.path[0] not in faults]
    differing = (key for key in map(str, faults) if ours.get(key) != theirs.get(key))
    for key in sorted(differing):
        action = Action.PUT if key in theirs else Action.DROP
        kept.append(Decision((key,), action, theirs.get(key), conflict=True))
    return kept
