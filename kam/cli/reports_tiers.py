"""tiers: what each account earns, which class and tier that suggests, and why."""

from typing import Annotated

import typer

from kam.cli.output import deliver
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.domain.consistency import unread_paths
from kam.i18n import mark
from kam.render.screen import Screen
from kam.render.tier_page import tier_page
from kam.render.tiers import tiers_json, tiers_text
from kam.render.value_matrix import matrix_text
from kam.reports.selection import Filter
from kam.reports.tiers import build_tiers


@report(money=True)
def tiers_command(
    session: Session,
    output: Output,
    chosen: Filter,
    matrix: Annotated[
        bool, typer.Option("--matrix", help=mark("the value matrix: volume by repetition"))
    ] = False,
) -> None:
    """Rank the accounts by profit; of one account, say why it is a key account or not."""
    view = session.view
    model, methods, settings = view.models.accounts, view.methods, view.settings
    unread = unread_paths(view.findings)
    result = build_tiers(
        view.folders("orders"), view.deals, model, settings, unread, session.today, chosen
    )
    one = result.rows[0] if chosen.account and result.rows else None

    def text(screen: Screen) -> str:
        if matrix:
            return matrix_text(result, model, methods, screen)
        if one:
            return tier_page(one, model, methods, settings, session.today, screen)
        return tiers_text(result, model, methods, settings, screen)

    deliver(session, output, "tiers", text, lambda: tiers_json(result))
