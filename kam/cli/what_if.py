"""`--what-if`: the option, the forecast beside the plain one, and both as CSV."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from kam.cli.session import Session
from kam.domain.basis import Basis
from kam.domain.deal import Deal
from kam.errors import UsageError
from kam.i18n import mark
from kam.reports.forecast import Forecast
from kam.reports.selection import Filter, acceptor

if TYPE_CHECKING:
    from kam.render.json import Json, Parts
    from kam.reports.scenario import Scenario

WhatIf = Annotated[
    list[str] | None,
    typer.Option(
        "--what-if",
        metavar="ACCOUNT/OPPORTUNITY=CHANGE",
        help=mark(
            "beside it the forecast if this happened; repeatable. CHANGE: won, lost, abandoned, "
            "hold, resume, a date or period, an amount, a stage, 60%"
        ),
    ),
]


def suppose(
    session: Session,
    texts: Sequence[str],
    basis: Basis,
    plain: Forecast,
    count: Callable[[Sequence[Deal]], Forecast],
    chosen: Filter,
) -> "Scenario":
    """The plain forecast and that of what is supposed.

    Raises:
        UsageError: It is not of bookings, or the texts do not say what can be supposed.
    """
    from kam.cli.supposing import supposed_deals
    from kam.reports.scenario import compare
    from kam.reports.unmoved import unmoved

    if basis is not Basis.BOOKINGS:
        raise UsageError(
            mark("--what-if is for bookings: what has no schedule yet would be made up"),
            hint=mark("Run the command without --basis."),
        )
    view, asked = session.view, supposed_deals(session, texts)
    supposed = count(asked.deals)
    deals, accepted = (view.deals, asked.deals), acceptor(chosen, view.settings)
    reasons = unmoved((plain, supposed), deals, asked.changes, accepted)
    return replace(compare(plain, supposed, asked.said), unmoved=reasons)


def sheet_of(
    keys: tuple[str, ...], parts: "Callable[[], Parts]", scenario: "Scenario | None"
) -> "tuple[tuple[str, ...], Callable[[], Sequence[Mapping[str, Json]]]]":
    """The keys and rows of the CSV; with a scenario three rows for each, told apart by `case`."""
    if scenario is None:
        return keys, lambda: parts()["rows"]
    from kam.render.forecast_scenario import scenario_sheet

    return ("case", *keys), lambda: scenario_sheet(keys, parts())
