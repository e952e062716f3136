"""The forecast: what each period closed and may still close (METHODS.md 11, SPEC.md 3)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.periods import Grain
from kam.domain.settings import TaxBasis
from kam.reports.selection import By, OtherRow


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastRow:
    """One period, and one group with `--by`.

    `weighted` and `open_pipeline` leave `omitted` out. expected = closed + weighted;
    commit_forecast = closed + commit; best_case_forecast = closed + commit + best_case;
    open_pipeline = commit + best_case + pipeline; coverage = open_pipeline / (target - closed),
    None without a target or with nothing left to win; attainment = closed / target, a ratio.
    `period` is None in the totals.
    """

    period: str | None
    group: str | None
    count: int
    closed: Decimal
    commit: Decimal
    best_case: Decimal
    pipeline: Decimal
    omitted: Decimal
    weighted: Decimal
    expected: Decimal
    commit_forecast: Decimal
    best_case_forecast: Decimal
    open_pipeline: Decimal
    target: Decimal | None
    coverage: Decimal | None
    attainment: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The result of the forecast report."""

    as_of: date
    currency: str | None
    tax: TaxBasis | None
    grain: Grain
    by: By | None
    rows: tuple[ForecastRow, ...]
    totals: ForecastRow
    count_unique: int
    other: tuple[OtherRow, ...]
