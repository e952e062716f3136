"""doctor: what is wrong around the files of a book, and mending it."""

from collections.abc import Sequence
from typing import Annotated

import typer

from kam.cli.commit_message import commit_message
from kam.cli.failures import filled
from kam.cli.session import Session, session_of
from kam.domain.settings import Settings
from kam.errors import GitFailed, WriteRefused
from kam.i18n import mark
from kam.render.doctor import Row, doctor_json, doctor_text
from kam.render.json import dump_json, envelope
from kam.vcs.repository import find_repository
from kam.workspace.ailments import BEYOND_US, Ailment, examine
from kam.workspace.desk import open_desk
from kam.workspace.opening import UnreadableSettings
from kam.workspace.treating import treat

ILL = 1


def doctor_command(
    ctx: typer.Context,
    fix: Annotated[bool, typer.Option("--fix", help=mark("mend what can be mended"))] = False,
) -> None:
    """Find what is wrong around the files: git, locks, leavings, the index."""
    session = session_of(ctx)
    session.require_present()
    settings = _settings(session)
    found = _examine(session, settings)
    if fix:
        rows = _mend(session, settings, found)
    else:
        rows = [Row(ailment.kind, ailment.paths, None) for ailment in found]
    if session.json:
        parts = doctor_json(rows)
        whole = envelope("doctor", session.today, settings.currency, parts)
        typer.echo(dump_json(whole), nl=False)
    else:
        typer.echo(doctor_text(rows, fixes=fix), nl=False)
    if not all(row.mended for row in rows):
        raise typer.Exit(ILL)


def _settings(session: Session) -> Settings:
    """The settings; the usual ones where kam.yaml does not read: `check` speaks of that."""
    try:
        return session.settings
    except UnreadableSettings:
        return Settings()


def _examine(session: Session, settings: Settings) -> list[Ailment]:
    return list(examine(session.root, settings, find_repository(session.root)))


def _mend(session: Session, settings: Settings, found: Sequence[Ailment]) -> list[Row]:
    """Mend under the lock, look again, and mend what came to light by it.

    What is still there at the end is not mended.
    """
    known, todo, left = list(found), list(found), list(found)
    problems: dict[Ailment, str] = {}
    message = commit_message(session.options.words, "--fix")
    with open_desk(session.root) as desk:
        while todo:
            for ailment in todo:
                if ailment.kind not in BEYOND_US:
                    try:
                        treat(desk, ailment, message)
                    except (GitFailed, WriteRefused) as error:
                        problems[ailment] = filled(error.message, error)
            left = _examine(session, settings)
            todo = [ailment for ailment in left if ailment not in known]
            known += todo
    return [
        Row(ailment.kind, ailment.paths, ailment not in left, problems.get(ailment, ""))
        for ailment in known
    ]
