"""How a write runs and answers: under the book's lock, saved in order, said in one line."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

import typer

from kam.cli.session import Session
from kam.i18n import mark, translate
from kam.render.answers import answer_json, answer_text
from kam.workspace.desk import Desk, open_desk

DryRun = Annotated[
    bool, typer.Option("--dry-run", help=mark("say what would change; write nothing"))
]
By = Annotated[str | None, typer.Option("--by", help=mark("who did it; else you"))]
Day = Annotated[str | None, typer.Option("--date", help=mark("the day it happened; else today"))]
Because = Annotated[str | None, typer.Option("--because", help=mark("the reason"))]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a write says: the full id of what it changed, and one line."""

    id: str
    message: str


def perform(session: Session, action: Callable[[Desk], Answer], *, dry_run: bool) -> None:
    """Run `action` at a desk, save what it laid ready, and print its answer.

    A rehearsal takes no lock, saves nothing and says what would be.
    """
    with open_desk(session.root, dry_run=dry_run) as desk:
        answer = action(desk)
        changed = desk.changed() if dry_run else desk.save()
    message = answer.message
    if dry_run:
        message = translate(mark("would be: {message}")).format(message=message)
    if session.json:
        typer.echo(answer_json(changed, answer.id, message), nl=False)
    else:
        typer.echo(answer_text(message))
