"""list: accounts, opportunities, contacts, tasks, orders or activities, one a line."""

from typing import Annotated

import typer

from kam.cli.output import deliver
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.domain.choosing import choose
from kam.i18n import mark
from kam.render.listing import listing_json, listing_text
from kam.reports.listing import LISTS
from kam.reports.selection import Filter

_WHAT = {
    "accounts": ("account", "客户"),
    "opportunities": ("opportunity", "deals", "商机"),
    "contacts": ("contact", "people", "联系人"),
    "tasks": ("task", "next-steps", "任务"),
    "orders": ("order", "订单"),
    "activities": ("activity", "log", "活动"),
}


@report
def list_command(
    session: Session,
    output: Output,
    chosen: Filter,
    what: Annotated[
        str,
        typer.Argument(help=mark("accounts, opportunities, contacts, tasks, orders or activities")),
    ],
) -> None:
    """List accounts, opportunities and the rest."""
    kind = choose(what, _WHAT, mark("list"))
    rows = LISTS[kind](session.view, session.today, chosen)
    deliver(
        session,
        output,
        kind,
        lambda screen: listing_text(kind, rows, session.view.methods, session.today, screen),
        lambda: listing_json(kind, rows),
    )
