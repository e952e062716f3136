"""Moves of a stage: the stage follows the history, and moves to two stages are a conflict."""

from kam.merge.alignment import Row, align
from kam.merge.decisions import Action, Decision, Path, Plain
from kam.merge.shapes import RECORDS

STAGE, HISTORY, OUTCOME = "stage", "history", "outcome"


def has_moves(record: str) -> bool:
    """Whether records of this name have a stage and its history."""
    return {STAGE, HISTORY} <= RECORDS[record].keys()


Sides = tuple[dict[str, Plain], dict[str, Plain], dict[str, Plain]]
"""A record as base, ours and theirs have it."""


def movers(record: str, sides: Sides) -> tuple[bool, bool]:
    """Whether ours, and whether theirs, has moved beyond what both know."""
    rows = align(RECORDS[record][HISTORY], *histories_of(sides)) or []
    ours = _last(rows, [row.ours for row in rows])
    theirs = _last(rows, [row.theirs for row in rows])
    return _has_moved(sides, sides[1], ours), _has_moved(sides, sides[2], theirs)


def _last(rows: list[Row], places: list[int | None]) -> Row | None:
    """The row of the last entry of a side."""
    found = [(at, row) for at, row in zip(places, rows, strict=True) if at is not None]
    return max(found, key=lambda one: one[0])[1] if found else None


def _has_moved(sides: Sides, side: dict[str, Plain], last: Row | None) -> bool:
    known = sides[0].get(STAGE)
    if last is not None and last.base is None:
        if last.ours is None or last.theirs is None:
            return True
        known = histories_of(sides)[1][last.ours].get(STAGE)
    return bool(side.get(STAGE) != known)


def histories_of(sides: Sides) -> list[list[Plain]]:
    """The three histories; what is no list counts as none."""
    found = [side.get(HISTORY) for side in sides]
    return [history if isinstance(history, list) else [] for history in found]


def fact_of_theirs(path: Path, key: str, sides: Sides) -> list[Decision]:
    """The decision to take the fact that theirs has; none where ours is the same."""
    _, ours, theirs = (side.get(key) for side in sides)
    if ours == theirs:
        return []
    action = Action.DROP if theirs is None else Action.PUT
    return [Decision((*path, key), action, theirs)]


def disputed_entries(
    path: Path, record: str, sides: Sides, decisions: list[Decision]
) -> list[Decision]:
    """The decisions about the entries of a history, each new one of either side in conflict.

    An entry that both sides wrote, and a change of an old one, stay as they were decided.
    """
    rows = align(RECORDS[record][HISTORY], *histories_of(sides)) or []
    disputed = [
        one.disputed() if len(one.path) == len(path) + 2 and one.action is Action.INSERT else one
        for one in decisions
    ]
    return disputed + [
        Decision((*path, HISTORY, row.at), Action.DROP, conflict=True)
        for row in rows
        if row.base is None and row.theirs is None
    ]
