"""What the sheets of an opportunity or an account say together (METHODS.md 8)."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

from kam.domain.account_plan import AccountPlan, Objective
from kam.domain.sheet import Asked, Negotiation, Objection, Sheet
from kam.domain.sheet_model import SheetModel

Entry = TypeVar("Entry")
Value = TypeVar("Value")


def talk_of(sheets: Iterable[Sheet], opportunity: str | None) -> Sheet:
    """The sheets of an opportunity read as one, those of the account behind them.

    Of what stands in several the first holds, of a question the first that has an answer. Without
    an opportunity it is the account's own sheets.
    """
    every = tuple(sheets)
    own = [sheet for sheet in every if sheet.opportunity == opportunity]
    if opportunity is not None:
        own += [sheet for sheet in every if sheet.opportunity is None]
    parts = dict.fromkeys(part for sheet in own for part in sheet.spin)
    return Sheet(
        opportunity=opportunity,
        spin={
            part: _once_asked(one for sheet in own for one in sheet.spin.get(part, ()))
            for part in parts
        },
        needs=_once((one for sheet in own for one in sheet.needs), lambda one: one.implied),
        questions=_over(sheet.questions for sheet in own),
        fabe=_once((one for sheet in own for one in sheet.fabe), lambda one: one.feature),
        negotiation=Negotiation(
            terms=_over(sheet.negotiation.terms for sheet in own),
            plans=_once(
                (one for sheet in own for one in sheet.negotiation.plans), lambda one: one.name
            ),
        ),
        objections=_once(
            (one for sheet in own for one in sheet.objections), lambda one: one.objection
        ),
        review=tuple(
            sorted((one for sheet in own for one in sheet.review), key=lambda one: one.date)
        ),
    )


def people_in(sheet: Sheet) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every contact that a sheet names, with the place of the name."""
    for part, questions in sheet.spin.items():
        for index, one in enumerate(questions):
            if one.by:
                yield ("spin", part, index, "by"), one.by
    for index, need in enumerate(sheet.needs):
        if need.by:
            yield ("needs", index, "by"), need.by
    for index, shown in enumerate(sheet.fabe):
        if shown.for_:
            yield ("fabe", index, "for"), shown.for_
    for index, objection in enumerate(sheet.objections):
        if objection.by:
            yield ("objections", index, "by"), objection.by


def texts_of_sheet(sheet: Sheet) -> Iterator[str]:
    """What people wrote into a sheet."""
    for questions in sheet.spin.values():
        for one in questions:
            yield from filter(None, (one.ask, one.answer))
    for need in sheet.needs:
        yield from filter(None, (need.implied, need.explicit))
    yield from sheet.questions.values()
    for shown in sheet.fabe:
        yield from filter(None, (shown.feature, shown.advantage, shown.benefit, shown.evidence))
    for corridor in sheet.negotiation.terms.values():
        points = (corridor.opening, corridor.target, corridor.floor, corridor.note)
        yield from filter(None, points)
    for plan in sheet.negotiation.plans:
        yield from filter(None, (plan.name, plan.when, *plan.terms.values()))
    for objection in sheet.objections:
        yield from filter(None, (objection.objection, objection.answer))
    for review in sheet.review:
        yield from filter(None, (review.note, review.next))


def texts_of_plan(plan: AccountPlan) -> Iterator[str]:
    """What people wrote into an account plan."""
    for objective in plan.objectives.values():
        texts = (objective.what, objective.measure, objective.target, objective.result)
        yield from filter(None, texts)
    yield from (action.what for action in plan.actions.values())


def stands(objection: Objection, model: SheetModel) -> bool:
    """Whether an objection is still in the way; one without a status has the first open one."""
    status = objection.status or next(iter(model.open_objections), None)
    return status in model.open_objections


def is_under_way(objective: Objective, model: SheetModel) -> bool:
    """Whether more is expected of an objective: it has neither a result nor ended."""
    return objective.result is None and objective.status not in model.ended_objectives


def _once_asked(questions: Iterable[Asked]) -> tuple[Asked, ...]:
    found: dict[str, Asked] = {}
    for one in questions:
        known = found.get(one.ask)
        if known is None or (known.answer is None and one.answer is not None):
            found[one.ask] = one
    return tuple(found.values())


def _once(entries: Iterable[Entry], key: Callable[[Entry], Hashable]) -> tuple[Entry, ...]:
    found: dict[Hashable, Entry] = {}
    for one in entries:
        found.setdefault(key(one), one)
    return tuple(found.values())


def _over(maps: Iterable[Mapping[str, Value]]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for one in maps:
        found = {**one, **found}
    return found
