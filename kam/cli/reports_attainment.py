"""attainment: what was achieved against the targets, and whether the pace is enough."""

from typing import Annotated

import typer

from kam.cli.grouping import group_names
from kam.cli.output import deliver
from kam.cli.period_options import FirstOption, GrainOption, LastOption, grain_of, period_at
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.domain.choosing import choose
from kam.domain.consistency import unread_paths
from kam.domain.target import Measure
from kam.errors import UsageError
from kam.i18n import mark
from kam.render.attainment import Names, attainment_json, attainment_text
from kam.reports.attainment import build_attainment
from kam.reports.credited import CreditGround
from kam.reports.selection import By, Filter

_MEASURES = {
    Measure.BOOKINGS.value: ("签约", "签约额"),
    Measure.ORDERS.value: ("订单", "订单额"),
    Measure.CASH.value: ("回款",),
    Measure.MARGIN.value: ("毛利",),
}


@report(money=True)
def attainment_command(
    session: Session,
    output: Output,
    chosen: Filter,
    period: GrainOption = "quarter",
    first: FirstOption = None,
    last: LastOption = None,
    measure: Annotated[
        str | None, typer.Option("--measure", help=mark("bookings, orders, cash or margin"))
    ] = None,
) -> None:
    """Draw what people and teams were to reach, what they have, and what is needed from here."""
    grain = grain_of(period)
    counted = Measure(choose(measure, _MEASURES, mark("measure"))) if measure else None
    view = session.view
    year_start = view.settings.fiscal_year_start
    start = period_at(first, grain, year_start, end=False)
    end = period_at(last, grain, year_start, end=True)
    if start and end and end < start:
        raise UsageError(mark("{last} is before {first}"), first=first, last=last)
    ground = CreditGround(
        deals=view.deals,
        folders=lambda: view.folders("orders"),
        settings=view.settings,
        unread=unread_paths(view.findings),
        today=session.today,
    )
    result = build_attainment(ground, view.targets, chosen, grain, start, end, counted)
    names = Names(group_names(view, By.OWNER), group_names(view, By.TEAM))
    deliver(
        session,
        output,
        "attainment",
        lambda screen: attainment_text(result, names, screen),
        lambda: attainment_json(result),
    )
