"""Columns of months: the first ones go where a screen is too narrow, and what goes is said."""

from collections.abc import Iterator, Sequence

from kam.i18n import translate
from kam.render.labels import month_heading
from kam.render.line import Line, line
from kam.render.table import Column, Table
from kam.render.widths import fit


def month_columns(months: Sequence[str]) -> list[Column]:
    """A column a month; the earliest goes first."""
    return [
        Column(heading=month_heading(month, place), right=True, drop=place + 1)
        for place, month in enumerate(months)
    ]


def fit_months(
    table: Table, months: Sequence[str], width: int | None
) -> tuple[Table, Sequence[str]]:
    """A table whose columns are a name, then the months; and the months that it has no room for.

    The year stands at the first month that is shown.
    """
    gone = 0
    while True:
        columns = list(table.columns)
        for at, month in enumerate(months[: gone + 1], start=1):
            columns[at] = columns[at]._replace(heading=month)
        shown = table._replace(columns=columns)
        there = fit(shown, width)
        without = sum(at not in there for at in range(1, len(months) + 1))
        if without <= gone:
            return shown, months[:without]
        gone = without


def no_room(months: Sequence[str], command: str) -> Iterator[Line]:
    """Which months are not shown, and the command that has them."""
    if months:
        span = months[0] if len(months) == 1 else f"{months[0]} – {months[-1]}"
        yield line(
            translate("no room for {months}: {command}").format(months=span, command=command)
        )
