"""rename, move and remove: other ids and places, with everything that names them."""

from typing import Annotated

import typer

from kam.cli.arguments import InEither
from kam.cli.facts import GAP
from kam.cli.session import Session, session_of
from kam.cli.writing import Answer, Day, DryRun, perform
from kam.errors import UsageError
from kam.i18n import mark, translate, translate_plural
from kam.render.handover import contact_moved
from kam.workspace.departing import move_contact
from kam.workspace.desk import Desk, open_desk
from kam.workspace.naming import Target
from kam.workspace.relocating import move_opportunity, rename_account, rename_opportunity
from kam.workspace.removal import plan_removal, remove


def rename_command(
    ctx: typer.Context,
    target: InEither,
    new: Annotated[str, typer.Argument(metavar="NEW-ID", help=mark("the other id"))],
    dry_run: DryRun = False,
) -> None:
    """Give an account or opportunity another id; everything that names it follows."""
    session = session_of(ctx)
    place = session.names(writes=True).either(target)

    def act(desk: Desk) -> Answer:
        if place.opportunity:
            return _went(place, rename_opportunity(desk, place, new))
        return _went(place, rename_account(desk, place.account, new))

    perform(session, act, dry_run=dry_run)


def move_command(
    ctx: typer.Context,
    target: InEither,
    account: Annotated[
        str, typer.Argument(metavar="ACCOUNT2", help=mark("the account that it goes to"))
    ],
    contact: Annotated[
        str | None,
        typer.Option("--contact", metavar="ID", help=mark("this person, who works there now")),
    ] = None,
    identifier: Annotated[
        str | None, typer.Option("--id", help=mark("the person's id there; else the same"))
    ] = None,
    date: Day = None,
    dry_run: DryRun = False,
) -> None:
    """Move an opportunity to another account with all of its own, or a person who left."""
    session = session_of(ctx)
    names = session.names(writes=True)
    if contact is None and (identifier or date):
        raise UsageError(mark("--id and --date are for a person: --contact ID"))
    start = names.account(target) if contact else names.opportunity(target)
    home, day = names.account(account).account, session.day(date)
    person = names.contact(start.account, contact) if contact else None

    def act(desk: Desk) -> Answer:
        if person is None:
            return _went(start, move_opportunity(desk, start, home))
        move = move_contact(desk, f"{start.account}/{person}", home, day, identifier)
        return Answer(move.end, contact_moved(move), f"{move.start} -> {move.end}")

    perform(session, act, dry_run=dry_run)


def remove_command(
    ctx: typer.Context,
    target: InEither,
    yes: Annotated[bool, typer.Option("--yes", help=mark("do not ask"))] = False,
    with_references: Annotated[
        bool,
        typer.Option("--with-references", help=mark("with its steps, and out of what names it")),
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Remove an account with all that is in it, or an opportunity."""
    session = session_of(ctx)
    place = session.names(writes=True).either(target)
    if not (yes or dry_run):
        _confirm(session, place)

    def act(desk: Desk) -> Answer:
        removal = plan_removal(desk, place)
        remove(desk, removal, with_references=with_references)
        return Answer(str(place), GAP.join((str(place), translate(mark("removed")))))

    perform(session, act, dry_run=dry_run)


def _confirm(session: Session, place: Target) -> None:
    """Ask before anything is removed.

    Raises:
        UsageError: Nobody can be asked.
        typer.Abort: The answer is no.
    """
    if not session.asks:
        raise UsageError(
            mark("removing {target} has to be confirmed"), hint=mark("say so: --yes"), target=place
        )
    with open_desk(session.root, dry_run=True) as desk:
        removal = plan_removal(desk, place)
    question = translate(mark("Remove {target}?"))
    if count := removal.opportunities:
        question = translate_plural(
            mark("Remove {target} and its {count} opportunity?"),
            mark("Remove {target} and its {count} opportunities?"),
            count,
        )
    typer.confirm(question.format(target=place, count=count), abort=True)


def _went(start: Target, end: Target) -> Answer:
    return Answer(str(end), f"{start} -> {end}", f"{start} -> {end}")
