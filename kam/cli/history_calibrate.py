"""calibrate: what each stage was really worth, and how true the playbook's word was."""

from typing import Annotated

import typer

from kam.cli.grouping import group_names, grouping
from kam.cli.output import deliver
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.domain.cases import ended_cases
from kam.i18n import mark
from kam.render.calibration import calibration_json, calibration_text
from kam.reports.calibration import GROUPINGS, build_calibration
from kam.reports.selection import Filter


@report
def calibrate_command(
    session: Session,
    output: Output,
    chosen: Filter,
    by: Annotated[str | None, typer.Option("--by", help=mark("segment or owner"))] = None,
) -> None:
    """Draw what was learned from ended opportunities, and how true the playbook was."""
    grouped = grouping(by, GROUPINGS)
    view = session.view
    model, playbooks = view.models.calibration, view.methods.playbooks
    known = ended_cases(view.deals, playbooks, session.today, abandoned=model.abandoned)
    result = build_calibration(
        known, playbooks, model, view.settings, session.today, grouped, chosen
    )
    deliver(
        session,
        output,
        "calibrate",
        lambda screen: calibration_text(result, view.methods, screen, group_names(view, grouped)),
        lambda: calibration_json(result, view.methods),
    )
