"""Two forecasts side by side: as the book is, and as it would be (METHODS.md 11)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kam.domain.money import ZERO
from kam.reports.forecast import Forecast, ForecastRow

if TYPE_CHECKING:
    from kam.reports.ranges import Outlook, Ranges
    from kam.reports.unmoved import Unmoved

SUMS = (
    "closed",
    "commit",
    "best_case",
    "pipeline",
    "omitted",
    "weighted",
    "expected",
    "commit_forecast",
    "best_case_forecast",
    "open_pipeline",
)
"""The amounts of a row that are compared, beside `count`."""
RANGE = ("p10", "p50", "p90", "target_probability")
"""The figures of its range that are."""


@dataclass(frozen=True)
class Scenario:
    """Both forecasts with the same rows in the same order, and what was supposed by opportunity.

    With `--range` the ranges of both. `unmoved` says of which opportunities it is not seen, or not
    all of it, and why.
    """

    plain: Forecast
    supposed: Forecast
    changes: Mapping[str, str]
    ranges: "Ranges | None" = None
    supposed_ranges: "Ranges | None" = None
    unmoved: "Mapping[str, Unmoved]" = field(default_factory=dict)

    def beside(self, row: ForecastRow) -> ForecastRow:
        """The row of the scenario for a row of the plain forecast, or for its totals."""
        return self._supposed_rows.get((row.period, row.group), self.supposed.totals)

    @cached_property
    def _supposed_rows(self) -> Mapping[tuple[str | None, str | None], ForecastRow]:
        """The rows of the scenario by period and group: every row of a table asks for its own."""
        return {(row.period, row.group): row for row in self.supposed.rows}

    def changes_of(self, row: ForecastRow) -> dict[str, Decimal | int | None]:
        """What the scenario changes in a row of the plain forecast, or in its totals."""
        supposed = self.beside(row)
        if self.ranges is None or self.supposed_ranges is None:
            return differences(row, supposed)
        outlooks = self.ranges.of(row), self.supposed_ranges.of(supposed)
        return differences(row, supposed, *outlooks)


def compare(plain: Forecast, supposed: Forecast, changes: Mapping[str, str]) -> Scenario:
    """The two forecasts with the rows of both: what only one has is nothing in the other."""
    groups = dict.fromkeys(row.group for row in (*plain.rows, *supposed.rows))
    periods = sorted({row.period or "" for row in (*plain.rows, *supposed.rows)})
    cells = [(group, period) for group in groups for period in periods]
    return Scenario(_with_rows(plain, supposed, cells), _with_rows(supposed, plain, cells), changes)


def _with_rows(
    forecast: Forecast, other: Forecast, cells: Iterable[tuple[str | None, str]]
) -> Forecast:
    """The forecast with a row for every cell; a period beyond its end has no target of a group."""
    own, others = ({(row.group, row.period): row for row in one.rows} for one in (forecast, other))
    rows = []
    for group, period in cells:
        known = own.get((group, period))
        like = others.get((group, period)) or replace(
            forecast.totals, period=period, group=group, target=None
        )
        rows.append(known or _empty(like))
    return replace(forecast, rows=tuple(rows))


def _empty(row: ForecastRow) -> ForecastRow:
    """A row of the same place and target in which there is nothing."""
    nothing: dict[str, Any] = dict.fromkeys(SUMS, ZERO)
    attainment = None if row.target is None else ZERO
    return replace(row, count=0, coverage=None, attainment=attainment, **nothing)


def differences(
    row: ForecastRow,
    supposed: ForecastRow,
    outlook: "Outlook | None" = None,
    supposed_outlook: "Outlook | None" = None,
) -> dict[str, Decimal | int | None]:
    """By how much a scenario changes the figures of a row, and of its range where both are known.

    The probability of the target changes by percentage points; it is None without a target.
    """
    found: dict[str, Decimal | int | None] = {
        name: getattr(supposed, name) - getattr(row, name) for name in ("count", *SUMS)
    }
    if outlook and supposed_outlook:
        for name in RANGE:
            old, new = getattr(outlook, name), getattr(supposed_outlook, name)
            found[name] = None if old is None or new is None else new - old
    return found
