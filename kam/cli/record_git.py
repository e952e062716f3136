"""git: git itself, in the book's folder, with all that follows as it stands."""

import subprocess
from typing import Annotated

import typer

from kam.cli.session import session_of
from kam.errors import GitFailed
from kam.i18n import mark

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
    try:
        done = subprocess.run(["git", *session.options.words[1:]], cwd=session.root, check=False)  # noqa: S603, S607 - what the user asks git for
    except OSError as error:
        raise GitFailed(
            mark("git cannot be started: {problem}"), problem=error.strerror or error
        ) from None
    raise typer.Exit(done.returncode)
