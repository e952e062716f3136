"""lose, abandon and reopen: how an opportunity ends without being won, and begins again."""

from typing import Annotated

import typer

from kam.cli.arguments import InOpportunity
from kam.cli.session import Session, session_of
from kam.cli.words import amount_of
from kam.cli.writing import Answer, Because, By, Day, DryRun, asked, perform
from kam.domain.moves import Ending
from kam.domain.states import Result
from kam.i18n import mark
from kam.render.moves import ended, reopened
from kam.workspace.closing import end, reopen
from kam.workspace.desk import Desk

_Reason = Annotated[str | None, typer.Option("--reason", help=mark("why; required"))]


def lose_command(
    ctx: typer.Context,
    opportunity: InOpportunity,
    reason: _Reason = None,
    to: Annotated[str | None, typer.Option("--to", help=mark("to which competitor"))] = None,
    price: Annotated[str | None, typer.Option("--price", help=mark("at what price"))] = None,
    date: Day = None,
    dry_run: DryRun = False,
) -> None:
    """Close an opportunity as lost."""
    session = session_of(ctx)
    ending = Ending(
        result=Result.LOST,
        day=session.day(date),
        reason=asked(session, reason, mark("reason"), "--reason TEXT"),
        to=to,
        price=amount_of(price) if price else None,
    )
    _end(session, opportunity, ending, dry_run=dry_run)


def abandon_command(
    ctx: typer.Context,
    opportunity: InOpportunity,
    reason: _Reason = None,
    date: Day = None,
    dry_run: DryRun = False,
) -> None:
    """Close an opportunity that we gave up."""
    session = session_of(ctx)
    ending = Ending(
        result=Result.ABANDONED,
        day=session.day(date),
        reason=asked(session, reason, mark("reason"), "--reason TEXT"),
    )
    _end(session, opportunity, ending, dry_run=dry_run)


def reopen_command(
    ctx: typer.Context,
    opportunity: InOpportunity,
    because: Because = None,
    date: Day = None,
    by: By = None,
    dry_run: DryRun = False,
) -> None:
    """Open a closed opportunity again; a won one goes back to its last open stage."""
    session = session_of(ctx)
    target = session.names(writes=True).opportunity(opportunity)
    person, day = session.person(by), session.day(date)

    because = asked(session, because, mark("reason"), "--because TEXT")

    def act(desk: Desk) -> Answer:
        move = reopen(desk, target, because, day, person)
        line = reopened(str(target), move, because)
        return Answer(str(target), line, f"{target}: {because}")

    perform(session, act, dry_run=dry_run)


def _end(session: Session, text: str, ending: Ending, *, dry_run: bool) -> None:
    target = session.names(writes=True).opportunity(text)

    def act(desk: Desk) -> Answer:
        end(desk, target, ending)
        line = ended(str(target), ending)
        return Answer(str(target), line, f"{target}: {ending.reason}")

    perform(session, act, dry_run=dry_run)
