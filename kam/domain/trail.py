"""Trails: the close dates and amounts that an opportunity had, and since when (METHODS.md 11).

A large book has ten thousand of them, and a report looks into few: a trail is made when it is
asked for, and days and amounts stay the texts of the file, whose order is that of the days.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from kam.domain.deal import Deal

_MONTH = len("2026-11")
_CLOSE_DATE = 1
"""Where in the facts of a stand its close date is."""


class Stand(NamedTuple):
    """What an opportunity's file said from a commit on.

    Attributes:
        since: When it was committed, in seconds since 1970.
        close_date: The close date in ISO form; None where it had none.
        amount: As stated, in `currency` and on the basis of `tax` and `tax_rate`.
        rests: Whether it was on hold or had ended.
    """

    since: int
    close_date: str | None = None
    amount: str | None = None
    currency: str | None = None
    tax: str | None = None
    tax_rate: str | None = None
    rests: bool = False


class Trails:
    """The trails of a book's opportunities, by `account/opportunity`, the oldest stand first.

    Args:
        rows: The facts of each stand in their order; those at its end may be missing.
        start_of: The moment here at which a day begins.
    """

    def __init__(
        self, rows: Mapping[str, Sequence[Sequence[Any]]], start_of: Callable[[date], int]
    ) -> None:
        self._rows = rows
        self._start_of = start_of

    def of(self, opportunity: str) -> tuple[Stand, ...]:
        """The trail of an opportunity; empty before its first commit."""
        return tuple(Stand(*row) for row in self._rows.get(opportunity, ()))

    def pushes(self, deal: Deal) -> int:
        """The push count of a deal; a date that is not committed yet counts as well."""
        rows = self._rows.get(deal.id) or self._former_rows(deal)
        dates = [row[_CLOSE_DATE] for row in rows if len(row) > _CLOSE_DATE]
        if deal.close_date is not None:
            dates.append(deal.close_date.isoformat())
        return count_pushes(dates)

    def due(self, deal: Deal, first: date, last: date) -> Stand | None:
        """How a deal stood as `first` began, if it was due from then through `last`."""
        start = self._start_of(first)
        known = self._rows.get(deal.id) or self._former_rows(deal)
        rows = [row for row in known if row[0] < start]
        if not rows:
            return None
        stand = Stand(*max(rows, key=lambda row: int(row[0])))
        day = stand.close_date
        return stand if day and first.isoformat() <= day <= last.isoformat() else None

    def _former_rows(self, deal: Deal) -> Sequence[Sequence[Any]]:
        """Those of a deal that was renamed, which is not committed yet."""
        known = (self._rows[name] for name in reversed(deal.formerly) if name in self._rows)
        return next(known, ())


def count_pushes(dates: Iterable[str | None]) -> int:
    """How often a close date moved into a later month (METHODS.md 11).

    Args:
        dates: Those that it had, in ISO form; a time without any lies between those around it.
    """
    months = [day[:_MONTH] for day in dates if day]
    return sum(later > earlier for earlier, later in pairwise(months))
