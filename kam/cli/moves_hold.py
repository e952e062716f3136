"""hold and resume: out of the forecast for a while, and back."""

from typing import Annotated

import typer

from kam.cli.arguments import InOpportunity
from kam.cli.session import session_of
from kam.cli.words import day_of
from kam.cli.writing import Answer, Because, Day, DryRun, asked, perform
from kam.i18n import mark
from kam.render.moves import held, resumed
from kam.workspace.closing import hold, resume
from kam.workspace.desk import Desk


def hold_command(
    ctx: typer.Context,
    opportunity: InOpportunity,
    because: Because = None,
    until: Annotated[str | None, typer.Option("--until", help=mark("when to look again"))] = None,
    date: Day = None,
    dry_run: DryRun = False,
) -> None:
    """Take an opportunity out of the forecast for a while."""
    session = session_of(ctx)
    target = session.names(writes=True).opportunity(opportunity)
    since = session.day(date)
    end = day_of(until, session.today) if until else None

    because = asked(session, because, mark("reason"), "--because TEXT")

    def act(desk: Desk) -> Answer:
        hold(desk, target, because, since, end)
        return Answer(str(target), held(str(target), because, end), f"{target}: {because}")

    perform(session, act, dry_run=dry_run)


def resume_command(
    ctx: typer.Context,
    opportunity: InOpportunity,
    dry_run: DryRun = False,
) -> None:
    """Put a held opportunity back into the forecast."""
    session = session_of(ctx)
    target = session.names(writes=True).opportunity(opportunity)

    def act(desk: Desk) -> Answer:
        resume(desk, target)
        return Answer(str(target), resumed(str(target)))

    perform(session, act, dry_run=dry_run)
