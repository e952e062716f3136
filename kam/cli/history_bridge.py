"""bridge: what moved the open pipeline between two states of the book."""

from collections.abc import Mapping
from typing import Annotated

import typer

from kam.cli.filters import resolve_between
from kam.cli.languages import choose_for_book
from kam.cli.output import deliver
from kam.cli.past import Dated
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.cli.words import period_of
from kam.errors import UsageError
from kam.i18n import mark
from kam.render.bridge import bridge_json, bridge_sheet, bridge_text
from kam.reports.bridge import Side, build_bridge
from kam.workspace.unread import unread_in


@report(resolves=False, money=True)
def bridge_command(
    session: Session,
    output: Output,
    stated: Mapping[str, str | None],
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
    if last is not None and session.past is not None:
        raise UsageError(mark("--as-of and --to both say how the book is at the end"))
    after = session.present if last is None else session.view_at(last)
    choose_for_book(session.options, after.view.settings.language)
    before = session.view_at(first)
    chosen_before, chosen = resolve_between(stated, before, after, lambda: session.present)
    period = period_of(due, after.view.settings.fiscal_year_start) if due else None
    result = build_bridge(
        side_of(before), side_of(after), chosen, due=period, chosen_before=chosen_before
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


def side_of(end: Dated) -> Side:
    """One end of a bridge."""
    view = end.view
    return Side(end.as_of, view.deals, view.settings, unread_in(view, end.source))
