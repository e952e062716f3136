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
        """The window between two days: else from the start of a fiscal year, or to the end of one.

        That is the year of today, and where the first day lies after it, or the last one before
        it, the year of that day.
        """
        start = first or Period.of(min(last or today, today), Grain.YEAR, year_start).first_day
        end = last or Period.of(max(start, today), Grain.YEAR, year_start).last_day
        spans = (Period.of(start, grain, year_start) for grain in Grain)
        named = [str(one) for one in spans if (one.first_day, one.last_day) == (start, end)]
        return cls(start, end, named[0] if named else f"{start}/{end}")

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.first <= day <= self.last
