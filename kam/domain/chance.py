"""What an open deal may bring: the grain of a forecast's range (METHODS.md 11)."""

from decimal import Decimal
from typing import NamedTuple


class Chance(NamedTuple):
    """An amount in the book's currency that is won with a probability in percent, else nothing.

    None for no probability yet: then it brings nothing.
    """

    deal: str
    amount: Decimal
    probability: Decimal | None
