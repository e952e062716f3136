"""What an account is worth, and when its purchases give cause to ask (METHODS.md 5)."""

from dataclasses import dataclass, field
from typing import Annotated

from kam.domain.fields import PLACED, Count, Percent, Tolerance, Word
from kam.domain.label import Label


@dataclass(frozen=True, slots=True, kw_only=True)
class WorthModel:
    """What the figures of an account's worth are counted with.

    Attributes:
        margin: Percent of a sale that is kept, where nobody states it.
        discount: Percent a year by which what comes later is worth less; d of the lifetime value.
        retention: Percent of customers who are still there a year later; r of the lifetime value.
        horizon: How many years a plan looks ahead; more where the cost is spread over more.
        again: The purchasing patterns that bring a customer back year by year.
        months: How long a year of retention is.
        years: How many such years the retention report shows.
        purchases: On how many days a customer must have bought to have a rhythm.
        tolerance: Percent of its own median gap that may pass before a purchase is late.
        falling: By how many percent purchases fall from one year to the next to be called falling.
    """

    path: str = field(default="", metadata=PLACED)
    name: Label
    margin: Percent
    discount: Percent
    retention: Percent
    horizon: Count
    again: tuple[Annotated[str, Word("purchasing-pattern")], ...]
    months: Count
    years: Count
    purchases: Count
    tolerance: Tolerance
    falling: Percent
