"""relate: the relationship of an account moves to another stage, with a reason."""

from typing import Annotated

import typer

from kam.cli.session import session_of
from kam.cli.writing import Answer, Because, By, Day, DryRun, asked, perform
from kam.i18n import mark
from kam.render.moves import related
from kam.workspace.desk import Desk
from kam.workspace.relation import relate


def relate_command(
    ctx: typer.Context,
    account: Annotated[str, typer.Argument(help=mark("id, name or its beginning"))],
    to: Annotated[str, typer.Option("--to", help=mark("the stage of the relationship; required"))],
    because: Because = None,
    date: Day = None,
    by: By = None,
    dry_run: DryRun = False,
) -> None:
    """Move a relationship to another stage, forward or back."""
    session = session_of(ctx)
    target = session.names(writes=True).account(account)
    day = session.day(date)
    person = session.person(by)

    because = asked(session, because, mark("reason"), "--because TEXT")

    def act(desk: Desk) -> Answer:
        move = relate(desk, target, to, because, day, person)
        model = desk.methods().relationship
        line = related(str(target), move, model, because)
        subject = f"{target}: {move.start or '-'} -> {move.end}"
        return Answer(str(target), line, subject)

    perform(session, act, dry_run=dry_run)
