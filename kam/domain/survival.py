"""How long things last when some have not ended yet: the estimator of Kaplan and Meier.

The share that lasts longer than t is the product, over the days up to t on which something ended,
of 1 - ended / still there. What has not ended (censored) counts as there up to the last day on
which it was seen. Counted in whole numbers, so that one half is met exactly.
"""

from collections.abc import Mapping


def median_duration(ended: Mapping[int, int], censored: Mapping[int, int]) -> int | None:
    """The first day by which at least half have ended (METHODS.md 11).

    None where the curve does not come down to one half: more go on than can say how long.

    Args:
        ended: How many ended after so many days.
        censored: How many were last seen, not ended, after so many days; those of the day on which
            others end were still there.
    """
    there = sum(ended.values()) + sum(censored.values())
    lasting, of = 1, 1
    for days in sorted({*ended, *censored}):
        gone = ended.get(days, 0)
        if gone:
            lasting, of = lasting * (there - gone), of * there
            if 2 * lasting <= of:
                return days
        there -= gone + censored.get(days, 0)
    return None


class Durations:
    """Durations of one kind, those that ended and those that go on."""

    __slots__ = ("censored", "ended")

    def __init__(self) -> None:
        self.ended: dict[int, int] = {}
        self.censored: dict[int, int] = {}

    def add(self, days: int, *, ended: bool, count: int = 1) -> None:
        """Count so many of one duration."""
        found = self.ended if ended else self.censored
        found[days] = found.get(days, 0) + count

    @property
    def median(self) -> int | None:
        """See `median_duration`."""
        return median_duration(self.ended, self.censored)
