"""One real project: all opportunities that share it, by lot, and what of them counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from kam.domain.deal import Deal
from kam.domain.money import ZERO
from kam.domain.opportunity import Party
from kam.reports.selection import Apart, apart


@dataclass(frozen=True, slots=True)
class ProjectPart:
    """One opportunity of a project; `apart` says why an open one is in no total."""

    deal: Deal
    parties: tuple[Party, ...]
    apart: Apart | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The parts by lot, those that count first; sums in the book's currency.

    `open_amount` and `weighted` are of the open parts that count, `won` is what was booked.
    """

    name: str
    parts: tuple[ProjectPart, ...]
    open_amount: Decimal
    weighted: Decimal
    won: Decimal


def build_project(
    name: str, deals: Iterable[Deal], parties: Mapping[str, tuple[Party, ...]]
) -> Project:
    """The project of that name.

    Args:
        name: What the opportunities have as `project`.
        deals: All deals of a book.
        parties: Those of each opportunity of the project, by its full id, as far as it is known.
    """
    own = [
        ProjectPart(deal, parties.get(deal.id, ()), apart(deal) if deal.is_open else None)
        for deal in deals
        if deal.project == name
    ]
    counted = [part.deal for part in own if part.deal.is_open and part.apart is None]
    return Project(
        name=name,
        parts=tuple(sorted(own, key=_place)),
        open_amount=sum((deal.value for deal in counted), ZERO),
        weighted=sum((deal.weighted for deal in counted), ZERO),
        won=sum((entry.amount for part in own for entry in part.deal.bookings), ZERO),
    )


def _place(part: ProjectPart) -> tuple[str, bool, str]:
    out = part.apart is not None or not (part.deal.is_open or part.deal.bookings)
    return (part.deal.lot or "", out, part.deal.id)
