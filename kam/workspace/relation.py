"""Moves of an account's relationship from stage to stage, forward or back, with a reason."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from kam.domain.account import Relationship
from kam.domain.choosing import choose, names_of
from kam.domain.moves import RelationMove
from kam.errors import AnswerNo, UsageError
from kam.i18n import mark
from kam.store.changes import Append, Edit, Put
from kam.store.emit import Block
from kam.workspace.desk import Desk
from kam.workspace.naming import Target


def relate(  # noqa: PLR0913, PLR0917 - the facts of one history entry
    desk: Desk, target: Target, to: str, because: str, day: date, by: str | None
) -> RelationMove:
    """Lay ready the move of a relationship.

    Raises:
        UsageError: The model has no such stage, or the day is before the last entry's.
        AnswerNo: It stands there already.
    """
    account = desk.account(target)
    model = desk.methods().relationship
    labels = {key: stage.label for key, stage in model.stages.items()}
    end = choose(to, names_of(labels), mark("stage"))
    relationship = account.relationship
    last = relationship.history[-1] if relationship.history else None
    start = relationship.stage or (last.stage if last else next(iter(model.stages)))
    if end == start:
        raise AnswerNo(mark("{target} stands at {stage} already"), target=target, stage=end)
    if last and day < last.date:
        raise UsageError(
            mark("{day} is before the last entry of the history ({last})"), day=day, last=last.date
        )
    entry: dict[str, Any] = {"date": day, "stage": end}
    entry |= {"by": by} if by else {}
    entry["because"] = because
    desk.edit(target.path, *_edits(relationship, end, entry))
    return RelationMove(start, end)


def _edits(relationship: Relationship, stage: str, entry: dict[str, Any]) -> Iterator[Edit]:
    """A relationship that nobody wrote down yet is begun on lines of its own."""
    if relationship == Relationship():
        yield Put(("relationship",), Block({"stage": stage, "history": [entry]}))
        return
    yield Put(("relationship", "stage"), stage)
    yield Append(("relationship", "history"), entry)
