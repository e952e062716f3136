"""Trails: the close dates and amounts that an opportunity had, and since when (METHODS.md 11)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from kam.domain.deal import Deal

_MONTH = len("2026-11")


class Stand(NamedTuple):
    """What an opportunity's file said from a commit on.

    Days and amounts are texts as the file has them, days in ISO form, because a large book has
    ten thousand trails and a report looks into few of them.

    Attributes:
        since: When it was committed, in seconds since 1970.
        close_date: The close date; None where it had none.
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


Trail = Sequence[Stand]
"""The stands of one opportunity, the oldest first."""


class Trails:
    """The trails of a book's opportunities, by `account/opportunity`.

    Args:
        rows: The facts of each stand in their order, so that a trail is made when it is asked for.
        day_of: The day here of a moment.
    """

    def __init__(
        self, rows: Mapping[str, Sequence[Sequence[Any]]], day_of: Callable[[int], date]
    ) -> None:
        self._rows = rows
        self._day_of = day_of

    def of(self, opportunity: str) -> tuple[Stand, ...]:
        """The trail of an opportunity; empty before its first commit."""
        return tuple([Stand(*row) for row in self._rows.get(opportunity, ())])

    def pushes(self, deal: Deal) -> int:
        """The push count of a deal; a date that is not committed yet counts as well."""
        return count_pushes(self.of(deal.id), deal.close_date)

    def before(self, opportunity: str, day: date) -> Stand | None:
        """How an opportunity stood at the beginning of a day; None where it was not there yet."""
        earlier = (one for one in self.of(opportunity) if self._day_of(one.since) < day)
        return max(earlier, key=lambda stand: stand.since, default=None)


def count_pushes(trail: Trail, now: date | None) -> int:
    """How often a close date moved into a later month (METHODS.md 11).

    Args:
        trail: The dates that it had; a time without any lies between the dates around it.
        now: The date that it has.
    """
    months = [month for month in _months(trail, now) if month]
    return sum(later > earlier for earlier, later in pairwise(months))


def _months(trail: Trail, now: date | None) -> Iterator[str]:
    yield from (stand.close_date[:_MONTH] for stand in trail if stand.close_date)
    if now is not None:
        yield now.isoformat()[:_MONTH]
