"""The funnel of each line, segment or other group: groups by stages (METHODS.md 1, SPEC.md 2)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kam.domain.alignment import milestone_of
from kam.domain.deal import Deal
from kam.domain.money import ZERO
from kam.domain.playbook import Playbook
from kam.domain.settings import Settings, TaxBasis
from kam.reports.selection import (
    EVERYTHING,
    By,
    Filter,
    OtherRow,
    apart,
    in_order,
    other_rows,
    parts,
    select,
)


class MatrixColumn(NamedTuple):
    """A column: a stage of a playbook, or where several are folded into one, a buying step.

    `stage` is None for none yet, and always where they are folded; `buying_step` is 0 for none yet,
    None where the playbook does not say it.
    """

    playbook: str | None
    stage: str | None
    buying_step: int | None


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place: number, amount, and amount x probability."""

    count: int = 0
    amount: Decimal = ZERO
    weighted: Decimal = ZERO

    def plus(self, other: "Cell") -> "Cell":
        """Both together."""
        return Cell(
            self.count + other.count, self.amount + other.amount, self.weighted + other.weighted
        )


NOTHING = Cell()


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The result: cells by group and column, every column of every group, empty ones too.

    Rows, columns and all of it add up to the cent, and to the totals of `build_pipeline`. `groups`
    are the sums of the rows, `columns` those of the columns. `folded` says that several playbooks
    are in use and their stages stand in the columns of the buying steps that they belong to.
    `count_unique` counts each deal once, however many lines it has.
    """

    as_of: date
    currency: str | None
    tax: TaxBasis | None
    by: By
    folded: bool
    cells: Mapping[tuple[str | None, MatrixColumn], Cell]
    groups: Mapping[str | None, Cell]
    columns: Mapping[MatrixColumn, Cell]
    totals: Cell
    count_unique: int
    other: tuple[OtherRow, ...]


def build_matrix(  # noqa: PLR0913, PLR0917 - what the command's options say
    deals: Iterable[Deal],
    playbooks: Mapping[str, Playbook],
    settings: Settings,
    today: date,
    by: By,
    chosen: Filter = EVERYTHING,
) -> Matrix:
    """Sum the open deals by group and stage, as the pipeline sums them by stage.

    Args:
        deals: All deals of a book; those that are not open are passed over.
        playbooks: Those of the book by key; it holds each deal's.
        settings: Of the book: its default playbook has its columns where none is in use.
        today: The day of the report.
        by: What the rows are.
        chosen: The filter.
    """
    found = [(deal, apart(deal)) for deal in select(deals, chosen, settings) if deal.is_open]
    counted = [deal for deal, reason in found if reason is None]
    used = [key for key in playbooks if any(deal.playbook == key for deal in counted)]
    folded = len(used) > 1
    columns = _columns(used or [settings.playbook], playbooks, folded=folded)
    sums: dict[tuple[str | None, MatrixColumn], Cell] = {}
    for deal in counted:
        column = _column(playbooks[deal.playbook], deal.stage, folded=folded)
        for group, amount, weighted in parts(deal, by):
            place = (group, column)
            sums[place] = sums.get(place, NOTHING).plus(Cell(1, amount, weighted))
    groups = in_order({group for group, _ in sums})
    cells = {
        (group, column): sums.get((group, column), NOTHING)
        for group in groups
        for column in columns
    }
    return Matrix(
        as_of=today,
        currency=settings.currency,
        tax=settings.amounts.tax,
        by=by,
        folded=folded,
        cells=cells,
        groups={group: _total(cells[group, one] for one in columns) for group in groups},
        columns={column: _total(cells[one, column] for one in groups) for column in columns},
        totals=_total(cells.values()),
        count_unique=len(counted),
        other=other_rows((reason, deal) for deal, reason in found if reason),
    )


def _columns(
    used: Sequence[str], playbooks: Mapping[str, Playbook], *, folded: bool
) -> list[MatrixColumn]:
    """Every open stage of the playbook, or every buying step that one of them has, in order."""
    found = dict.fromkeys(
        _column(playbooks[key], stage, folded=folded)
        for key in used
        if key in playbooks
        for stage in (None, *(one.key for one in playbooks[key].open_stages))
    )
    if not folded:
        return list(found)
    return sorted(found, key=lambda one: (one.buying_step is None, one.buying_step or 0))


def _column(playbook: Playbook, stage: str | None, *, folded: bool) -> MatrixColumn:
    step = milestone_of(playbook, stage)
    return MatrixColumn(None, None, step) if folded else MatrixColumn(playbook.key, stage, step)


def _total(cells: Iterable[Cell]) -> Cell:
    whole = NOTHING
    for cell in cells:
        whole = whole.plus(cell)
    return whole
