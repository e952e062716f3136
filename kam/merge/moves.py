"""Moves of a stage: the stage follows the history, and moves to two stages are a conflict."""

from kam.merge.alignment import Row, align
from kam.merge.decisions import Action, Decision, Path, Plain
from kam.merge.shapes import RECORDS

STAGE, HISTORY, OUTCOME = "stage", "history", "outcome"


def has_moves(record: str) -> bool:
    """Whether records of this name have a stage and its history."""
    return {STAGE, HISTORY} <= RECORDS[record].keys()


def dispute_moves(
    record: str, path: Path, sides: tuple[Plain, Plain, Plain], decisions: list[Decision]
) -> list[Decision]:
    """The decisions about a record, its moves in conflict where the two sides do not agree.

    They do not agree where both moved and ended at different stages, or where they closed it
    differently: a move may be part of that. The entries that are no move of either stay agreed.

    Args:
        record: The name of the record, which `has_moves`.
        path: Where the record stands.
        sides: The record of base, ours and theirs.
        decisions: What was decided about each of its keys apart.
    """
    histories = [side.get(HISTORY, []) for side in sides]
    if not all(isinstance(history, list) for history in histories):
        return decisions
    rows = align(RECORDS[record][HISTORY], *histories)
    if rows is None:
        return decisions
    base, ours, theirs = (side.get(STAGE) for side in sides)
    last = [len(history) - 1 for history in histories]
    we_moved = ours != base or _is_new(rows, [row.ours == last[1] for row in rows])
    they_moved = theirs != base or _is_new(rows, [row.theirs == last[2] for row in rows])
    closed_twice = any(one.conflict for one in decisions if one.path[len(path) :][:1] == (OUTCOME,))
    both_moved = we_moved and they_moved and ours != theirs
    if not both_moved and not (closed_twice and (we_moved or they_moved)):
        return decisions
    kept = [one for one in decisions if one.path != (*path, STAGE)]
    return [*_stage(path, ours, theirs), *_entries((*path, HISTORY), rows, kept)]


def _is_new(rows: list[Row], is_last: list[bool]) -> bool:
    """Whether the last entry of a side's history is one that the base does not have."""
    return any(last and row.base is None for row, last in zip(rows, is_last, strict=True))


def _stage(path: Path, ours: Plain, theirs: Plain) -> list[Decision]:
    if ours == theirs:
        return []
    action = Action.DROP if theirs is None else Action.PUT
    return [Decision((*path, STAGE), action, theirs, conflict=True)]


def _entries(history: Path, rows: list[Row], decisions: list[Decision]) -> list[Decision]:
    """The decisions with every new entry of either history in conflict."""
    disputed = [
        one.disputed()
        if one.path == history or (one.path[:-1] == history and one.action is Action.INSERT)
        else one
        for one in decisions
    ]
    if any(one.path == history for one in disputed):
        return disputed
    return disputed + [
        Decision((*history, row.at), Action.DROP, conflict=True)
        for row in rows
        if row.base is None and row.theirs is None
    ]
