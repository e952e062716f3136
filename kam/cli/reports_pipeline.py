"""pipeline: the funnel."""

from typing import Annotated

import typer

from kam.cli.grouping import WITHOUT_CATEGORY, group_names, grouping
from kam.cli.output import deliver
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.errors import UsageError
from kam.i18n import mark
from kam.render.pipeline import pipeline_json, pipeline_text
from kam.reports.pipeline import build_pipeline
from kam.reports.selection import By, Filter


@report(money=True)
def pipeline_command(
    session: Session,
    output: Output,
    chosen: Filter,
    by: Annotated[
        str | None,
        typer.Option("--by", help=mark("owner, team, account, group, segment or line")),
    ] = None,
    matrix: Annotated[
        str | None,
        typer.Option("--matrix", help=mark("line, segment or another group by stage")),
    ] = None,
) -> None:
    """Draw the open opportunities by stage."""
    grouped, crossed = grouping(by, WITHOUT_CATEGORY), grouping(matrix, WITHOUT_CATEGORY)
    if crossed:
        if grouped:
            raise UsageError(mark("--by and --matrix exclude each other"))
        _deliver_matrix(session, output, chosen, crossed)
        return
    view = session.view
    result = build_pipeline(
        view.deals,
        view.methods.playbooks,
        view.settings,
        session.today,
        grouped,
        chosen,
        view.trails,
    )
    deliver(
        session,
        output,
        "pipeline",
        lambda screen: pipeline_text(result, view.methods, screen, group_names(view, grouped)),
        lambda: pipeline_json(result, view.methods),
    )


def _deliver_matrix(session: Session, output: Output, chosen: Filter, by: By) -> None:
    from kam.render.matrix import matrix_json, matrix_text
    from kam.reports.matrix import build_matrix

    view = session.view
    result = build_matrix(
        view.deals, view.methods.playbooks, view.settings, session.today, by, chosen
    )
    deliver(
        session,
        output,
        "pipeline-matrix",
        lambda screen: matrix_text(result, view.methods, screen, group_names(view, by)),
        lambda: matrix_json(result, view.methods),
    )
