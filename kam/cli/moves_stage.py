"""advance and win: through the gate of the next milestone, or back with a reason."""

from dataclasses import replace
from typing import Annotated

import typer

from kam.cli.session import Session, session_of
from kam.cli.words import day_of
from kam.cli.writing import Answer, Because, By, Day, DryRun, perform
from kam.i18n import language, mark, translate
from kam.render.moves import stage_moved
from kam.workspace.desk import Desk
from kam.workspace.naming import Target
from kam.workspace.stage_moves import GateClosed, StageRequest, move_stage

_Opportunity = Annotated[
    str, typer.Argument(metavar="ACCOUNT/OPPORTUNITY", help=mark("id, name or its beginning"))
]
_Evidence = Annotated[
    list[str] | None,
    typer.Option(
        "--evidence", metavar="[KEY=]TEXT", help=mark("what proves the milestone; repeatable")
    ),
]
_Waive = Annotated[
    bool, typer.Option("--waive", help=mark("go on without the missing evidence, for a reason"))
]


def advance_command(
    ctx: typer.Context,
    opportunity: _Opportunity,
    to: Annotated[
        str | None, typer.Option("--to", help=mark("stage or its label; else the next one"))
    ] = None,
    evidence: _Evidence = None,
    waive: _Waive = False,
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
    opportunity: _Opportunity,
    evidence: _Evidence = None,
    waive: _Waive = False,
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
        because=because,
        day=day_of(date, session.today) if date else session.today,
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
        return Answer(str(target), stage_moved(str(target), move))

    try:
        perform(session, act, dry_run=dry_run)
    except GateClosed as closed:
        answers = ask_evidence(session, closed)
        if answers is None:
            raise
        given = (*request.evidence, *answers)
        _move(session, text, replace(request, evidence=given), dry_run=dry_run, winning=winning)


def _to_winning(desk: Desk, target: Target, request: StageRequest) -> StageRequest:
    _, playbook = desk.opportunity(target)
    return replace(request, to=playbook.winning)


def ask_evidence(session: Session, closed: GateClosed) -> tuple[str, ...] | None:
    """The missing evidence as a person types it, or None where nobody is asked or answers."""
    if not session.asks:
        return None
    typer.echo(
        translate(mark("Evidence is asked for; an empty answer leaves everything as it is."))
    )
    answers = []
    for key, asked in closed.missing.items():
        text = typer.prompt(f"{key} ({asked})", default="", show_default=False)
        if not text.strip():
            return None
        answers.append(f"{key}={text}")
    return tuple(answers)
