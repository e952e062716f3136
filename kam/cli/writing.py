"""How a write runs and answers: under the book's lock, saved in order, said in one line."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from kam.cli.commit_message import commit_message
from kam.cli.failures import filled
from kam.cli.languages import choose_for_book
from kam.cli.session import Session
from kam.errors import GitFailed, NotCommitted, UsageError
from kam.i18n import mark, translate
from kam.render.answers import answer_json, answer_text
from kam.render.sanitise import clean
from kam.store.safe_write import Durability
from kam.workspace.committing import Saved, save
from kam.workspace.desk import Desk, open_desk

DryRun = Annotated[
    bool, typer.Option("--dry-run", help=mark("say what would change; write nothing"))
]
By = Annotated[str | None, typer.Option("--by", help=mark("who did it; else you"))]
Day = Annotated[str | None, typer.Option("--date", help=mark("the day it happened; else today"))]
Because = Annotated[str | None, typer.Option("--because", help=mark("the reason"))]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a write says: the full id of what it changed, and one line.

    `subject` is what the commit says behind the command's name, in English; else the id.
    `trailers` are further lines at its end.
    """

    id: str
    message: str
    subject: str = ""
    trailers: tuple[str, ...] = ()


def perform(
    session: Session,
    action: Callable[[Desk], Answer],
    *,
    dry_run: bool,
    root: Path | None = None,
    commits: bool | None = None,
) -> None:
    """Run `action` at a desk, save what it laid ready, and print its answer.

    A rehearsal takes no lock, saves nothing and says what would be. `root` is the folder of a book
    that is only begun; else it is the session's. `commits` overrules what kam.yaml says of commits.

    Raises:
        NotCommitted: It is saved, and git did not take it.
    """
    session.require_present()
    with open_desk(root or session.root, dry_run=dry_run) as desk:
        choose_for_book(session.options, desk.settings.language)
        answer = action(desk)
        if dry_run:
            saved = Saved(desk.changed())
        else:
            subject = answer.subject or answer.id
            words = commit_message(session.options.words, subject, *answer.trailers)
            saved = save(desk, words, commits=commits)
    message = answer.message
    if dry_run:
        message = translate(mark("would be: {message}")).format(message=message)
    if not session.json:
        typer.echo(answer_text(message))
    elif saved.problem is None:
        typer.echo(answer_json(saved.changed, answer.id, message, saved.commit), nl=False)
    if desk.durability is Durability.NOT_CONFIRMED:
        typer.echo(translate(mark("written, durability not confirmed")), err=True)
    say_saved(saved)


def say_saved(saved: Saved) -> None:
    """Say what the commit of a change also holds, or that there is none.

    Raises:
        NotCommitted: It is saved, and git did not take it.
    """
    if saved.by_hand:
        words = translate(mark("committed with it, changed by hand before: {paths}"))
        typer.echo(clean(words.format(paths=", ".join(saved.by_hand))), err=True)
    if saved.problem is not None:
        raise not_committed(saved.problem, saved.changed)


def not_committed(problem: GitFailed, files: Sequence[str]) -> NotCommitted:
    """The error of files that are saved and that git did not take, with the problem's own hint."""
    error = NotCommitted(
        mark("saved, not committed: {problem}"),
        hint=problem.hint or mark("When it can: kam doctor --fix"),
        saved=files,
        problem=filled(problem.message, problem),
    )
    error.params = problem.params | error.params
    return error


def asked(session: Session, stated: str | None, what: str, option: str) -> str:
    """What was stated, else what a person on a terminal answers.

    Args:
        session: The run.
        stated: What the command line says.
        what: What is missing, a message id: `name`, `amount`.
        option: How to state it, for those whom nobody asks.

    Raises:
        UsageError: It was not stated, and nobody is asked.
    """
    if stated and stated.strip():
        return stated.strip()
    if not session.asks:
        raise UsageError(
            mark("the {what} is missing"), hint=mark("say it: {option}"), what=what, option=option
        )
    question = translate(what)
    return str(typer.prompt(question[:1].upper() + question[1:])).strip()
