"""commission: what each of us earned in a window, with an audit line for every deal."""

from datetime import date
from typing import Annotated

import typer

from kam.cli.filters import find_owner
from kam.cli.output import deliver
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.cli.words import days_of
from kam.domain.consistency import unread_paths
from kam.errors import UsageError
from kam.i18n import mark
from kam.render.commission import commission_json, commission_sheet, commission_text
from kam.reports.commission import CommissionGround, build_commission
from kam.reports.commission_earning import Scheme
from kam.reports.commission_window import Window
from kam.reports.selection import Filter


@report
def commission_command(
    session: Session,
    output: Output,
    chosen: Filter,
    person: Annotated[
        str | None, typer.Option("--person", help=mark("this person's statement, line by line"))
    ] = None,
    first: Annotated[
        str | None,
        typer.Option("--from", metavar="WHEN", help=mark("the first period or day: 2026Q1")),
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="WHEN", help=mark("the last period or day"))
    ] = None,
    audit: Annotated[
        bool, typer.Option("--audit", help=mark("the audit lines of everybody; with --csv too"))
    ] = False,
) -> None:
    """Draw what each person earned, and of one person the lines that add up to it."""
    view = session.view
    if person is not None:
        chosen = chosen._replace(owner=find_owner(person, view, exact=False))
    window = _window(session, first, last)
    result = build_commission(_ground(session), window, chosen)
    lines = audit or person is not None
    people = {key: member.name or key for key, member in view.settings.people.items()}
    deliver(
        session,
        output,
        "commission",
        lambda screen: commission_text(result, people, screen, lines=lines),
        lambda: commission_json(result),
        sheet=("commission-audit", lambda: commission_sheet(result)) if lines else None,
    )


def _ground(session: Session) -> CommissionGround:
    view = session.view
    return CommissionGround(
        folders=view.folders("opportunities", "orders"),
        deals=view.deals,
        scheme=Scheme(view.commission, view.targets, view.settings, view.methods.playbooks),
        unread=unread_paths(view.findings),
        today=session.today,
    )


def _window(session: Session, first: str | None, last: str | None) -> Window:
    """The days between two periods or days as they were typed.

    Raises:
        UsageError: A text is neither, or the last day is before the first.
    """
    year_start = session.view.settings.fiscal_year_start

    def days(text: str | None) -> tuple[date | None, date | None]:
        return (None, None) if text is None else days_of(text, session.today, year_start)

    window = Window.between(days(first)[0], days(last)[1], session.today, year_start)
    if window.last < window.first:
        raise UsageError(mark("{last} is before {first}"), first=first, last=last)
    return window
