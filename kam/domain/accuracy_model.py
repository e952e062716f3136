"""When forecasts are looked back at, and over how many periods (METHODS.md 11)."""

from dataclasses import dataclass, field

from kam.domain.fields import PLACED, Count, Days
from kam.domain.label import Label
from kam.domain.periods import Grain


@dataclass(frozen=True, slots=True, kw_only=True)
class LastPeriods:
    """How many ended periods are looked at where nobody says, by their length."""

    month: Count
    quarter: Count
    year: Count

    def of(self, grain: Grain) -> int:
        """How many of that length."""
        return {Grain.MONTH: self.month, Grain.QUARTER: self.quarter, Grain.YEAR: self.year}[grain]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccuracyModel:
    """What forecast accuracy is measured at.

    Attributes:
        horizons: Calendar days before the last day of a period.
        periods: How many ended periods.
        old: Calendar days after which the last commit before a day is called old.
    """

    path: str = field(default="", metadata=PLACED)
    name: Label
    horizons: tuple[Days, ...]
    periods: LastPeriods
    old: Days
