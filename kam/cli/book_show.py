"""show: one account or one opportunity on a page."""

from datetime import date

from kam.cli.arguments import InEither
from kam.cli.output import deliver
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.domain.deal import Deal
from kam.domain.touching import find_touches
from kam.render.show_account import account_text
from kam.render.show_json import account_json, opportunity_json
from kam.render.show_opportunity import opportunity_text
from kam.reports.project import Project, build_project
from kam.workspace.naming import find_target


@report(filters=False)
def show_command(
    session: Session,
    output: Output,
    name: InEither,
) -> None:
    """Show one account or opportunity on a page."""
    target = session.names().either(name)
    view, today = session.view, session.today
    book = view.part(target.account)
    folder, opportunity = find_target(book, target)
    deals = [deal for deal in view.deals if deal.account == target.account]
    if opportunity is None:

        def touched() -> date | None:
            touches = find_touches(view.folders("activities"), view.models.rhythm, today)
            return touches.accounts.get(target.account)

        deliver(
            session,
            output,
            "account",
            lambda screen: account_text(book, folder, deals, touched, today, screen),
            lambda: account_json(book, folder, deals, today),
        )
        return
    deal = next(deal for deal in deals if deal.id == opportunity.reference)
    project = _project(session, deal)
    deliver(
        session,
        output,
        "opportunity",
        lambda screen: opportunity_text(book, folder, opportunity, deal, today, screen, project),
        lambda: opportunity_json(book, folder, opportunity, deal, project),
    )


def _project(session: Session, deal: Deal) -> Project | None:
    """The project that an opportunity is a part of, with all its parts; None for none."""
    if deal.project is None:
        return None
    view = session.view
    accounts = {one.account for one in view.deals if one.project == deal.project}
    folders = [folder for account in accounts for folder in view.part(account).folders]
    parties = {one.reference: one.parties for folder in folders for one in folder.opportunities}
    return build_project(deal.project, view.deals, parties)
