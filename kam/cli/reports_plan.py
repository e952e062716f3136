"""plan: what is to be reached with an account, and what is done for it."""

from typing import Annotated

import typer

from kam.cli.output import deliver
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.i18n import mark
from kam.render.account_plan import plan_json, plan_text
from kam.reports.account_plan import build_plan
from kam.workspace.naming import Target, find_target


@report(filters=False)
def plan_command(
    session: Session,
    output: Output,
    account: Annotated[
        str, typer.Argument(metavar="ACCOUNT", help=mark("id, name or its beginning"))
    ],
) -> None:
    """Show the plan of one account: objectives, actions and what is late."""
    target = Target(session.names().account(account).account)
    view = session.view
    folder, _ = find_target(view.part(target.account), target)
    result = build_plan(folder, view.models.sheets, session.today)
    deliver(
        session,
        output,
        "plan",
        lambda screen: plan_text(result, view.methods.vocabulary, screen),
        lambda: plan_json(result),
    )
