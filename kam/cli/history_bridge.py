"""bridge: what moved the open pipeline between two states of the book."""

from typing import Annotated

import typer

from kam.cli.output import deliver
from kam.cli.past import Dated
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.cli.words import period_of
from kam.i18n import mark
from kam.render.bridge import bridge_json, bridge_sheet, bridge_text
from kam.reports.bridge import Side, build_bridge
from kam.reports.selection import Filter
from kam.workspace.unread import unread_in
from kam.workspace.view import View


@report
def bridge_command(
    session: Session,
    output: Output,
    chosen: Filter,
    first: Annotated[
        str,
        typer.Option("--from", metavar="WHEN", help=mark("the opening: a day or any revision")),
    ],
    last: Annotated[
        str | None,
        typer.Option("--to", metavar="WHEN", help=mark("the closing; else the book as it is")),
    ] = None,
    due: Annotated[
        str | None,
        typer.Option(
            "--due", metavar="PERIOD", help=mark("only what is due in this period: 2027Q1")
        ),
    ] = None,
) -> None:
    """Draw what moved the open pipeline between two states of the book."""
    present = _present(session)  # whatever the bridge leads to, its language is that of today's
    after = present if last is None else session.view_at(last)
    before = session.view_at(first)
    period = period_of(due, after.view.settings.fiscal_year_start) if due else None
    result = build_bridge(
        _side(before),
        _side(after),
        chosen,
        due=period,
        chosen_before=_chosen_before(chosen, before.view, after.view),
    )
    deliver(
        session,
        output,
        "bridge",
        lambda screen: bridge_text(result, screen),
        lambda: bridge_json(result, from_revision=before.revision, to_revision=after.revision),
        ends=(before, after),
        sheet=("movements", lambda: bridge_sheet(result)),
    )


def _present(session: Session) -> Dated:
    """The book as it is, or as `--as-of` has it."""
    revision = session.past.commit.id if session.past else None
    return Dated(session.today, revision, session.view, session.source)


def _side(end: Dated) -> Side:
    view = end.view
    return Side(end.as_of, view.deals, view.settings, unread_in(view))


def _chosen_before(chosen: Filter, before: View, after: View) -> Filter:
    """The filter of the opening: an account that was renamed since had another id then."""
    named = {chosen.account, chosen.group} - {None}
    if not named:
        return chosen
    then = {account.id for account in before.accounts} | set(before.unread)
    former = {
        account.id: next((name for name in reversed(account.formerly) if name in then), account.id)
        for account in after.accounts
        if account.id in named and account.id not in then
    }
    return chosen._replace(
        account=former.get(chosen.account or "", chosen.account),
        group=former.get(chosen.group or "", chosen.group),
    )
