"""tiers: what each account earns, which class and tier that suggests, and why."""

from kam.cli.output import deliver
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.domain.consistency import unread_paths
from kam.render.tier_page import tier_page
from kam.render.tiers import tiers_json, tiers_text
from kam.reports.selection import Filter
from kam.reports.tiers import build_tiers


@report
def tiers_command(session: Session, output: Output, chosen: Filter) -> None:
    """Rank the accounts by profit; of one account, say why it is a key account or not."""
    view = session.view
    result = build_tiers(
        view.folders("orders"),
        view.deals,
        view.models.accounts,
        view.settings,
        unread_paths(view.findings),
        session.today,
        chosen,
    )
    one = result.rows[0] if chosen.account and result.rows else None
    deliver(
        session,
        output,
        "tiers",
        lambda screen: (
            tier_page(one, view.models.accounts, view.methods, view.settings, session.today, screen)
            if one
            else tiers_text(result, view.models.accounts, view.methods, view.settings, screen)
        ),
        lambda: tiers_json(result),
    )
