"""Evidence on the command line: its options, and asking for what is missing on a terminal."""

from typing import TYPE_CHECKING, Annotated

import typer

from kam.cli.session import Session
from kam.i18n import mark, translate

if TYPE_CHECKING:
    from kam.workspace.relation import PointsOpen
    from kam.workspace.stage_moves import GateClosed

EVIDENCE = mark("Evidence is asked for; an empty answer leaves everything as it is.")
Evidence = Annotated[
    list[str] | None,
    typer.Option(
        "--evidence", metavar="[KEY=]TEXT", help=mark("what proves the milestone; repeatable")
    ),
]
Waive = Annotated[
    bool, typer.Option("--waive", help=mark("go on without the missing evidence, for a reason"))
]


def ask_evidence(
    session: Session, closed: "GateClosed | PointsOpen", *, question: str = EVIDENCE
) -> tuple[str, ...] | None:
    """What is missing as a person types it, or None where nobody is asked or answers."""
    if not session.asks:
        return None
    typer.echo(translate(question))
    answers = []
    for key, asked in closed.missing.items():
        text = typer.prompt(f"{key} ({asked})", default="", show_default=False)
        if not text.strip():
            return None
        answers.append(f"{key}={text}")
    return tuple(answers)
