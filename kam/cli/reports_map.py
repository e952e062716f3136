"""map: the people of an account or opportunity, what is missing, whom to visit next."""

from kam.cli.arguments import InEither
from kam.cli.output import deliver
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.domain.consistency import Unread
from kam.domain.touching import find_touches
from kam.render.people_json import map_json
from kam.render.people_map import map_text
from kam.reports.people_map import build_map
from kam.workspace.naming import find_target


@report(filters=False)
def map_command(
    session: Session,
    output: Output,
    name: InEither,
) -> None:
    """Draw the relationship map."""
    target = session.names().either(name)
    view = session.view
    folder, opportunity = find_target(view.part(target.account), target)
    folders = view.folders("contacts", "activities")
    result = build_map(
        folders,
        folder.account,
        opportunity,
        model=view.models.people,
        seen=find_touches(folders, view.models.rhythm, session.today).people,
        today=session.today,
        unread=Unread(view.findings),
    )
    words = view.methods.vocabulary
    deliver(
        session,
        output,
        "map",
        lambda screen: map_text(result, view.models.people, words, screen),
        lambda: map_json(result),
    )
