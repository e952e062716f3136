"""check: what is wrong with the book, and what is worth a look."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

import typer

from kam.checks.registry import fix_of, run
from kam.cli.output import say_past
from kam.cli.session import Session, session_of
from kam.domain.book import Book
from kam.domain.deals import build_deals
from kam.domain.finding import Finding, Severity
from kam.i18n import mark, translate, translate_plural
from kam.render.checks import check_json, check_text
from kam.render.json import dump_json, envelope
from kam.workspace.desk import open_desk
from kam.workspace.locating import Locator
from kam.workspace.mending import mend
from kam.workspace.opening import open_book

WARNED, INVALID = 1, 3
_Rules = list[str] | None


def check_command(
    ctx: typer.Context,
    select: Annotated[_Rules, typer.Option("--select", help=mark("only these rules"))] = None,
    ignore: Annotated[_Rules, typer.Option("--ignore", help=mark("all but these rules"))] = None,
    strict: Annotated[bool, typer.Option("--strict", help=mark("warnings fail, too"))] = False,
    fix: Annotated[bool, typer.Option("--fix", help=mark("mend what can be mended"))] = False,
) -> None:
    """Find what is wrong or worth a look."""
    session = session_of(ctx)
    if fix:
        session.require_present()
    select, ignore = _names(select), _names(ignore)
    book = session.view.book
    findings = _findings(session, book, select, ignore)
    mended = 0
    if fix and any(fix_of(finding) for finding in findings):
        mended = _mend(session, select, ignore)
        book = open_book(session.source)
        findings = _findings(session, book, select, ignore)
    placed = tuple(Locator(session.source).locate(findings))
    ordered = tuple(sorted(placed, key=lambda finding: finding.order))
    _print(session, ordered, mended)
    say_past(session)
    if any(finding.severity is Severity.ERROR for finding in ordered):
        raise typer.Exit(INVALID)
    if strict and ordered:
        raise typer.Exit(WARNED)


def _names(stated: Sequence[str] | None) -> list[str]:
    """Rules may be repeated or stand in one list with commas."""
    return [name for text in stated or () for name in text.split(",") if name.strip()]


def _findings(
    session: Session, book: Book, select: Sequence[str], ignore: Sequence[str]
) -> tuple[Finding, ...]:
    deals = {deal.id: deal for deal in build_deals(book, session.today)}
    book = replace(book, trails=session.view.trails)
    return run(book, deals, session.today, select, ignore)


def _mend(session: Session, select: Sequence[str], ignore: Sequence[str]) -> int:
    """Mend under the lock what is found there then."""
    with open_desk(session.root) as desk:
        found = _findings(session, open_book(session.source), select, ignore)
        count = mend(desk, (fix for finding in found if (fix := fix_of(finding))))
        desk.save()
    return count


def _print(session: Session, findings: Sequence[Finding], mended: int) -> None:
    if session.json:
        currency = session.settings.currency
        revision = session.past.commit.id if session.past else None
        parts = check_json(findings)
        whole = envelope("check", session.today, currency, parts, revision=revision)
        typer.echo(dump_json(whole), nl=False)
        return
    if mended:
        words = translate_plural(mark("{count} mended"), mark("{count} mended"), mended)
        typer.echo(words.format(count=mended))
    if findings:
        typer.echo(check_text(findings, Locator(session.source).line, session.screen), nl=False)
    else:
        typer.echo(translate(mark("nothing to say")))
