"""Moves of an opportunity from milestone to milestone: forward through the gate, or back."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from kam.domain.account import Account
from kam.domain.choosing import choose, names_of
from kam.domain.consistency import split_reference
from kam.domain.deals import closing_day, state_of
from kam.domain.gate import delayed, read_evidence, required_evidence
from kam.domain.money import percent_of
from kam.domain.moves import StageMove
from kam.domain.opportunity import Opportunity, StageEntry
from kam.domain.person import people_of
from kam.domain.playbook import Delay, Playbook, Stage
from kam.domain.settings import Settings
from kam.domain.states import Result, State
from kam.domain.worth import stated_amount
from kam.errors import AnswerNo, UsageError
from kam.i18n import mark
from kam.store.changes import Append, Drop, Edit, Put
from kam.workspace.closing import frozen_facts, require_day, require_open
from kam.workspace.desk import Desk
from kam.workspace.naming import Target, UnreadableFile
from kam.workspace.opened_steps import open_steps, steps_of_acceptance, steps_of_win

NONE_YET = "none"
"""What `--to` takes for a move back to before the first milestone."""


class GateClosed(AnswerNo):
    """A forward move lacks evidence; `missing` are its keys and what each asks for."""

    def __init__(self, target: Target, missing: Mapping[str, str]) -> None:
        super().__init__(
            mark("{target} stays where it is: evidence is missing"),
            hint=mark(
                "bring it with --evidence KEY=TEXT, or record why not: --waive --because TEXT"
            ),
            candidates=tuple(missing),
            target=target,
        )
        self.missing = missing


class TooEarly(AnswerNo):
    """A forward move would begin work that the customer's people do not bear out yet."""

    def __init__(self, target: Target, delays: Mapping[str, Delay], missing: Iterable[str]) -> None:
        first = next(iter(delays.values()))
        super().__init__(
            mark("{target} stays where it is: {because}"),
            hint=mark("needed: {contacts}; or record why not: --waive --because TEXT"),
            candidates=(*delays, *missing),
            target=target,
            because=first.because,
            contacts=first.contacts.label,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRequest:
    """What a person asks for: the stage (None: the next), the evidence, the day and the reason."""

    to: str | None
    evidence: Sequence[str]
    waive: bool
    because: str | None
    day: date
    by: str | None
    language: str


def move_stage(desk: Desk, target: Target, request: StageRequest) -> StageMove:
    """Lay ready the move of an opportunity to another stage.

    Raises:
        GateClosed: A forward move lacks evidence and nothing is waived.
        TooEarly: It would begin work that has to wait, and nothing is waived.
        AnswerNo: It has ended (what was won goes on after the sale alone), stands there already,
            or there is no next stage.
        UsageError: A back move or a waiver without a reason, or a day before the last entry's.
    """
    opportunity, playbook = desk.opportunity(target)
    _require_movable(opportunity, playbook, target)
    end = _destination(opportunity, playbook, target, request)
    require_day(opportunity, request.day)
    forward = playbook.position(end) > playbook.position(opportunity.stage)
    passed = playbook.passed(opportunity.stage, end) if forward and end else ()
    delays = _delays(desk, opportunity, playbook, end, request.day) if passed else {}
    evidence, waived = _through_gate(target, passed, delays, request)
    if not forward and not request.because:
        raise UsageError(
            mark("a move back needs its reason: --because TEXT"),
            hint=mark("it stays in the history"),
        )
    if not forward and playbook.has_won(opportunity.stage) and not playbook.has_won(end):
        raise AnswerNo(mark("{target} is won"), hint=_REOPEN, target=target)
    first: Edit = Put(("stage",), end) if end else Drop(("stage",))
    edits: list[Edit] = [first, Append(("history",), _entry(end, evidence, waived, request))]
    won = playbook.has_won(end) and not playbook.has_won(opportunity.stage)
    if playbook.has_won(end) and not opportunity.outcome:
        day = closing_day(opportunity, playbook) or request.day
        edits += _won_edits(opportunity, desk.account(target), desk.settings, day)
    desk.edit(target.path, *edits)
    history = (*opportunity.history, StageEntry(date=request.day, stage=end))
    opened = steps_of_win(opportunity, history, playbook) if won else {}
    if any(stage.accepts for stage in passed):
        opened |= steps_of_acceptance(opportunity, history, playbook, desk.models().service)
    old = _probability(opportunity, playbook, opportunity.stage)
    new = _probability(opportunity, playbook, end)
    amount = stated_amount(opportunity)
    change = None if amount is None else percent_of(amount, new) - percent_of(amount, old)
    return StageMove(
        start=opportunity.stage,
        end=end,
        old_probability=old,
        new_probability=new,
        weighted_change=change,
        evidence=evidence,
        waived=waived,
        because=request.because,
        in_hand=playbook.after(end),
        won=won,
        tasks=open_steps(
            desk, opportunity, opened, day=request.day, by=request.by, language=request.language
        ),
        alternative=opportunity.alternative,
    )


_REOPEN = mark("open it again first: kam reopen {target} --because TEXT")


def find_stage(playbook: Playbook, text: str) -> str:
    """The key of the stage that `text` means: a key or a label, in either language.

    Raises:
        UsageError: No stage is called that.
    """
    labels = {key: stage.label for key, stage in playbook.stages.items()}
    return choose(text, names_of(labels), mark("stage"))


def _require_movable(opportunity: Opportunity, playbook: Playbook, target: Target) -> None:
    goes_on = playbook.has_won(opportunity.stage) and state_of(opportunity, playbook) is State.WON
    if not goes_on:
        require_open(opportunity, playbook, target)


def _destination(
    opportunity: Opportunity, playbook: Playbook, target: Target, request: StageRequest
) -> str | None:
    if request.to is None:
        following = playbook.after(opportunity.stage)
        if following is None:
            raise AnswerNo(mark("{target} has reached the last stage"), target=target)
        return following.key
    none_yet = request.to.casefold() == NONE_YET and NONE_YET not in playbook.stages
    end = None if none_yet else find_stage(playbook, request.to)
    if end == opportunity.stage:
        raise AnswerNo(mark("{target} stands at {stage} already"), target=target, stage=end or "-")
    return end


def _through_gate(
    target: Target, passed: Sequence[Stage], delays: Mapping[str, Delay], request: StageRequest
) -> tuple[Mapping[str, str], tuple[str, ...]]:
    required = required_evidence(passed)
    evidence = read_evidence(request.evidence, required)
    missing = tuple(key for key in required if key not in evidence)
    if not missing and not delays:
        return evidence, ()
    if not request.waive:
        if delays:
            raise TooEarly(target, delays, missing)
        raise GateClosed(target, {key: required[key].text(request.language) for key in missing})
    if not request.because:
        raise UsageError(mark("a waiver needs its reason: --because TEXT"))
    return evidence, (*missing, *delays)


def _delays(
    desk: Desk, opportunity: Opportunity, playbook: Playbook, end: str | None, day: date
) -> Mapping[str, Delay]:
    """What the move would begin too early; nothing that was waived before.

    Who is known decides it: of an account without contacts, or with ones that do not read, nobody
    can say that support is missing. Where no work that it begins ever waits, nobody is looked up.
    """
    if end is None or not any(stage.delay for stage in playbook.begun(opportunity.stage, end)):
        return {}
    homes = {split_reference(opportunity.account, name)[0] for name in opportunity.people}
    try:
        contacts = {home: desk.contacts(home) for home in (opportunity.account, *sorted(homes))}
    except UnreadableFile:
        return {}
    if not any(contacts.values()):
        return {}
    people = people_of(opportunity.account, contacts, day, opportunity)
    waived = {key for entry in opportunity.history for key in entry.waived}
    found = delayed(playbook, opportunity.stage, end, people)
    return {key: delay for key, delay in found.items() if key not in waived}


def _entry(
    stage: str | None,
    evidence: Mapping[str, str],
    waived: tuple[str, ...],
    request: StageRequest,
) -> dict[str, Any]:
    facts = {
        "date": request.day,
        "stage": stage,
        "by": request.by,
        "evidence": dict(evidence),
        "waived": list(waived),
        "because": request.because,
    }
    return {key: value for key, value in facts.items() if value}


def _probability(opportunity: Opportunity, playbook: Playbook, stage: str | None) -> Decimal | None:
    if opportunity.probability and not playbook.has_won(stage):
        return opportunity.probability.value
    return playbook.probability(stage)


def _won_edits(
    opportunity: Opportunity, account: Account, settings: Settings, day: date
) -> list[Edit]:
    outcome = {"result": Result.WON, "date": day}
    outcome |= frozen_facts(opportunity, account, settings, day)
    edits: list[Edit] = [Put(("outcome",), outcome)]
    return [Drop(("hold",)), *edits] if opportunity.hold else edits
