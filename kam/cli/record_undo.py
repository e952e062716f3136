"""undo and redo: what kam did last, taken back and done again."""

from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from kam.cli.session import Session, session_of
from kam.cli.writing import Answer, DryRun, perform
from kam.i18n import mark, translate
from kam.render.sanitise import clean
from kam.vcs.log import Record
from kam.vcs.repository import Repository, require_repository
from kam.workspace.desk import Desk
from kam.workspace.trailers import REDOES, UNDOES
from kam.workspace.undoing import (
    also_by_hand,
    do_again,
    mention,
    take_back,
    to_redo,
    to_undo,
)

_Count = Annotated[int, typer.Argument(metavar="N", min=1, help=mark("how many; else one"))]
_Plan = Callable[[Repository, int], list[Record]]
_Lay = Callable[[Desk, Repository, Sequence[Record]], None]


def undo_command(ctx: typer.Context, count: _Count = 1, dry_run: DryRun = False) -> None:
    """Take back what kam did last; what others changed since stays."""
    words = mark("taken back: {what}")
    _go(session_of(ctx), (to_undo, take_back), count, words, UNDOES, dry_run=dry_run)


def redo_command(ctx: typer.Context, count: _Count = 1, dry_run: DryRun = False) -> None:
    """Do again what was taken back last."""
    words = mark("done again: {what}")
    _go(session_of(ctx), (to_redo, do_again), count, words, REDOES, dry_run=dry_run)


def _go(
    session: Session,
    how: tuple[_Plan, _Lay],
    count: int,
    words: str,
    trailer: str,
    *,
    dry_run: bool,
) -> None:
    session.require_present()
    repository = require_repository(session.root)
    plan, lay = how

    def act(desk: Desk) -> Answer:
        commits = plan(repository, count)
        lay(desk, repository, commits)
        if by_hand := also_by_hand(commits):
            said = translate(mark("with it what was changed by hand: {paths}"))
            typer.echo(clean(said.format(paths=", ".join(by_hand))), err=True)
        what = " · ".join(commit.subject for commit in commits)
        return Answer(
            commits[-1].id,
            translate(words).format(what=what),
            subject=what,
            trailers=tuple(f"{trailer}: {mention(commit)}" for commit in commits),
        )

    perform(session, act, dry_run=dry_run, commits=True)
