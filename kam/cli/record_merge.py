"""merge-accounts: two accounts of one customer made one."""

from typing import Annotated

import typer

from kam.cli.session import session_of
from kam.cli.writing import Answer, DryRun, perform
from kam.errors import UsageError
from kam.i18n import mark
from kam.render.handover import left_behind, merged
from kam.workspace.desk import Desk
from kam.workspace.uniting import merge_accounts


def merge_accounts_command(
    ctx: typer.Context,
    start: Annotated[str, typer.Argument(metavar="FROM", help=mark("the account that goes"))],
    end: Annotated[str, typer.Argument(metavar="INTO", help=mark("the account that stays"))],
    rename: Annotated[
        list[str] | None,
        typer.Option(
            "--rename",
            metavar="ID=NEW-ID",
            help=mark("another id for what both call alike; repeatable"),
        ),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Make two accounts of one customer one; everything that names the first follows."""
    session = session_of(ctx)
    names = session.names(writes=True)
    first, second = names.account(start).account, names.account(end).account
    renamed = dict(_pair(text) for text in rename or ())

    def act(desk: Desk) -> Answer:
        merger = merge_accounts(desk, first, second, renamed)
        for line in left_behind(merger):
            typer.echo(line, err=True)
        return Answer(second, merged(first, second, merger), f"{first} -> {second}")

    perform(session, act, dry_run=dry_run)


def _pair(text: str) -> tuple[str, str]:
    old, equals, new = text.partition("=")
    if not (old and equals and new):
        raise UsageError(mark('"{text}" is not of the form ID=NEW-ID'), text=text)
    return old, new
