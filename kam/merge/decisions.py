"""A merge as a list of decisions by path; applied to our data they give the merged data.

What ours and theirs agree on, and what only ours changed, needs no decision. Where both changed a
fact differently the decision is a conflict: it says what taking their side would do.
"""

from collections.abc import Iterable
from enum import Enum
from typing import Any, NamedTuple

Plain = Any
"""Plain data of a file: `str`, `None`, `dict[str, Plain]` or `list[Plain]`."""
Path = tuple[str | int, ...]
"""Keys and indexes of our data; an inserted item has the index that it goes before."""


class Action(Enum):
    """What is done to our data at a path."""

    PUT = "put"
    INSERT = "insert"
    DROP = "drop"


class Side(Enum):
    """Whose way a conflict is resolved."""

    OURS = "ours"
    THEIRS = "theirs"


class Decision(NamedTuple):
    """One thing to do to our data; a conflict is done only where their side is taken."""

    path: Path
    action: Action
    value: Plain = None
    conflict: bool = False

    def disputed(self) -> "Decision":
        """The same as a conflict."""
        return self._replace(conflict=True)


def apply(ours: Plain, decisions: Iterable[Decision], side: Side = Side.OURS) -> Plain:
    """The merged data, conflicts resolved for one side; `ours` stays as it is.

    A mapping or list that loses its last member goes with it, unless it is the whole file.
    """
    chosen = [one for one in decisions if side is Side.THEIRS or not one.conflict]
    return _applied(ours, chosen, 0)


def _applied(data: Plain, decisions: list[Decision], depth: int) -> Plain:
    if not decisions:
        return data
    if len(decisions[0].path) == depth:
        return decisions[0].value
    return (_in_mapping if isinstance(data, dict) else _in_list)(data, decisions, depth)


def _in_mapping(data: Plain, decisions: list[Decision], depth: int) -> Plain:
    merged = dict(data)
    for step, inner in _by_step(decisions, depth).items():
        value = _member(data.get(step), inner, depth + 1)
        if value is None:
            del merged[step]
        else:
            merged[step] = value
    return merged


def _in_list(data: Plain, decisions: list[Decision], depth: int) -> Plain:
    merged: list[Plain] = []
    steps = _by_step(decisions, depth)
    for index in range(len(data) + 1):
        here = steps.get(index, [])
        new = [one for one in here if _ends(one, depth + 1) and one.action is Action.INSERT]
        merged += [one.value for one in new]
        if index < len(data):
            value = _member(data[index], [one for one in here if one not in new], depth + 1)
            merged += [] if value is None else [value]
    return merged


def _member(value: Plain, decisions: list[Decision], depth: int) -> Plain:
    """A member after the decisions about it; None where it goes."""
    if decisions and _ends(decisions[0], depth):
        return None if decisions[0].action is Action.DROP else decisions[0].value
    merged = _applied(value, decisions, depth)
    return merged if merged or not decisions else None


def _by_step(decisions: Iterable[Decision], depth: int) -> dict[Any, list[Decision]]:
    steps: dict[Any, list[Decision]] = {}
    for decision in decisions:
        steps.setdefault(decision.path[depth], []).append(decision)
    return steps


def _ends(decision: Decision, depth: int) -> bool:
    return len(decision.path) == depth
