"""advance and win: through the gate of the next milestone, or back with a reason."""

from dataclasses import replace
from typing import Annotated

import typer

from kam.cli.arguments import InOpportunity
from kam.cli.evidence import Evidence, Waive, ask_evidence
from kam.cli.session import Session, session_of
from kam.cli.writing import Answer, Because, By, Day, DryRun, perform
from kam.errors import AnswerNo
from kam.i18n import language, mark
from kam.render.moves import stage_moved, stage_subject
from kam.workspace.desk import Desk
from kam.workspace.naming import Target
from kam.workspace.stage_moves import GateClosed, StageRequest, move_stage


def advance_command(
    ctx: typer.Context,
    opportunity: InOpportunity,
    to: Annotated[
        str | None, typer.Option("--to", help=mark("stage or its label; else the next one"))
    ] = None,
    evidence: Evidence = None,
    waive: Waive = False,
    because: Because = None,
    date: Day = None,
    by: By = None,
    dry_run: DryRun = False,
) -> None:
    """Reach the next milestone, with its evidence."""
    session = session_of(ctx)
    request = _request(session, to, evidence, because, date, by, waive=waive)
    _move(session, opportunity, request, dry_run=dry_run)


def win_command(
    ctx: typer.Context,
    opportunity: InOpportunity,
    evidence: Evidence = None,
    waive: Waive = False,
    because: Because = None,
    date: Day = None,
    by: By = None,
    dry_run: DryRun = False,
) -> None:
    """Reach the winning stage of the playbook; the gate asks for all evidence on the way."""
    session = session_of(ctx)
    request = _request(session, None, evidence, because, date, by, waive=waive)
    _move(session, opportunity, request, dry_run=dry_run, winning=True)


def _request(
    session: Session,
    to: str | None,
    evidence: list[str] | None,
    because: str | None,
    date: str | None,
    by: str | None,
    *,
    waive: bool,
) -> StageRequest:
    settings = session.settings
    return StageRequest(
        to=to,
        evidence=evidence or (),
        waive=waive,
        because=(because or "").strip() or None,
        day=session.day(date),
        by=session.person(by),
        language=settings.language or language(),
    )


def _move(
    session: Session, text: str, request: StageRequest, *, dry_run: bool, winning: bool = False
) -> None:
    target = session.names(writes=True).opportunity(text)

    def act(desk: Desk) -> Answer:
        wanted = _to_winning(desk, target, request) if winning else request
        move = move_stage(desk, target, wanted)
        return Answer(str(target), stage_moved(str(target), move), stage_subject(str(target), move))

    try:
        perform(session, act, dry_run=dry_run)
    except GateClosed as closed:
        answers = ask_evidence(session, closed)
        if answers is None:
            raise
        given = (*request.evidence, *answers)
        _move(session, text, replace(request, evidence=given), dry_run=dry_run, winning=winning)


def _to_winning(desk: Desk, target: Target, request: StageRequest) -> StageRequest:
    opportunity, playbook = desk.opportunity(target)
    if playbook.has_won(opportunity.stage):
        raise AnswerNo(mark("{target} is won"), target=target)
    return replace(request, to=playbook.winning)
