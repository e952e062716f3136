"""Moves of a stage: the stage follows the history, and moves to two stages are a conflict."""

from typing import NamedTuple

from kam.merge.alignment import Row, align
from kam.merge.decisions import Action, Decision, Path, Plain
from kam.merge.shapes import RECORDS

STAGE, HISTORY, OUTCOME = "stage", "history", "outcome"


def has_moves(record: str) -> bool:
    """Whether records of this name have a stage and its history."""
    return {STAGE, HISTORY} <= RECORDS[record].keys()


class Sides(NamedTuple):
    """A record as base, ours and theirs have it."""

    base: dict[str, Plain]
    ours: dict[str, Plain]
    theirs: dict[str, Plain]


def moves_disagree(record: str, sides: Sides, *, closed_twice: bool) -> bool:
    """Whether both sides moved and ended at different stages.

    Where both closed it, and differently, one side that moved is enough: its move may be part of
    that.
    """
    rows = align(RECORDS[record][HISTORY], *histories_of(sides)) or []
    stages = [side.get(STAGE) for side in sides]
    we_moved = stages[1] != stages[0] or _has_new_end(rows, [row.ours for row in rows])
    they_moved = stages[2] != stages[0] or _has_new_end(rows, [row.theirs for row in rows])
    if closed_twice:
        return we_moved or they_moved
    return we_moved and they_moved and stages[1] != stages[2]


def histories_of(sides: Sides) -> list[list[Plain]]:
    """The three histories; what is no list counts as none."""
    found = [side.get(HISTORY) for side in sides]
    return [history if isinstance(history, list) else [] for history in found]


def disputed_stage(path: Path, sides: Sides) -> list[Decision]:
    """The decision about the stage of a record whose moves disagree."""
    _, ours, theirs = (side.get(STAGE) for side in sides)
    if ours == theirs:
        return []
    action = Action.DROP if theirs is None else Action.PUT
    return [Decision((*path, STAGE), action, theirs, conflict=True)]


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


def _has_new_end(rows: list[Row], places: list[int | None]) -> bool:
    """Whether the last entry of a side is one that the base does not have."""
    last = max((at for at in places if at is not None), default=None)
    return any(
        row.base is None and at == last
        for row, at in zip(rows, places, strict=True)
        if at is not None
    )
