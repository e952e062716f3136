"""relate: the relationship of an account moves to another stage, through its working points."""

from dataclasses import replace
from typing import Annotated

import typer

from kam.cli.evidence import ask_evidence
from kam.cli.session import Session, session_of
from kam.cli.writing import Answer, Because, By, Day, DryRun, asked, perform
from kam.errors import UsageError
from kam.i18n import language, mark
from kam.render.moves import related, relation_subject
from kam.workspace.desk import Desk
from kam.workspace.relation import PointsOpen, RelationRequest, relate

_OPEN = mark("These working points are open; an empty answer leaves everything as it is.")
Done = Annotated[
    list[str] | None,
    typer.Option("--done", metavar="KEY[=TEXT]", help=mark("a working point done; repeatable")),
]
Waive = Annotated[
    bool, typer.Option("--waive", help=mark("go on although points are open, for a reason"))
]


def relate_command(
    ctx: typer.Context,
    account: Annotated[str, typer.Argument(help=mark("id, name or its beginning"))],
    to: Annotated[
        str | None,
        typer.Option("--to", help=mark("the stage; the present one confirms it")),
    ] = None,
    done: Done = None,
    waive: Waive = False,
    because: Because = None,
    date: Day = None,
    by: By = None,
    dry_run: DryRun = False,
) -> None:
    """Move a relationship to another stage, forward or back, or mark its working points."""
    session = session_of(ctx)
    if to is None and not done:
        raise UsageError(
            mark("missing: {parameter}"),
            hint=mark("a stage with --to, or working points with --done"),
            parameter="--to",
        )
    reason = because if to is None else asked(session, because, mark("reason"), "--because TEXT")
    request = RelationRequest(
        to=to,
        done=done or (),
        waive=waive,
        because=reason,
        day=session.day(date),
        today=session.today,
        by=session.person(by),
        language=session.settings.language or language(),
    )
    _relate(session, account, request, dry_run=dry_run)


def _relate(session: Session, text: str, request: RelationRequest, *, dry_run: bool) -> None:
    target = session.names(writes=True).account(text)

    def act(desk: Desk) -> Answer:
        move = relate(desk, target, request)
        line = related(str(target), move, desk.methods().relationship, request.because)
        return Answer(str(target), line, relation_subject(str(target), move))

    try:
        perform(session, act, dry_run=dry_run)
    except PointsOpen as closed:
        answers = ask_evidence(session, closed, question=_OPEN)
        if answers is None:
            raise
        _relate(session, text, replace(request, done=(*request.done, *answers)), dry_run=dry_run)
