"""The days that a statement of commission is of."""

from datetime import date
from typing import NamedTuple, Self

from kam.domain.periods import Grain, Period


class Window(NamedTuple):
    """The days from the first through the last; `name` is a period's, else both days'."""

    first: date
    last: date
    name: str

    @classmethod
    def between(
        cls, first: date | None, last: date | None, today: date, year_start: int = 1
    ) -> Self:
        """The window between two days; where one is not stated, to the end of its fiscal year.

        Without both it is the fiscal year of today.
        """
        year = Period.of(first or last or today, Grain.YEAR, year_start)
        start, end = first or year.first_day, last or year.last_day
        spans = (Period.of(start, grain, year_start) for grain in Grain)
        named = [str(one) for one in spans if (one.first_day, one.last_day) == (start, end)]
        return cls(start, end, named[0] if named else f"{start}/{end}")

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last
