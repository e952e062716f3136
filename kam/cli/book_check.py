"""check: what is wrong with the book, and what is worth a look."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Annotated

import typer

from kam.checks.registry import fix_of, run
from kam.cli.commit_message import commit_message
from kam.cli.languages import choose_for_book
from kam.cli.output import say_past, say_unknown
from kam.cli.session import Session, session_of
from kam.cli.writing import say_saved
from kam.domain.book import Book
from kam.domain.deals import build_deals
from kam.domain.finding import Finding, Severity
from kam.errors import UsageError
from kam.i18n import mark, translate, translate_plural
from kam.render.annotations import annotations
from kam.render.checks import check_json, check_text
from kam.render.json import dump_json, envelope
from kam.vcs.repository import find_repository
from kam.workspace.committing import save
from kam.workspace.desk import open_desk
from kam.workspace.locating import Locator
from kam.workspace.mending import mend
from kam.workspace.opening import open_book
from kam.workspace.staged import Staged, open_staged
from kam.workspace.worktree import Tree

WARNED, INVALID = 1, 3
_Rules = list[str] | None


class Form(StrEnum):
    """How findings are written: for people, or as annotations of a pull request."""

    TEXT = "text"
    GITHUB = "github"


def check_command(
    ctx: typer.Context,
    select: Annotated[_Rules, typer.Option("--select", help=mark("only these rules"))] = None,
    ignore: Annotated[_Rules, typer.Option("--ignore", help=mark("all but these rules"))] = None,
    strict: Annotated[bool, typer.Option("--strict", help=mark("warnings fail, too"))] = False,
    fix: Annotated[bool, typer.Option("--fix", help=mark("mend what can be mended"))] = False,
    staged: Annotated[
        bool, typer.Option("--staged", help=mark("errors in what is about to be committed"))
    ] = False,
    form: Annotated[
        Form, typer.Option("--format", help=mark("github: annotations of a pull request"))
    ] = Form.TEXT,
) -> None:
    """Find what is wrong or worth a look."""
    session = session_of(ctx)
    if fix or staged:
        session.require_present()
    if fix and staged:
        raise UsageError(mark("--fix and --staged exclude each other"))
    select, ignore = _names(select), _names(ignore)
    mended = 0
    source: Tree
    if staged:
        source, findings = _staged(session, select, ignore)
    else:
        source, trails = session.source, session.view.trails
        book = replace(session.view.book, trails=trails)
        findings = _findings(session, book, select, ignore)
        if fix and any(fix_of(finding) for finding in findings):
            mended = _mend(session, select, ignore)
            book = replace(open_book(session.source), trails=trails)
            findings = _findings(session, book, select, ignore)
    placed = tuple(Locator(source).locate(findings))
    ordered = tuple(sorted(placed, key=lambda finding: finding.order))
    _print(session, source, ordered, mended, form)
    if not staged:
        say_unknown(session.view.problems)
    say_past(session.past)
    if any(finding.severity is Severity.ERROR for finding in ordered):
        raise typer.Exit(INVALID)
    if strict and ordered:
        raise typer.Exit(WARNED)


def _staged(
    session: Session, select: Sequence[str], ignore: Sequence[str]
) -> tuple[Tree, tuple[Finding, ...]]:
    """The errors in the files that the next commit changes; nothing that depends on today."""
    source, book = open_staged(session.root)
    choose_for_book(session.options, book.settings.language)
    found = _findings(session, book, select, ignore)
    return source, tuple(
        finding
        for finding in found
        if finding.severity is Severity.ERROR and finding.path in source.changed
    )


def _names(stated: Sequence[str] | None) -> list[str]:
    """Rules may be repeated or stand in one list with commas."""
    return [name for text in stated or () for name in text.split(",") if name.strip()]


def _findings(
    session: Session, book: Book, select: Sequence[str], ignore: Sequence[str]
) -> tuple[Finding, ...]:
    deals = {deal.id: deal for deal in build_deals(book, session.today)}
    return run(book, deals, session.today, select, ignore)


def _mend(session: Session, select: Sequence[str], ignore: Sequence[str]) -> int:
    """Mend under the lock what is found there then, and commit it where the book says so."""
    with open_desk(session.root) as desk:
        found = _findings(session, open_book(desk.source), select, ignore)
        count = mend(desk, (fix for finding in found if (fix := fix_of(finding))))
        saved = save(desk, commit_message(session.options.words, f"--fix: {count} mended"))
    say_saved(saved)
    return count


def _print(
    session: Session, source: Tree, findings: Sequence[Finding], mended: int, form: Form
) -> None:
    if session.json:
        revision = session.past.commit.id if session.past else None
        parts = check_json(findings)
        whole = envelope(
            "check", session.today, session.settings.currency, parts, revision=revision
        )
        typer.echo(dump_json(whole), nl=False)
        return
    if form is Form.GITHUB:
        repository = find_repository(session.root)
        prefix = repository.prefix if repository else ""
        typer.echo(annotations(findings, prefix), nl=False)
        return
    if mended:
        words = translate_plural(mark("{count} mended"), mark("{count} mended"), mended)
        typer.echo(words.format(count=mended))
    if findings:
        typer.echo(check_text(findings, Locator(source).line, session.screen), nl=False)
    elif not isinstance(source, Staged):  # a hook that finds nothing is quiet
        typer.echo(translate(mark("nothing to say")))
