"""search: a text anywhere in the book."""

from typing import Annotated

import typer

from kam.cli.output import deliver
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.i18n import mark
from kam.render.search import search_json, search_text
from kam.reports.search import search


@report(filters=False)
def search_command(
    session: Session,
    output: Output,
    text: Annotated[str, typer.Argument(help=mark("in names, notes, next steps and ids"))],
) -> None:
    """Find a text anywhere in the book."""
    hits = search(session.view.book, text)
    deliver(
        session,
        output,
        "search",
        lambda screen: search_text(hits, screen),
        lambda: search_json(hits),
    )
