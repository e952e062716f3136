"""forecast: what each period closed and may still close."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from kam.cli.forecast_basis import basis_of, deals_on
from kam.cli.grouping import OF_DEALS, group_names, grouping
from kam.cli.output import deliver
from kam.cli.period_options import FirstOption, GrainOption, LastOption, grain_of, period_at
from kam.cli.report_options import Output, report
from kam.cli.session import Session
from kam.cli.what_if import WhatIf, sheet_of, suppose
from kam.cli.words import ratio_of
from kam.domain.basis import Basis
from kam.domain.deal import Deal
from kam.domain.money import ZERO
from kam.domain.periods import Grain
from kam.errors import UsageError
from kam.i18n import mark
from kam.render.forecast import forecast_json, forecast_keys, forecast_text
from kam.render.screen import Screen
from kam.reports.forecast import Forecast, build_forecast
from kam.reports.selection import By, Filter

if TYPE_CHECKING:
    from kam.render.json import Parts
    from kam.reports.calls import Calls
    from kam.reports.ranges import Ranges
    from kam.reports.tally import Place


@report(money=True)
def forecast_command(
    session: Session,
    output: Output,
    chosen: Filter,
    period: GrainOption = "quarter",
    by: Annotated[
        str | None,
        typer.Option("--by", help=mark("owner, team, account, group, segment, line or category")),
    ] = None,
    first: FirstOption = None,
    last: LastOption = None,
    basis: Annotated[
        str, typer.Option("--basis", help=mark("bookings, revenue or cash"))
    ] = "bookings",
    calibrated: Annotated[
        bool,
        typer.Option(
            "--calibrated", help=mark("with probabilities learned from ended opportunities")
        ),
    ] = False,
    ranged: Annotated[
        bool,
        typer.Option("--range", help=mark("also P10, P50, P90 and the chance of the target")),
    ] = False,
    correlation: Annotated[
        str | None,
        typer.Option(
            "--correlation",
            metavar="RATIO",
            help=mark("--range with deals that a common shock moves together: 0.2 or 20%"),
        ),
    ] = None,
    what_if: WhatIf = None,
) -> None:
    """Draw what each period closed and may still close."""
    grouped = grouping(by, OF_DEALS)
    grain = grain_of(period)
    view = session.view
    year_start = view.settings.fiscal_year_start
    counted = basis_of(basis)
    is_called = counted is Basis.BOOKINGS and bool(view.calls)

    def count(deals: Sequence[Deal]) -> Forecast:
        learned = None
        if calibrated:
            from kam.cli.calibrating import calibrate_in

            deals, learned = calibrate_in(view, deals, session.today)
        found = build_forecast(
            deals_on(counted, session, deals),
            view.targets,
            view.settings,
            session.today,
            grain,
            grouped,
            chosen,
            period_at(first, grain, year_start, end=False),
            period_at(last, grain, year_start, end=True),
            counted,
            _called(session, grain, grouped, chosen) if is_called else (),
        )
        return replace(found, learned=learned)

    result, scenario = count(view.deals), None
    if what_if:
        scenario = suppose(session, what_if, counted, result, count, chosen)
        result = scenario.plain
    if first and last and not result.rows and not grouped:
        raise UsageError(mark("{last} is before {first}"), first=first, last=last)
    calls = _calls(session, result, chosen) if is_called else None
    ranges = None
    if ranged or correlation:
        ranges = _ranges(result, correlation)
        if scenario:
            supposed = _ranges(scenario.supposed, correlation)
            scenario = replace(scenario, ranges=ranges, supposed_ranges=supposed)

    def text(screen: Screen) -> str:
        names = group_names(view, grouped)
        body = forecast_text(result, screen, names, ranges, scenario)
        if calls is None:
            return body
        from kam.render.calls import calls_text

        return body + calls_text(calls, result, screen, names, group_names(view, By.OWNER))

    def parts() -> "Parts":
        return forecast_json(result, calls, ranges, scenario)

    keys = forecast_keys(ranged=ranges is not None)
    sheet = sheet_of(keys, parts, scenario)
    deliver(session, output, "forecast", text, parts, sheet=sheet)


def _called(session: Session, grain: Grain, by: By | None, chosen: Filter) -> "Collection[Place]":
    from kam.reports.calls import called_places

    view = session.view
    return called_places(
        view.calls, view.settings, session.today, grain=grain, by=by, chosen=chosen
    )


def _calls(session: Session, result: Forecast, chosen: Filter) -> "Calls":
    from kam.reports.calls import build_calls

    view = session.view
    return build_calls(
        view.calls,
        view.deals,
        view.targets,
        view.settings,
        session.today,
        grain=result.grain,
        periods=result.periods,
        by=result.by,
        chosen=chosen,
    )


def _ranges(result: Forecast, correlation: str | None) -> "Ranges":
    from kam.reports.ranges import build_ranges

    return build_ranges(result, ratio_of(correlation) if correlation else ZERO)
