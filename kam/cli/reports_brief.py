"""brief: one page before a meeting, and what is still unknown."""

from typing import Annotated

import typer

from kam.cli.arguments import InEither
from kam.cli.output import deliver
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.domain.consistency import Unread
from kam.i18n import mark
from kam.render.brief import brief_markdown, brief_text
from kam.render.brief_json import brief_json
from kam.reports.brief import Sources, build_brief
from kam.workspace.naming import find_target

_MARKDOWN = ".md"


@report(filters=False)
def brief_command(
    session: Session,
    output: Output,
    name: InEither,
    markdown: Annotated[
        bool, typer.Option("--markdown", help=mark("Markdown; --out x.md chooses it, too"))
    ] = False,
) -> None:
    """Put what matters before a meeting on one page, and what is still unknown."""
    target = session.names().either(name)
    view = session.view
    book = view.part(target.account)
    folder, opportunity = find_target(book, target)
    sources = Sources(
        folders=tuple(view.folders("contacts", "activities")),
        deals=view.deals,
        methods=view.methods,
        models=view.models,
        settings=view.settings,
        unread=Unread(view.findings),
    )
    result = build_brief(folder, opportunity, sources, session.today)
    wanted = markdown or (output.out is not None and output.out.suffix.lower() == _MARKDOWN)
    deliver(
        session,
        output,
        "brief",
        lambda screen: brief_markdown(result, book) if wanted else brief_text(result, book, screen),
        lambda: brief_json(result, book),
    )
