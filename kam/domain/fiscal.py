"""The fiscal year of a day, as the book's settings have it."""

from datetime import date

from kam.domain.periods import Grain, Period
from kam.domain.settings import Settings


def fiscal_year(day: date, settings: Settings) -> int:
    """The fiscal year that a day lies in."""
    return Period.of(day, Grain.YEAR, settings.fiscal_year_start).fiscal_year
