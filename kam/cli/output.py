"""How a report goes out: the text, JSON or CSV of it, and what must be said beside it."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kam.cli.report_options import Output
from kam.cli.session import Session
from kam.errors import UsageError, WriteRefused
from kam.i18n import mark
from kam.render.screen import PIPE, Screen

if TYPE_CHECKING:
    from kam.domain.finding import Finding
    from kam.render.json import Parts

INVALID = 3
BOM = "\ufeff"


def deliver(
    session: Session,
    output: Output,
    name: str,
    text: Callable[[Screen], str],
    parts: "Callable[[], Parts]",
) -> None:
    """Print a report, say what was left out of it, and end with the exit code that follows.

    Args:
        session: The run.
        output: What form is wanted, and where it goes.
        name: The report's name in JSON.
        text: Draws the report for a screen.
        parts: Its rows, totals and further keys for JSON; CSV is made of the rows.
    """
    view = session.view if session.has_book else None
    findings = _placed(session, view.findings) if view else ()
    form = _form(session, output)
    if form == "json":
        from kam.render.json import dump_json, envelope

        currency = view.settings.currency if view else None
        revision = session.past.commit.id if session.past else None
        common = envelope(name, session.today, currency, parts(), findings, revision=revision)
        body = dump_json(common)
    elif form == "csv":
        from kam.render.csv import csv_text

        body = csv_text(name, parts()["rows"])
    else:
        body = text(session.screen if output.out is None else PIPE)
    if output.out is None:
        typer.echo(body, nl=not body.endswith("\n"))
    else:
        _write_out(output.out, body, bom=form == "csv")
    say_past(session)
    say(session, findings)
    if any(finding.skips for finding in findings):
        raise typer.Exit(INVALID)


def _placed(session: Session, findings: "Sequence[Finding]") -> "tuple[Finding, ...]":
    """The findings with the places of their facts."""
    if not findings:
        return ()
    from kam.workspace.locating import Locator

    return tuple(Locator(session.source).locate(findings))


def say_past(session: Session) -> None:
    """Say which past was read, and that what is not committed was not."""
    if session.past is None:
        return
    from kam.render.past import past_line

    sys.stdout.flush()
    commit = session.past.commit
    typer.echo(past_line(commit.id, commit.moment), err=True)


def say(session: Session, findings: "Sequence[Finding]") -> None:
    """Name on stderr every file that is left out and every key that is not known."""
    if not findings:
        return
    from kam.render.checks import findings_text, incomplete_line
    from kam.workspace.locating import Locator

    sys.stdout.flush()
    locator = Locator(session.source)
    typer.echo(findings_text(findings, locator.line), err=True, nl=False)
    if skipped := {finding.path for finding in findings if finding.skips}:
        typer.echo(incomplete_line(len(skipped)), err=True)


def _form(session: Session, output: Output) -> str:
    ending = output.out.suffix.lower() if output.out else ""
    if session.json and output.csv:
        raise UsageError(mark("--json and --csv exclude each other"))
    if session.json or ending == ".json":
        return "json"
    return "csv" if output.csv or ending == ".csv" else "text"


def _write_out(path: Path, body: str, *, bom: bool) -> None:
    """Write a report to the file that the user named.

    Raises:
        WriteRefused: The file cannot be written.
    """
    try:
        path.write_text((BOM if bom else "") + body, encoding="utf-8", newline="")
    except OSError as error:
        raise WriteRefused(
            mark("{path} cannot be written: {problem}"), path=path, problem=error.strerror or error
        ) from None
