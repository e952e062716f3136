"""The funnel: open deals by stage (METHODS.md 1 and 11)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kam.domain.settings import TaxBasis
from kam.reports.selection import By, OtherRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineRow:
    """One stage of one playbook, and of one group with `--by`; `stage` is None for none yet.

    `median_days` counts calendar days since the last history entry; None where none has one.
    """

    playbook: str
    stage: str | None
    probability: Decimal | None
    group: str | None
    count: int
    amount: Decimal
    weighted: Decimal
    median_days: Decimal | None
    stalled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineTotals:
    """Sums over all rows; `count_unique` counts each deal once, however many rows it is in."""

    count: int
    count_unique: int
    amount: Decimal
    weighted: Decimal
    stalled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """The result of the pipeline report."""

    as_of: date
    currency: str | None
    tax: TaxBasis | None
    by: By | None
    rows: tuple[PipelineRow, ...]
    totals: PipelineTotals
    other: tuple[OtherRow, ...]
