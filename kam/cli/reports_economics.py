"""economics: what accounts cost and bring, and whether they are worth it."""

from kam.cli.arguments import PerhapsAccount
from kam.cli.output import deliver
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.cli.worth import worth_of
from kam.render.economics import economics_json, economics_sheet, economics_text
from kam.reports.economics import build_economics
from kam.reports.selection import Filter


@report(money=True)
def economics_command(
    session: Session,
    output: Output,
    chosen: Filter,
    name: PerhapsAccount = None,
) -> None:
    """Draw the years of one account, or a line for each of all."""
    if name is not None:
        chosen = chosen._replace(account=session.names().account(name).account)
    result = build_economics(worth_of(session), chosen)
    deliver(
        session,
        output,
        "economics",
        lambda screen: economics_text(result, screen),
        lambda: economics_json(result),
        sheet=("account-years", lambda: economics_sheet(result)),
    )
