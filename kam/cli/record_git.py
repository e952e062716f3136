"""git: git itself, in the book's folder, with all that follows as it stands."""

from typing import Annotated

import typer

from kam.cli.session import session_of
from kam.i18n import mark
from kam.vcs.git import run_as_typed

CONTEXT = {"ignore_unknown_options": True, "help_option_names": []}
"""Every option behind the command's name is git's, `--help` too."""


def git_command(
    ctx: typer.Context,
    _words: Annotated[
        list[str] | None, typer.Argument(metavar="ARGS…", help=mark("git's own words"))
    ] = None,
) -> None:
    """Run git in the book's folder; the parser would swallow a `--` that is git's."""
    session = session_of(ctx)
    session.require_present()
    raise typer.Exit(run_as_typed(session.root, session.options.words[1:]))
