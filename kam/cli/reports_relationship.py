"""relationship: where each account's relationship stands."""

from kam.cli.output import deliver
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.domain.consistency import Unread
from kam.domain.touching import find_touches
from kam.render.relationship import relationship_json, relationship_text
from kam.render.relationship_page import relationship_page
from kam.render.screen import Screen
from kam.reports.people_standing import build_standings
from kam.reports.relationship import build_relationship
from kam.reports.selection import Filter


@report
def relationship_command(session: Session, output: Output, chosen: Filter) -> None:
    """Draw the status table of all accounts, or one account's working points."""
    view = session.view
    folders = view.folders("contacts", "activities", "tasks", "orders")
    unread = Unread(view.findings)
    touches = find_touches(folders, view.models.rhythm, session.today)
    result = build_relationship(
        folders,
        view.deals,
        view.methods.relationship,
        view.settings,
        session.today,
        chosen,
        build_standings(folders, view.models.people, touches.people, session.today, unread),
        accounts=view.models.accounts,
        touched=touches.accounts,
        unread=unread,
    )
    one = result.rows[0] if chosen.account and result.rows else None

    def text(screen: Screen) -> str:
        if one is None:
            return relationship_text(result, view.methods, view.models.people, screen)
        account = next(folder.account for folder in folders if folder.account.id == one.account)
        return relationship_page(
            one, account, view.methods, view.models.people, session.today, screen
        )

    deliver(
        session,
        output,
        "relationship",
        text,
        lambda: relationship_json(result),
    )
