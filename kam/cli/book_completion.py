"""completion: the script that makes a shell complete kam's commands and options."""

from enum import StrEnum
from typing import Annotated

import typer

from kam.cli.lazy import COMPLETE
from kam.i18n import mark

PROGRAM = "kam"


class Shell(StrEnum):
    """The shells that can complete."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


def completion_command(
    ctx: typer.Context,  # noqa: ARG001 - every command has one
    shell: Annotated[Shell, typer.Argument(help=mark("bash, zsh, fish or powershell"))],
) -> None:
    """Print the completion script of a shell."""
    from typer._completion_shared import get_completion_script

    script = get_completion_script(prog_name=PROGRAM, complete_var=COMPLETE, shell=shell.value)
    typer.echo(script)
