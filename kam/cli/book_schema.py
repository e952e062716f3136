"""schema: the JSON Schema of one kind of file, with the words of the book."""

import json
from pathlib import Path
from typing import Annotated

import typer

from kam.cli.session import Session, session_of
from kam.domain.choosing import choose
from kam.errors import NotFound
from kam.i18n import mark
from kam.schema.load import Context
from kam.workspace.methods import MethodsReader, context_of
from kam.workspace.opening import open_settings
from kam.workspace.reading import Reading
from kam.workspace.worktree import WorkTree

_HELP = mark(
    "account, opportunity, contacts, activities, tasks, orders, kam, targets, commission,"
    " calls or playbook"
)


def schema_command(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(help=_HELP)],
) -> None:
    """Print the JSON Schema of one kind of file, for an editor."""
    from kam.schema.json_schema import FILES, file_schema

    name = choose(file.removesuffix(".yaml"), {key: () for key in FILES}, mark("kind of file"))
    found = file_schema(name, _words(session_of(ctx)))
    typer.echo(json.dumps(found, ensure_ascii=False, indent=2))


def _words(session: Session) -> Context:
    """The vocabularies of the book, or the built-in ones where there is none."""
    try:
        source = session.source
    except NotFound:
        methods = MethodsReader(Reading(WorkTree(Path.cwd())), own=())
        return context_of(methods.vocabulary(), methods.relationship())
    return open_settings(source).reading.context or {}
