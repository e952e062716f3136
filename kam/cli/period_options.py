"""`--period`, `--from` and `--to`: the periods of a report as people type them."""

from typing import Annotated

import typer

from kam.cli.words import period_of
from kam.domain.choosing import choose
from kam.domain.periods import Grain, Period
from kam.i18n import mark

_GRAINS = {"month": ("月", "按月"), "quarter": ("季", "季度"), "year": ("年", "年度")}
GrainOption = Annotated[str, typer.Option("--period", help=mark("month, quarter or year"))]
FirstOption = Annotated[
    str | None, typer.Option("--from", metavar="PERIOD", help=mark("the first period: 2026Q1"))
]
LastOption = Annotated[
    str | None, typer.Option("--to", metavar="PERIOD", help=mark("the last period"))
]


def grain_of(text: str) -> Grain:
    """How long the periods are.

    Raises:
        UsageError: It is none of the known lengths.
    """
    return Grain(choose(text, _GRAINS, mark("period")))


def period_at(text: str | None, grain: Grain, year_start: int, *, end: bool) -> Period | None:
    """The first or last period of a report, of its grain, whatever grain was typed.

    Raises:
        UsageError: It is no period.
    """
    if text is None:
        return None
    typed = period_of(text, year_start)
    return Period.of(typed.last_day if end else typed.first_day, grain, year_start)
