"""The customer's step as people type it -> its key, by the procedure that the purchase follows."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from kam.cli.enumerations import names_of_terms
from kam.cli.values import Typist
from kam.domain.account import Account
from kam.domain.buying import steps_of
from kam.domain.choosing import choose
from kam.domain.opportunity import Opportunity, Procurement
from kam.errors import InvalidData, NotFound
from kam.i18n import mark
from kam.schema.shapes import type_at
from kam.store.nodes import to_plain
from kam.workspace.assignments import Assignment
from kam.workspace.desk import Desk
from kam.workspace.naming import Target

_PART, _STEP = "procurement", "procurement.step"
_WAYS = ("mode", "procedure")
"""The keys that say which procedure is followed."""


def with_steps(
    desk: Desk, target: Target, assignments: Sequence[Assignment], typist: Typist
) -> list[Assignment]:
    """The assignments with the name of a step, in either language, turned into its key.

    Which procedure is followed says the file, after the assignments that stand before the step.

    Raises:
        UsageError: The procedure has no such step.
    """
    if not any(one.key == _STEP and one.text for one in assignments):
        return list(assignments)
    ways = _ways(desk, target)
    found = []
    for one in assignments:
        if one.key == _STEP and one.text:
            found.append(replace(one, text=_step(desk, target, ways, one.text)))
            continue
        found.append(one)
        key = one.key.removeprefix(f"{_PART}.")
        if key in _WAYS and key != one.key:
            read = typist.value(type_at(Opportunity, (_PART, key)), one.text) if one.text else None
            ways[key] = str(read) if read else None
    return found


def _ways(desk: Desk, target: Target) -> dict[str, str | None]:
    """What the file says, which need not fit the format: what is set may be what mends it."""
    data = to_plain(desk.document(target.path).root)
    bought = data.get(_PART) if isinstance(data, Mapping) else None
    stated = bought if isinstance(bought, Mapping) else {}
    return {key: str(stated[key]) if stated.get(key) else None for key in _WAYS}


def _step(desk: Desk, target: Target, ways: Mapping[str, str | None], text: str) -> str:
    account = Account(name=target.account)
    with suppress(InvalidData, NotFound):
        account = desk.account(target)
    bought = Procurement(mode=ways["mode"], procedure=ways["procedure"])
    steps = steps_of(bought, account, desk.opened.methods.models().buying)
    return choose(text, names_of_terms(steps), mark("step of this purchase"))
