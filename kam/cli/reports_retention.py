"""retention: who stays, who buys less, and who is late by the own rhythm."""

from kam.cli.output import deliver
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.cli.worth import worth_of
from kam.render.retention import retention_json, retention_text
from kam.reports.retention import build_retention
from kam.reports.selection import Filter


@report(money=True)
def retention_command(session: Session, output: Output, chosen: Filter) -> None:
    """Draw who of the customers of the year before bought again, and who needs a visit."""
    result = build_retention(worth_of(session), chosen)
    deliver(
        session,
        output,
        "retention",
        lambda screen: retention_text(result, screen),
        lambda: retention_json(result),
    )
