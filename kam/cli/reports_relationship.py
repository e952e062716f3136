"""relationship: where each account's relationship stands."""

from kam.cli.output import deliver
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.domain.consistency import Unread
from kam.render.relationship import relationship_json, relationship_text
from kam.reports.relationship import build_relationship
from kam.reports.selection import Filter
from kam.reports.standing import build_standings


@report
def relationship_command(session: Session, output: Output, chosen: Filter) -> None:
    """Draw the status table of all accounts."""
    view = session.view
    folders = view.folders("contacts", "activities", "tasks", "orders")
    result = build_relationship(
        folders,
        view.deals,
        view.methods.relationship,
        view.settings,
        session.today,
        chosen,
        build_standings(folders, view.models.people, session.today, Unread(view.findings)),
    )
    deliver(
        session,
        output,
        "relationship",
        lambda screen: relationship_text(result, view.methods, screen),
        lambda: relationship_json(result),
    )
