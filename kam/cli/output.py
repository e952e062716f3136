"""How a report goes out: the text, JSON or CSV of it, and what must be said beside it."""

import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kam.cli.report_options import Output
from kam.cli.session import Session
from kam.errors import GitFailed, UsageError, WriteRefused
from kam.i18n import mark, translate
from kam.render.screen import PIPE, Screen

if TYPE_CHECKING:
    from kam.cli.past import Dated
    from kam.domain.finding import Finding
    from kam.render.json import Json, Parts
    from kam.workspace.worktree import Tree

    Told = Sequence[tuple[Tree, Sequence[Finding]]]
    """Findings with the places of their facts, and the files in which these stand."""

INVALID = 3
CALENDAR = "ics"
BOM = "\ufeff"


def deliver(
    session: Session,
    output: Output,
    name: str,
    text: Callable[[Screen], str],
    parts: "Callable[[], Parts]",
    *,
    ends: "Sequence[Dated]" = (),
    sheet: "tuple[str | tuple[str, ...], Callable[[], Sequence[Mapping[str, Json]]]] | None" = None,
    calendar: Callable[[], str] | None = None,
) -> None:
    """Print a report, say what was left out of it, and end with the exit code that follows.

    Args:
        session: The run.
        output: What form is wanted, and where it goes.
        name: The report's name in JSON.
        text: Draws the report for a screen.
        parts: Its rows, totals and further keys for JSON.
        ends: The states of the book that it was made of, where that is not the session's alone; it
            stands for the day of the last one.
        sheet: The rows of its CSV and their keys, or the name of these, where they are not those
            of JSON.
        calendar: Its days as a calendar file, where it has any.
    """
    told = _told(session, ends)
    findings = sorted((one for _, found in told for one in found), key=lambda one: one.order)
    form = form_of(session, output)
    if form == CALENDAR and calendar is None:
        raise UsageError(mark("only the agenda has days for a calendar: kam agenda --out x.ics"))
    if form == "json":
        from kam.render.json import dump_json, envelope

        as_of, revision, currency = _standing(session, ends)
        content = {**parts(), **_converted_json(session)}
        body = dump_json(envelope(name, as_of, currency, content, findings, revision=revision))
    elif form == "csv":
        from kam.render.csv import csv_text

        body = csv_text(sheet[0], sheet[1]()) if sheet else csv_text(name, parts()["rows"])
    elif calendar and form == CALENDAR:
        body = calendar()
    else:
        screen = session.screen if output.out is None else PIPE
        body = text(screen) + _converted_text(session, screen)
    if output.out is None:
        typer.echo(body, nl=not body.endswith("\n"))
    else:
        _write_out(output.out, body, bom=form == "csv")
    if session.has_book and not ends:
        say_unknown(session.view.problems)
    say_past(*(end.source for end in ends) if ends else (session.past,))
    say_findings(told)
    if any(finding.skips for finding in findings):
        raise typer.Exit(INVALID)


def _converted_json(session: Session) -> "Parts":
    """The key of a report whose amounts are in another currency than the book's."""
    if session.display is None:
        return {}
    from kam.render.converted import converted_json

    return converted_json(session.display)


def _converted_text(session: Session, screen: Screen) -> str:
    """The line under such a report."""
    if session.display is None:
        return ""
    from kam.render.converted import converted_text

    return converted_text(session.display, screen)


def _standing(session: Session, ends: "Sequence[Dated]") -> tuple[date, str | None, str | None]:
    """The day, the revision and the currency of a report."""
    if ends:
        return ends[-1].as_of, ends[-1].revision, ends[-1].view.settings.currency
    revision = session.past.commit.id if session.past else None
    currency = session.view.settings.currency if session.has_book else None
    return session.today, revision, currency


def _told(session: Session, ends: "Sequence[Dated]") -> "Told":
    """What is to be said of each state, of the last one first; what holds in both is said once."""
    states: list[tuple[Tree, Sequence[Finding]]]
    if ends:
        states = [(end.source, end.view.findings) for end in reversed(ends)]
    else:
        states = [(session.source, session.view.findings)] if session.has_book else []
    if not any(findings for _, findings in states):
        return ()
    from kam.workspace.locating import Locator

    told = []
    known: set[tuple[object, ...]] = set()
    for source, findings in states:
        fresh = [one for one in findings if _facts(one) not in known]
        known |= {_facts(one) for one in fresh}
        told.append((source, tuple(Locator(source).locate(fresh))))
    return told


def _facts(finding: "Finding") -> tuple[object, ...]:
    """What a finding says, wherever in its file that stands."""
    return (finding.path, finding.code, finding.keys, str(finding.params))


def say_unknown(problems: "Sequence[GitFailed]") -> None:
    """Say why git's part in the figures is not known."""
    for problem in problems:
        from kam.cli.failures import filled
        from kam.render.sanitise import clean

        words = translate(mark("push counts and slippage are not known: {problem}"))
        text = words.format(problem=filled(problem.message, problem))
        typer.echo(clean(text), err=True)


def say_past(*sources: "Tree | None") -> None:
    """Say which commits were read, and that what is not committed was not."""
    commits = dict.fromkeys(source.commit if source else None for source in sources)
    for commit in filter(None, commits):
        from kam.render.past import past_line

        sys.stdout.flush()
        typer.echo(past_line(commit.id, commit.moment), err=True)


def say_findings(told: "Told") -> None:
    """Name on stderr every file that is left out and every key that is not known."""
    if not told:
        return
    from kam.render.checks import findings_text, incomplete_line
    from kam.workspace.locating import Locator

    sys.stdout.flush()
    for source, findings in told:
        typer.echo(findings_text(findings, Locator(source).line), err=True, nl=False)
    if skipped := {one.path for _, findings in told for one in findings if one.skips}:
        typer.echo(incomplete_line(len(skipped)), err=True)


def form_of(session: Session, output: Output) -> str:
    """The form that is wanted: `json`, `csv`, `ics` or `text`.

    Raises:
        UsageError: Two forms are.
    """
    ending = output.out.suffix.lower() if output.out else ""
    if session.json and output.csv:
        raise UsageError(mark("--json and --csv exclude each other"))
    if session.json or ending == ".json":
        return "json"
    if output.csv or ending == ".csv":
        return "csv"
    return CALENDAR if ending == f".{CALENDAR}" else "text"


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
