"""Moves of an account's relationship from stage to stage, and its working points done."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from kam.domain.account import Account, PointDone, Relationship
from kam.domain.book import Folder
from kam.domain.choosing import choose, names_of
from kam.domain.moves import RelationMove
from kam.domain.playbook import RelationshipModel
from kam.domain.working_points import (
    PointState,
    fell_back,
    point_labels,
    point_states,
    stage_of,
    stages_left,
)
from kam.errors import AnswerNo, UsageError
from kam.i18n import mark
from kam.store.changes import Append, Edit, Put
from kam.store.emit import Block
from kam.workspace.desk import Desk
from kam.workspace.naming import Target, UnreadableFile


class PointsOpen(AnswerNo):
    """A move forward leaves working points open; `missing` are their keys and what each is."""

    def __init__(self, target: Target, missing: Mapping[str, str]) -> None:
        super().__init__(
            mark("{target} stays where it is: working points are open"),
            hint=mark("mark them with --done KEY=TEXT, or record why not: --waive --because TEXT"),
            candidates=tuple(missing),
            target=target,
        )
        self.missing = missing


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationRequest:
    """What a person asks for: the stage (None: only points are marked), `KEY[=NOTE]` of each point.

    `day` is when it happened, `today` what is known by now.
    """

    to: str | None
    done: Sequence[str]
    waive: bool
    because: str | None
    day: date
    today: date
    by: str | None
    language: str


def relate(desk: Desk, target: Target, request: RelationRequest) -> RelationMove:
    """Lay ready the move of a relationship, or its confirmation, and the points that were done.

    Raises:
        UsageError: The model has no such stage or point, or the day is before the last entry's, or
            before the last fall back, after which all points are to be done anew.
        AnswerNo: It stands there already, and nobody ever wrote down that it does.
        PointsOpen: A move forward leaves working points open, and nothing is waived.
    """
    account = desk.account(target)
    model = desk.methods().relationship
    start = stage_of(account.relationship, model, request.today)
    done = read_points(request.done, model)
    marked = {key: _facts(request, note) for key, note in done.items()}
    replaced = _replaced(account.relationship, done, request)
    if request.to is None:
        _require_counted(account.relationship, model, request)
        desk.edit(target.path, *_edits(account.relationship, marked))
        left = _open(desk, account, (start,), done, request)
        return RelationMove(start, start, done=tuple(done), left=tuple(left), replaced=replaced)
    labels = {key: stage.label for key, stage in model.stages.items()}
    end = choose(request.to, names_of(labels), mark("stage"))
    _require_new(account.relationship, target, start, end, request.day)
    left = _open(desk, account, stages_left(start, end, model), done, request)
    if left and not request.waive:
        raise PointsOpen(target, left)
    entry = {
        "date": request.day,
        "stage": end,
        "by": request.by,
        "waived": list(left),
        "because": request.because,
    }
    written = {key: fact for key, fact in entry.items() if fact}
    desk.edit(target.path, *_edits(account.relationship, marked, end, written))
    return RelationMove(start, end, done=tuple(done), waived=tuple(left), replaced=replaced)


def read_points(given: Sequence[str], model: RelationshipModel) -> dict[str, str]:
    """The working points that were named, each with its note, which may be empty.

    Raises:
        UsageError: The model has no such point.
    """
    names = names_of(point_labels(model))
    found = {}
    for item in given:
        key, _, note = item.partition("=")
        found[choose(key.strip(), names, mark("working point"))] = note.strip()
    return found


def _require_new(
    relationship: Relationship, target: Target, start: str, end: str, day: date
) -> None:
    """Refuse what says nothing new, or says it before what is known already."""
    last = relationship.history[-1] if relationship.history else None
    if end == start and last is None and relationship.stage is None:
        raise AnswerNo(mark("{target} stands at {stage} already"), target=target, stage=end)
    if last and day < last.date:
        raise UsageError(
            mark("{day} is before the last entry of the history ({last})"), day=day, last=last.date
        )


def _require_counted(
    relationship: Relationship, model: RelationshipModel, request: RelationRequest
) -> None:
    """Refuse a point done before the relationship fell back: it would count for nothing."""
    back = fell_back(relationship, model, request.today)
    if back and request.day < back:
        raise UsageError(
            mark("{day} is before the relationship fell back ({back})"),
            hint=mark("what was done before that day is to be done anew"),
            day=request.day,
            back=back,
        )


def _replaced(
    relationship: Relationship, done: Mapping[str, str], request: RelationRequest
) -> dict[str, tuple[PointDone, PointDone]]:
    """What was written down of these points, and what takes its place, where they differ."""
    found = {}
    for key, note in done.items():
        old = relationship.points.get(key)
        new = PointDone(done=request.day, by=request.by, note=note or None)
        if old is not None and old != new:
            found[key] = (old, new)
    return found


def _open(
    desk: Desk,
    account: Account,
    stages: Sequence[str],
    done: Mapping[str, str],
    request: RelationRequest,
) -> dict[str, str]:
    """The points of these stages that are still open, and what each is."""
    if not stages:
        return {}
    folder = Folder(
        account=account,
        contacts=_read(desk.contacts, account.id),
        orders=tuple(_read(desk.orders, account.id).values()),
    )
    model, accounts = desk.methods().relationship, desk.models().accounts
    states: list[PointState] = []
    for stage in stages:
        states += point_states(stage, folder, model, accounts, desk.settings, request.today)
    return {
        point.key: point.label.text(request.language)
        for point in states
        if point.key and point.is_open and point.key not in done
    }


def _read(file: Any, account: str) -> Any:
    """What a file holds; one that does not read shows nothing, and a person may say it instead."""
    try:
        return file(account)
    except UnreadableFile:
        return {}


def _facts(request: RelationRequest, note: str) -> dict[str, Any]:
    facts = {"done": request.day, "by": request.by, "note": note}
    return {key: fact for key, fact in facts.items() if fact}


def _edits(
    relationship: Relationship,
    marked: Mapping[str, Mapping[str, Any]],
    stage: str | None = None,
    entry: Mapping[str, Any] | None = None,
) -> Iterator[Edit]:
    """A relationship that nobody wrote down yet is begun on lines of its own."""
    if relationship == Relationship():
        whole = {
            "stage": stage,
            "points": Block(marked) if marked else None,
            "history": [entry] if entry else None,
        }
        yield Put(("relationship",), Block({key: part for key, part in whole.items() if part}))
        return
    if stage is not None:
        yield Put(("relationship", "stage"), stage)
    if marked and not relationship.points:
        yield Put(("relationship", "points"), Block(marked))
    elif marked:
        for key, facts in marked.items():
            yield Put(("relationship", "points", key), facts)
    if entry is not None:
        yield Append(("relationship", "history"), entry)
