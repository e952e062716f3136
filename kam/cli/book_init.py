"""init: a new book in a folder."""

from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from kam.cli.facts import GAP
from kam.cli.session import session_of
from kam.cli.values import fit
from kam.cli.writing import Answer, DryRun, perform
from kam.domain.settings import Settings
from kam.errors import GitFailed
from kam.i18n import mark, translate
from kam.render.new_settings import settings_text
from kam.schema.shapes import type_at
from kam.workspace.beginning import begin_history, make_book_folder, require_no_book, write_settings
from kam.workspace.desk import Desk


def init_command(
    ctx: typer.Context,
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help=mark("the folder; else this one"))
    ] = None,
    currency: Annotated[
        str | None, typer.Option("--currency", metavar="CNY", help=mark("the book's currency"))
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Begin a new book: a folder for accounts, and kam.yaml with its settings."""
    session = session_of(ctx)
    root = (folder or Path(session.options.book or ".")).absolute()
    if currency:
        currency = str(fit(type_at(Settings, ("currency",)), currency.upper()))
    require_no_book(root)
    if not dry_run:
        make_book_folder(root)
        with suppress(GitFailed):  # the commit meets it again, and says so
            begin_history(root)

    def act(desk: Desk) -> Answer:
        write_settings(desk, settings_text(currency))
        words = translate(mark("a new book; next: kam add-account NAME"))
        return Answer(str(root), GAP.join((str(root), words)), "a new book")

    perform(session, act, dry_run=dry_run, root=root, commits=True)
