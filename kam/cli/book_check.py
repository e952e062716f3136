"""check: what is wrong with the book, and what is worth a look."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Annotated

import typer

from kam.checks.ignores import judge
from kam.checks.registry import fix_of, looked_for, run, sought
from kam.checks.rules import pushed
from kam.cli.commit_message import commit_message
from kam.cli.languages import choose_for_book
from kam.cli.output import say_findings, say_past, say_unknown
from kam.cli.session import Session, session_of
from kam.cli.writing import say_saved
from kam.domain.book import Book
from kam.domain.deals import build_deals
from kam.domain.finding import Finding, Judged, Severity
from kam.errors import UsageError
from kam.i18n import mark, translate, translate_plural
from kam.render.annotations import annotations
from kam.render.checks import check_json, check_text
from kam.render.json import dump_json, envelope
from kam.vcs.repository import find_repository
from kam.workspace.committing import save
from kam.workspace.desk import open_desk
from kam.workspace.ignore_comments import read_ignores
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
        source, judged, hidden = _staged(session, select, ignore)
    else:
        source, trails = session.source, session.view.trails
        book = replace(session.view.book, trails=trails)
        judged = _judged(session, source, book, select, ignore)
        if fix and any(fix_of(finding) for finding in judged.findings):
            mended = _mend(session, select, ignore)
            book = replace(open_book(session.source), trails=trails)
            judged = _judged(session, source, book, select, ignore)
        hidden = _hidden(source, book, select, ignore)
    _print(session, source, judged, hidden, mended, form)
    if not staged:
        say_unknown(session.view.problems)
    say_past(session.past)
    if hidden:
        say_findings([(source, hidden)])
    if hidden or any(finding.severity is Severity.ERROR for finding in judged.findings):
        raise typer.Exit(INVALID)
    if strict and judged.findings:
        raise typer.Exit(WARNED)


def _hidden(
    source: Tree, book: Book, select: Sequence[str], ignore: Sequence[str]
) -> tuple[Finding, ...]:
    """What leaves a file out and is not among the rules that were asked for.

    It is said whichever these are: of such a file they find nothing (SPEC.md 3).
    """
    wanted = sought(select, ignore)
    hidden = [one for one in book.findings if one.skips and one.code not in wanted]
    return tuple(Locator(source).locate(hidden))


def _staged(
    session: Session, select: Sequence[str], ignore: Sequence[str]
) -> tuple[Tree, Judged, Sequence[Finding]]:
    """The errors in the files that the next commit changes; nothing that depends on today."""
    source, book = open_staged(session.root)
    choose_for_book(session.options, book.settings.language)
    judged = _judged(session, source, book, select, ignore)

    def counts(finding: Finding) -> bool:
        return finding.severity is Severity.ERROR and finding.path in source.changed

    shown = Judged(
        tuple(filter(counts, judged.findings)),
        tuple(one for one in judged.silenced if counts(one.finding)),
    )
    return source, shown, tuple(filter(counts, _hidden(source, book, select, ignore)))


def _names(stated: Sequence[str] | None) -> list[str]:
    """Rules may be repeated or stand in one list with commas."""
    return [name for text in stated or () for name in text.split(",") if name.strip()]


def _judged(
    session: Session, source: Tree, book: Book, select: Sequence[str], ignore: Sequence[str]
) -> Judged:
    deals = {deal.id: deal for deal in build_deals(book, session.today)}
    codes = looked_for(select, ignore)
    found = run(book, deals, session.today, codes)
    placed = Locator(source).locate(found)
    if book.trails is None:  # without a history nobody can say that nothing was pushed
        codes -= {pushed.CODE}
    unread = [finding.path for finding in book.findings if finding.skips]
    return judge(placed, read_ignores(source), sought(select, ignore), codes, unread)


def _mend(session: Session, select: Sequence[str], ignore: Sequence[str]) -> int:
    """Mend under the lock what is found there then, and commit it where the book says so."""
    with open_desk(session.root) as desk:
        found = _judged(session, desk.source, open_book(desk.source), select, ignore).findings
        count = mend(desk, (fix for finding in found if (fix := fix_of(finding))))
        saved = save(desk, commit_message(session.options.words, f"--fix: {count} mended"))
    say_saved(saved)
    return count


def _print(
    session: Session,
    source: Tree,
    judged: Judged,
    hidden: Sequence[Finding],
    mended: int,
    form: Form,
) -> None:
    if session.json:
        revision = session.past.commit.id if session.past else None
        parts = check_json(judged)
        whole = envelope(
            "check", session.today, session.settings.currency, parts, hidden, revision=revision
        )
        typer.echo(dump_json(whole), nl=False)
        return
    if form is Form.GITHUB:
        repository = find_repository(session.root)
        prefix = repository.prefix if repository else ""
        typer.echo(annotations(judged.findings, prefix), nl=False)
        return
    if mended:
        words = translate_plural(mark("{count} mended"), mark("{count} mended"), mended)
        typer.echo(words.format(count=mended))
    quiet = isinstance(source, Staged)  # a hook that finds nothing is
    if judged.findings or (judged.silenced and not quiet):
        typer.echo(check_text(judged, Locator(source).line, session.screen), nl=False)
    elif not quiet and not hidden:
        typer.echo(translate(mark("nothing to say")))
