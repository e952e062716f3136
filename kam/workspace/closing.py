"""How an opportunity ends without being won, opens again, rests and goes on."""

from datetime import date
from typing import Any

from kam.domain.account import Account
from kam.domain.deal import OPEN_STATES
from kam.domain.deals import playbook_of, state_of
from kam.domain.money import rate_on
from kam.domain.moves import Ending, Reopening
from kam.domain.opportunity import Opportunity
from kam.domain.playbook import Playbook
from kam.domain.settings import Settings
from kam.domain.states import State
from kam.domain.teams import team_on
from kam.domain.worth import stated_amount
from kam.errors import AnswerNo, UsageError
from kam.i18n import mark
from kam.store.changes import Append, Drop, Edit, Put
from kam.workspace.desk import Desk
from kam.workspace.naming import Target
from kam.workspace.opened_steps import take_back_steps


def frozen_facts(
    opportunity: Opportunity, account: Account, settings: Settings, day: date
) -> dict[str, Any]:
    """What closing writes down, because it must not change later (SPEC.md 1)."""
    owner = opportunity.owner or account.owner
    currency = opportunity.currency or settings.currency
    facts = {
        "owner": owner,
        "team": team_on(settings.people.get(owner), day) if owner else None,
        "amount": stated_amount(opportunity),
        "currency": currency,
        "rate": rate_on(settings, currency, day) if currency else None,
        "playbook": playbook_of(opportunity, settings),
    }
    return {key: value for key, value in facts.items() if value is not None}


def end(desk: Desk, target: Target, ending: Ending) -> None:
    """Lay ready that an opportunity is lost or abandoned.

    Raises:
        AnswerNo: It has ended already.
        UsageError: The reason is empty.
    """
    opportunity, playbook = desk.opportunity(target)
    require_open(opportunity, playbook, target)
    require_day(opportunity, ending.day)
    if not ending.reason.strip():
        raise UsageError(mark("a reason is needed: --reason TEXT"))
    outcome: dict[str, Any] = {"result": ending.result, "date": ending.day}
    outcome["reason"] = ending.reason.strip()
    outcome |= {"to": ending.to} if ending.to else {}
    outcome |= {"price": ending.price} if ending.price is not None else {}
    outcome |= frozen_facts(opportunity, desk.account(target), desk.settings, ending.day)
    edits: list[Edit] = [Drop(("hold",))] if opportunity.hold else []
    desk.edit(target.path, *edits, Put(("outcome",), outcome))


def reopen(desk: Desk, target: Target, because: str, day: date, by: str | None) -> Reopening:
    """Lay ready that an opportunity is open again.

    One that was won goes back to the last stage before the winning one, and its open steps that
    winning and the acceptance brought go.

    Raises:
        AnswerNo: It is open.
    """
    opportunity, playbook = desk.opportunity(target)
    state = state_of(opportunity, playbook)
    if state in OPEN_STATES:
        raise AnswerNo(mark("{target} is open already"), target=target)
    require_day(opportunity, day)
    stage = _last_open_stage(opportunity, playbook)
    entry: dict[str, Any] = {"date": day}
    entry |= {"stage": stage} if stage else {}
    entry |= {"by": by} if by else {}
    entry["because"] = because
    edits: list[Edit] = []
    if stage != opportunity.stage:
        edits.append(Put(("stage",), stage) if stage else Drop(("stage",)))
    edits.append(Append(("history",), entry))
    if opportunity.outcome:
        edits.append(Drop(("outcome",)))
    desk.edit(target.path, *edits)
    won = state is State.WON
    return Reopening(stage, take_back_steps(desk, opportunity, playbook) if won else ())


def hold(desk: Desk, target: Target, because: str, since: date, until: date | None) -> None:
    """Lay ready that an opportunity rests, out of the forecast.

    Raises:
        AnswerNo: It has ended, or rests already.
    """
    opportunity, playbook = desk.opportunity(target)
    require_open(opportunity, playbook, target)
    if opportunity.hold:
        raise AnswerNo(mark("{target} is on hold already"), target=target)
    if until and until < since:
        raise UsageError(mark("{until} is before {since}"), until=until, since=since)
    facts: dict[str, Any] = {"since": since}
    facts |= {"until": until} if until else {}
    desk.edit(target.path, Put(("hold",), {**facts, "because": because}))


def resume(desk: Desk, target: Target) -> None:
    """Lay ready that a held opportunity goes on.

    Raises:
        AnswerNo: It is not on hold.
    """
    opportunity, _ = desk.opportunity(target)
    if opportunity.hold is None:
        raise AnswerNo(mark("{target} is not on hold"), target=target)
    desk.edit(target.path, Drop(("hold",)))


def require_open(opportunity: Opportunity, playbook: Playbook, target: Target) -> None:
    """Refuse what only an open opportunity takes; one on hold is open.

    Raises:
        AnswerNo: It has ended.
    """
    state = state_of(opportunity, playbook)
    if state not in OPEN_STATES:
        raise AnswerNo(_ENDED[state], hint=_REOPEN, target=target)


def require_day(opportunity: Opportunity, day: date) -> None:
    """Refuse a day before the last entry of the history.

    Raises:
        UsageError: It is.
    """
    last = opportunity.history[-1].date if opportunity.history else None
    if last and day < last:
        raise UsageError(
            mark("{day} is before the last entry of the history ({last})"), day=day, last=last
        )


_REOPEN = mark("open it again first: kam reopen {target} --because TEXT")
_ENDED = {
    State.WON: mark("{target} is won"),
    State.LOST: mark("{target} is lost"),
    State.ABANDONED: mark("{target} is abandoned"),
}


def _last_open_stage(opportunity: Opportunity, playbook: Playbook) -> str | None:
    if not playbook.has_won(opportunity.stage):
        return opportunity.stage
    earlier = [
        entry.stage
        for entry in opportunity.history
        if entry.stage in playbook.stages and not playbook.has_won(entry.stage)
    ]
    return earlier[-1] if earlier else None
