"""edit: the file of an account or opportunity in an editor, checked before the book takes it."""

import difflib
import os
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Annotated

import typer

from kam.cli.arguments import InEither
from kam.cli.facts import GAP
from kam.cli.session import Session, session_of
from kam.cli.writing import Answer, DryRun, perform
from kam.errors import AnswerNo, UsageError
from kam.i18n import mark, translate
from kam.render.blank_sheets import blank_plan, blank_sheet
from kam.render.checks import findings_text
from kam.workspace.desk import Desk, open_desk
from kam.workspace.editing import (
    BadDraft,
    Draft,
    accept_draft,
    begin_draft,
    discard_draft,
    discard_idle_draft,
    text_of_draft,
)
from kam.workspace.locating import Locator
from kam.workspace.naming import Target
from kam.workspace.sheet_files import plan_file, sheet_file

_USUAL = ("notepad",) if os.name == "nt" else ("sensible-editor", "nano", "vi")
"""What is tried on a terminal where neither $VISUAL nor $EDITOR says anything."""


def edit_command(
    ctx: typer.Context,
    target: InEither,
    sheet: Annotated[
        bool, typer.Option("--sheet", help=mark("its conversation sheet; a new one is begun"))
    ] = False,
    plan: Annotated[
        bool, typer.Option("--plan", help=mark("the account's plan; a new one is begun"))
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Change a file in your editor; it is checked before the book takes it.

    A rehearsal opens the editor, too, and keeps the text beside the book.
    """
    session = session_of(ctx)
    if sheet and plan:
        raise UsageError(mark("--sheet and --plan exclude each other"))
    names = session.names(writes=True)
    place = names.account(target) if plan else names.either(target)
    editor = _editor(session)
    with open_desk(session.root) as desk:
        draft = begin_draft(desk, place, *_beside(session, desk, place, sheet=sheet, plan=plan))
    try:
        _work_on(session, draft, editor, dry_run=dry_run)
    finally:
        discard_idle_draft(session.root, draft)
    if not dry_run:
        discard_draft(session.root, draft)


def _beside(
    session: Session, desk: Desk, place: Target, *, sheet: bool, plan: bool
) -> tuple[str, ...]:
    """The file beside the thing's own that is wanted, and the text of a new one."""
    if not sheet and not plan:
        return ()
    reader = desk.opened.methods
    model, words = reader.models().sheets, reader.vocabulary()
    if plan:
        return plan_file(place), blank_plan(model, words, session.today)
    return sheet_file(desk, place), blank_sheet(place.opportunity, model, words)


def _work_on(session: Session, draft: Draft, editor: list[str], *, dry_run: bool) -> None:
    """Open the editor until the book takes the text or its writer leaves it at that."""

    def act(desk: Desk) -> Answer:
        words = translate(mark("nothing to change"))
        if accept_draft(desk, draft):
            words = translate(mark("edited: +{added} -{removed} lines"))
            words = words.format(**_lines(draft.before, text_of_draft(session.root, draft)))
            words += f" ({draft.path})" if dry_run else ""
        return Answer(str(draft.target), GAP.join((str(draft.target), words)))

    while True:
        _run(editor, session.root / draft.path, draft)
        try:
            perform(session, act, dry_run=dry_run)
        except BadDraft as bad:
            if not session.asks:
                raise
            locator = Locator(session.source)
            typer.echo(findings_text(tuple(locator.locate(bad.findings)), locator.line), err=True)
            if not typer.confirm(translate(mark("Edit it again?")), default=True):
                raise
        else:
            return


def _editor(session: Session) -> list[str]:
    """The words of the editor's command, as a shell would split them; no shell ever runs them.

    Raises:
        UsageError: None is named.
    """
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not named and session.asks:
        named = next((name for name in _USUAL if shutil.which(name)), None)
    try:
        words = shlex.split(named or "", posix=os.name != "nt")
    except ValueError:
        words = []
    if not words:
        raise UsageError(
            mark("no editor is named"),
            hint=mark("name one in $VISUAL or $EDITOR: vim, code --wait"),
        )
    return words


def _run(editor: list[str], path: Path, draft: Draft) -> None:
    """Let the editor work on the copy.

    Raises:
        UsageError: It cannot be run.
        AnswerNo: It ended with an error.
    """
    try:
        code = subprocess.run([*editor, str(path)], check=False).returncode  # noqa: S603 - the user's own program, without a shell
    except OSError as error:
        raise UsageError(
            mark("the editor {editor} cannot be run: {problem}"),
            hint=mark("name one in $VISUAL or $EDITOR: vim, code --wait"),
            editor=editor[0],
            problem=error.strerror or error,
        ) from None
    if code:
        raise AnswerNo(
            mark("the editor ended with error {status}; nothing was written"),
            hint=mark("a text that was changed is kept in {path}"),
            status=code,
            path=draft.path,
        )


def _lines(before: bytes, after: bytes) -> dict[str, int]:
    """How many lines a text has that the other has not."""
    old, new = (text.decode("utf-8", "replace").splitlines() for text in (before, after))
    marks = [line[:2] for line in difflib.ndiff(old, new)]
    return {"added": marks.count("+ "), "removed": marks.count("- ")}
