"""The Typer application: global options in front, the commands behind a lazy group."""

from typing import Annotated

import typer

from kam import __version__
from kam.cli.lazy import LazyGroup

app = typer.Typer(
    name="kam",
    cls=LazyGroup,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"kam {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True)] = False,
) -> None:
    """Key-account management and project-sales forecasting over plain YAML files in git."""


def run() -> None:
    """Run the application; ends the process."""
    app()
