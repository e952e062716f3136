"""What a forecast is made of: what is signed, what is delivered or what comes in."""

from collections.abc import Mapping

from kam.domain.states import ClosedWord
from kam.domain.target import Measure


class Basis(ClosedWord):
    """When a deal counts: as it is won, as it becomes revenue, or as it is paid."""

    BOOKINGS = "bookings"
    REVENUE = "revenue"
    CASH = "cash"


MEASURES: Mapping[Basis, Measure] = {Basis.BOOKINGS: Measure.BOOKINGS, Basis.CASH: Measure.CASH}
"""Which targets each is held against. Revenue has none: targets of orders are for what customers
order, which is another figure in another period."""
