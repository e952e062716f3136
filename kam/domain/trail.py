"""Trails: the close dates that an opportunity had, one after another (METHODS.md 11).

A large book has ten thousand of them, and a report looks into few: days stay the texts of the file,
whose order is that of the days.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise

from kam.domain.deal import Deal

_MONTH = len("2026-11")

CloseDate = str | None
"""A close date in ISO form; None for a time without one."""


class Trails:
    """What the past of a book says of its opportunities.

    Args:
        dates: The close dates of each by `account/opportunity`, the oldest first.
        due: The deals that were counted and due from a day through another as the first one began,
            as they were then; None where the history does not reach so far.
    """

    def __init__(
        self,
        dates: Mapping[str, Sequence[CloseDate]],
        due: Callable[[date, date], Sequence[Deal] | None],
    ) -> None:
        self._dates = dates
        self.due = due

    def of(self, opportunity: str) -> Sequence[CloseDate]:
        """The trail of an opportunity; empty before its first commit."""
        return self._dates.get(opportunity, ())

    def pushes(self, deal: Deal) -> int:
        """The push count of a deal; a date that is not committed yet counts as well."""
        dates = [*(self.of(deal.id) or self._formerly(deal))]
        if deal.close_date is not None:
            dates.append(deal.close_date.isoformat())
        return count_pushes(dates)

    def _formerly(self, deal: Deal) -> Sequence[CloseDate]:
        """Those of a deal that was renamed, which is not committed yet."""
        known = (self._dates[name] for name in reversed(deal.formerly) if name in self._dates)
        return next(known, ())


def count_pushes(dates: Iterable[CloseDate]) -> int:
    """How often a close date moved into a later month (METHODS.md 11).

    Args:
        dates: Those that it had; a time without any lies between those around it.
    """
    months = [day[:_MONTH] for day in dates if day]
    return sum(later > earlier for earlier, later in pairwise(months))
