"""transfer: the open work of one of our people handed to another."""

from typing import Annotated

import typer

from kam.cli.filters import find_owner
from kam.cli.session import Session, session_of
from kam.cli.writing import Answer, DryRun, perform
from kam.domain.guess import closest
from kam.domain.members import find_member
from kam.errors import NotFound, UsageError
from kam.i18n import mark, translate
from kam.render.handover import kept_behind, transferred
from kam.workspace.desk import Desk
from kam.workspace.transferring import transfer


def transfer_command(
    ctx: typer.Context,
    start: Annotated[str, typer.Option("--from", help=mark("who hands over"))],
    end: Annotated[str, typer.Option("--to", help=mark("who takes over"))],
    accounts: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ACCOUNT]…", help=mark("only these; else all accounts")),
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Hand a person's accounts, open opportunities and next steps to another."""
    session = session_of(ctx)
    names = session.names(writes=True)
    giver = find_owner(start, session.view, exact=session.json or session.options.no_input)
    taker = _taker(session, end)
    if giver == taker:
        raise UsageError(mark("--from and --to are the same person: {person}"), person=giver)
    chosen = [names.account(text).account for text in accounts or ()]
    for line in kept_behind(giver, session.view.targets, session.settings):
        typer.echo(line, err=True)

    def act(desk: Desk) -> Answer:
        change = transfer(desk, giver, taker, chosen)
        return Answer(taker, transferred(giver, taker, change), f"{giver} -> {taker}")

    perform(session, act, dry_run=dry_run)


def _taker(session: Session, text: str) -> str:
    """Who takes over: one whom kam.yaml names; where it names nobody, any id of a person.

    Raises:
        NotFound: kam.yaml names people, and none of this id or name.
    """
    people = session.settings.people
    found = find_member(text, people)
    if people and found not in people:
        near = closest(found, people)
        raise NotFound(
            mark('"{person}" is not among the people of kam.yaml'),
            hint=mark("add the person there under `people:`"),
            candidates=(near,) if near else tuple(people),
            person=found,
        )
    if not people:
        try:
            find_owner(found, session.view, exact=True)
        except NotFound:
            words = translate(mark("{person} is new to this book"))
            typer.echo(words.format(person=found), err=True)
    return found
