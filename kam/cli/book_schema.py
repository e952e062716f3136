"""schema: the JSON Schema of one kind of file, with the words of the book."""

import json
from typing import Annotated

import typer

from kam.cli.methods_here import methods_here
from kam.cli.session import session_of
from kam.domain.choosing import choose
from kam.i18n import mark
from kam.workspace.methods import context_of

_FILE = mark(
    "account, opportunity, contacts, activities, tasks, orders, plan, sheet, kam, targets,"
    " commission, calls or playbook"
)


def _beginning_with(incomplete: str) -> list[str]:
    """The kinds of file that a shell offers."""
    from kam.schema.json_schema import FILES

    return [name for name in FILES if name.startswith(incomplete)]


def schema_command(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE", help=_FILE, autocompletion=_beginning_with)
    ],
) -> None:
    """Print the JSON Schema of one kind of file, for an editor."""
    from kam.schema.json_schema import FILES, file_schema

    name = choose(file.removesuffix(".yaml"), dict.fromkeys(FILES, ()), mark("kind of file"))
    methods = methods_here(session_of(ctx))
    words = context_of(methods.vocabulary(), methods.relationship())
    typer.echo(json.dumps(file_schema(name, words), ensure_ascii=False, indent=2))
