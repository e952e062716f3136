"""plan: what is to be reached with an account, or what a month holds for everybody."""

from typing import Annotated

import typer

from kam.cli.arguments import PerhapsAccount
from kam.cli.month_planning import show_month
from kam.cli.output import deliver
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.errors import UsageError
from kam.i18n import mark
from kam.render.account_plan import plan_json, plan_text
from kam.reports.account_plan import build_plan
from kam.reports.selection import EVERYTHING, Filter
from kam.workspace.naming import Target, find_target

ALONE = {"--month": "next month"}
"""What an option means that stands without a value."""


@report
def plan_command(
    session: Session,
    output: Output,
    chosen: Filter,
    target: PerhapsAccount = None,
    month: Annotated[
        str | None,
        typer.Option("--month", metavar="MONTH", help=mark("2026-12; else the next month")),
    ] = None,
) -> None:
    """Show the plan of one account, or without one the visits and milestones of a month."""
    account = session.names().account(target).account if target else None
    if account is None:
        show_month(session, output, chosen, month)
    elif month is not None:
        show_month(session, output, chosen._replace(account=account), month)
    elif chosen != EVERYTHING:
        raise UsageError(mark("filters belong to the plan of a month: add --month"))
    else:
        _show_account(session, output, account)


def _show_account(session: Session, output: Output, account: str) -> None:
    """Draw the plan of one account: objectives, actions and what is late."""
    target, view = Target(account), session.view
    folder, _ = find_target(view.part(account), target)
    result = build_plan(folder, view.models.sheets, session.today)
    deliver(
        session,
        output,
        "plan",
        lambda screen: plan_text(result, view.methods.vocabulary, screen),
        lambda: plan_json(result),
    )
