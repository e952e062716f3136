"""receivables: what of orders is to be paid, what is late and what came in."""

from typing import Annotated

import typer

from kam.cli.grouping import group_names, grouping
from kam.cli.output import deliver
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.cli.words import period_of
from kam.domain.consistency import unread_paths
from kam.domain.periods import Grain, Period
from kam.domain.rhythm_model import LONGEST
from kam.errors import UsageError
from kam.i18n import mark
from kam.render.receivables import receivables_json, receivables_text
from kam.reports.payments import Owing
from kam.reports.receivables import build_receivables, window_of
from kam.reports.selection import By, Filter

_GROUPS = (By.ACCOUNT, By.OWNER, By.TEAM, By.GROUP, By.SEGMENT, By.KIND)


@report(money=True)
def receivables_command(
    session: Session,
    output: Output,
    chosen: Filter,
    by: Annotated[
        str | None,
        typer.Option("--by", help=mark("account, owner, team, group, segment or kind")),
    ] = None,
    days: Annotated[
        int | None,
        typer.Option("--days", min=0, max=LONGEST, help=mark("list what is due in N days")),
    ] = None,
    first: Annotated[
        str | None,
        typer.Option("--from", metavar="PERIOD", help=mark("count what came in from this period")),
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="PERIOD", help=mark("through this period"))
    ] = None,
) -> None:
    """Draw what of orders is to be paid, what is late and what came in."""
    grouped = grouping(by, _GROUPS) or By.ACCOUNT
    owing = owing_of(session)
    year_start = owing.settings.fiscal_year_start
    year = Period.of(session.today, Grain.YEAR, year_start)
    start = (period_of(first, year_start) if first else year).first_day
    end = (period_of(last, year_start) if last else year).last_day
    if last and end < start:
        raise UsageError(mark("{last} is before {first}"), first=first or year, last=last)
    if start > session.today:
        raise UsageError(mark("{first} lies ahead: nothing has come in yet"), first=first)
    window = window_of(owing, start, end, days)
    result = build_receivables(owing, window, grouped, chosen)
    view = session.view
    deliver(
        session,
        output,
        "receivables",
        lambda screen: receivables_text(result, view.methods, screen, group_names(view, grouped)),
        lambda: receivables_json(result),
    )


def owing_of(session: Session) -> Owing:
    """The parts of the book that receivables look at."""
    view = session.view
    return Owing(
        folders=view.folders("opportunities", "orders"),
        deals={deal.id: deal for deal in view.deals},
        settings=view.settings,
        model=view.models.receivables,
        unread=unread_paths(view.findings),
        today=session.today,
    )
