"""velocity: win rates, cycles, stages and losses, and what would move them."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Annotated

import typer

from kam.cli.grouping import WITHOUT_CATEGORY, group_names, grouping
from kam.cli.output import deliver
from kam.cli.period_options import FirstOption, LastOption
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.cli.words import period_of
from kam.domain.choosing import choose, names_of
from kam.errors import UsageError
from kam.i18n import mark
from kam.render.velocity import rows_json, velocity_json, velocity_text
from kam.reports.selection import Filter
from kam.reports.velocity import build_velocity
from kam.workspace.view import View

_TABLES = {
    "stages": ("阶段",),
    "cohorts": ("同期组", "批次"),
    "reasons": ("原因", "丢单原因"),
    "competitors": ("竞争对手",),
}


@report(money=True)
def velocity_command(
    session: Session,
    output: Output,
    chosen: Filter,
    by: Annotated[
        str | None,
        typer.Option("--by", help=mark("owner, team, account, group, segment or line")),
    ] = None,
    first: FirstOption = None,
    last: LastOption = None,
    table: Annotated[
        str | None,
        typer.Option(
            "--table", help=mark("one table alone: stages, cohorts, reasons, competitors")
        ),
    ] = None,
    stage: Annotated[
        str | None,
        typer.Option(
            "--stage", help=mark("cohorts by the quarter in which they entered this stage")
        ),
    ] = None,
) -> None:
    """Draw how opportunities end, how fast, and where on the way they stay."""
    grouped = grouping(by, WITHOUT_CATEGORY)
    view = session.view
    alone = choose(table, _TABLES, mark("table")) if table else "cohorts" if stage else None
    year_start = view.settings.fiscal_year_start
    start = period_of(first, year_start) if first else None
    end = period_of(last, year_start) if last else None
    if start and end and end.last_day < start.first_day:
        raise UsageError(mark("{last} is before {first}"), first=first, last=last)
    result = build_velocity(
        view.deals,
        view.methods,
        view.settings,
        view.models.velocity,
        session.today,
        grouped,
        chosen,
        start,
        end,
        choose(stage, _stages(view), mark("stage")) if stage else None,
    )
    names = partial(group_names, view)
    rows = alone and (f"velocity-{alone}", lambda: rows_json(alone, result, view.methods))
    deliver(
        session,
        output,
        "velocity",
        lambda screen: velocity_text(result, view.methods, screen, names, alone),
        lambda: velocity_json(result, view.methods),
        sheet=rows or None,
    )


def _stages(view: View) -> Mapping[str, Iterable[str]]:
    """The stages of the playbooks in use, with what people call them."""
    found: dict[str, set[str]] = {}
    for key in {deal.playbook for deal in view.deals}:
        for stage, names in names_of(
            {stage.key: stage.label for stage in view.methods.playbooks[key].open_stages}
        ).items():
            found.setdefault(stage, set()).update(names)
    return found
