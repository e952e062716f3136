"""commission: what each of us earned in a window, with an audit line for every deal."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from kam.cli.filters import find_owner
from kam.cli.grouping import group_names
from kam.cli.output import deliver
from kam.cli.report_options import MarkdownOption, Output, report
from kam.cli.session import Session
from kam.cli.words import days_of
from kam.domain.consistency import unread_paths
from kam.domain.deal import Deal
from kam.domain.states import Kind
from kam.errors import UsageError
from kam.i18n import mark
from kam.render.commission import CommissionPage, commission_markdown, commission_text
from kam.render.commission_json import commission_json, commission_sheet
from kam.reports.commission import CommissionGround, build_commission
from kam.reports.commission_if_won import build_if_won, winning_day
from kam.reports.commission_scheme import Scheme
from kam.reports.commission_window import Window
from kam.reports.selection import By, Filter
from kam.workspace.naming import find_target


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
    if_won: Annotated[
        list[str] | None,
        typer.Option(
            "--if-won",
            metavar="ACCOUNT/OPPORTUNITY",
            help=mark("as if this were won; repeatable, nothing is written"),
        ),
    ] = None,
    markdown: MarkdownOption = False,
) -> None:
    """Draw what each person earned, and of one person the lines that add up to it."""
    view = session.view
    if person is not None:
        chosen = chosen._replace(owner=find_owner(person, view, exact=False))
    window = _window(session, first, last)
    ground = _ground(session)
    result, supposed = build_commission(ground, window, chosen), None
    if if_won:
        days = _days_of_wins(session, ground, if_won, window)
        result, supposed = build_if_won(ground, days, window, chosen)
    lines = audit or person is not None
    people = group_names(view, By.OWNER)
    page = CommissionPage(result, people, person, audit, supposed)
    wanted = output.is_markdown(asked=markdown)
    deliver(
        session,
        output,
        "commission",
        lambda screen: commission_markdown(page) if wanted else commission_text(page, screen),
        lambda: commission_json(result, supposed),
        sheet=("commission-audit", lambda: commission_sheet(result.audit)) if lines else None,
    )


def _days_of_wins(
    session: Session, ground: CommissionGround, names: Sequence[str], window: Window
) -> dict[str, date]:
    """The opportunities that are supposed to be won, by full id, and when.

    Raises:
        UnreadableFile: The file of one does not read.
        UsageError: One is not open, closes by its orders, has no amount, or would be won outside
            the window.
    """
    deals = {deal.id: deal for deal in ground.deals}
    found: dict[str, date] = {}
    for name in names:
        target = session.names().opportunity(name)
        find_target(session.view.part(target.account), target)
        deal = deals[str(target)]
        found[deal.id] = _day_of_win(deal, window, session.today)
    return found


def _day_of_win(deal: Deal, window: Window, today: date) -> date:
    if not deal.is_open:
        raise UsageError(mark("{id} is not open"), id=deal.id)
    if deal.kind is Kind.FRAMEWORK:
        raise UsageError(
            mark("{id} is a framework: its orders are what is booked"),
            hint=mark("what they earn is in the statement as it stands"),
            id=deal.id,
        )
    if deal.stated is None:
        raise UsageError(
            mark("{id} has no amount"),
            hint=mark("set it: kam set {id} amount=AMOUNT"),
            id=deal.id,
        )
    day = winning_day(deal, window, today)
    if day is None:
        raise UsageError(
            mark("neither today nor the close date of {id} lies in {window}"),
            hint=mark("choose other days with --from and --to"),
            id=deal.id,
            window=window.name,
        )
    return day


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
