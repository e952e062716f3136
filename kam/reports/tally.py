"""What deals add up to by group and period: the sums of a forecast, one pass over the deals."""

from collections.abc import Callable, Iterable
from datetime import date

from kam.domain.chance import Chance
from kam.domain.deal import Deal
from kam.domain.money import HUNDRED, ZERO
from kam.domain.periods import Period
from kam.domain.states import Category
from kam.reports.selection import By, group_of, parts

COLUMNS = (
    Category.CLOSED,
    Category.COMMIT,
    Category.BEST_CASE,
    Category.PIPELINE,
    Category.OMITTED,
)
"""The categories in the order of the columns, and of the rows by category."""
Place = tuple[str | None, Period]
"""A group, None where nothing is grouped, and a period."""


class Sums:
    """What one row adds up; `count` counts open deals, `weighted` leaves `omitted` out.

    A deal in phases comes phase after phase, and counts once. `backlog` is what is certain.
    `chances` are what is weighted, one by one; they are not added up.
    """

    __slots__ = ("backlog", "chances", "columns", "count", "last", "weighted")

    def __init__(self) -> None:
        self.count = 0
        self.last: str | None = None
        self.backlog = ZERO
        self.weighted = ZERO
        self.columns = dict.fromkeys(COLUMNS, ZERO)
        self.chances: list[Chance] = []

    def add(self, other: "Sums") -> None:
        """Add another row's sums."""
        self.count += other.count
        self.backlog += other.backlog
        self.weighted += other.weighted
        for category, amount in other.columns.items():
            self.columns[category] += amount


class Tally:
    """The sums of all rows.

    Attributes:
        sums: By group and period.
        deals: The ids of the open deals in each period; of a deal in phases in several of them.
    """

    def __init__(self, period_of: Callable[[date], Period], by: By | None) -> None:
        self._period_of = period_of
        self._by = by
        self.sums: dict[Place, Sums] = {}
        self.deals: dict[Period, set[str]] = {}

    def count_open(self, deal: Deal, due: date) -> None:
        """Add an open deal to the period in which it is due."""
        period, category = self._period_of(due), deal.category
        self.deals.setdefault(period, set()).add(deal.id)
        for group, amount, weighted in parts(deal, self._by):
            row = self._at(group, period)
            row.count += row.last != deal.id
            row.last = deal.id
            row.columns[category] += amount
            if deal.probability == HUNDRED:
                row.backlog += amount
            if category is not Category.OMITTED:
                row.weighted += weighted
                row.chances.append(Chance(deal.id, amount, deal.probability))

    def count_closed(self, deal: Deal) -> None:
        """Add what a deal has closed to the periods of its days."""
        for booking in deal.bookings:
            if self._by is By.CATEGORY:
                group: str | None = Category.CLOSED
            else:
                group = booking.line if self._by is By.LINE else group_of(deal, self._by)
            row = self._at(group, self._period_of(booking.day))
            row.columns[Category.CLOSED] += booking.amount

    def within(self, periods: Iterable[Period]) -> dict[Place, Sums]:
        """The sums of these periods alone."""
        wanted = frozenset(periods)
        return {place: sums for place, sums in self.sums.items() if place[1] in wanted}

    def _at(self, group: str | None, period: Period) -> Sums:
        place = (group, period)
        found = self.sums.get(place)
        if found is None:
            found = self.sums[place] = Sums()
        return found


def total(sums: Iterable[Sums]) -> Sums:
    """All rows together."""
    whole = Sums()
    for row in sums:
        whole.add(row)
    return whole
