"""brief: one page before a meeting, and what is still unknown."""

from kam.cli.arguments import InEither
from kam.cli.output import deliver
from kam.cli.report_options import MarkdownOption, Output, report
from kam.cli.session import Session
from kam.domain.consistency import Unread
from kam.render.brief import brief_markdown, brief_text
from kam.render.brief_json import brief_json
from kam.reports.brief import Sources, build_brief
from kam.workspace.naming import find_target


@report(filters=False)
def brief_command(
    session: Session,
    output: Output,
    name: InEither,
    markdown: MarkdownOption = False,
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
    wanted = output.is_markdown(asked=markdown)
    deliver(
        session,
        output,
        "brief",
        lambda screen: brief_markdown(result, book) if wanted else brief_text(result, book, screen),
        lambda: brief_json(result, book),
    )
