"""The parts of the book that the reports on the worth of accounts look at."""

from kam.cli.session import Session
from kam.domain.consistency import unread_paths
from kam.domain.deal import by_account
from kam.reports.worth_ground import WorthGround


def worth_of(session: Session) -> WorthGround:
    """What economics, retention and whitespace look at."""
    view = session.view
    return WorthGround(
        folders=view.folders("opportunities", "orders"),
        deals=by_account(view.deals),
        settings=view.settings,
        model=view.models.worth,
        unread=unread_paths(view.findings),
        today=session.today,
    )
