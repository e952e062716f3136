"""show: one account or one opportunity on a page."""

from typing import Annotated

import typer

from kam.cli.output import deliver
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.i18n import mark
from kam.render.show_account import account_text
from kam.render.show_json import account_json, opportunity_json
from kam.render.show_opportunity import opportunity_text
from kam.workspace.naming import find_target


@report(filters=False)
def show_command(
    session: Session,
    output: Output,
    name: Annotated[
        str,
        typer.Argument(metavar="ACCOUNT[/OPPORTUNITY]", help=mark("id, name or its beginning")),
    ],
) -> None:
    """Show one account or opportunity on a page."""
    target = session.names().either(name)
    view, today = session.view, session.today
    book = view.part(target.account)
    folder, opportunity = find_target(book, target)
    deals = [deal for deal in view.deals if deal.account == target.account]
    if opportunity is None:
        deliver(
            session,
            output,
            "account",
            lambda screen: account_text(book, folder, deals, today, screen),
            lambda: account_json(folder, deals),
        )
        return
    deal = next(deal for deal in deals if deal.id == opportunity.reference)
    deliver(
        session,
        output,
        "opportunity",
        lambda screen: opportunity_text(book, folder, opportunity, deal, today, screen),
        lambda: opportunity_json(book, folder, opportunity, deal),
    )
