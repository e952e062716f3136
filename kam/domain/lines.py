"""An opportunity's amount by product line, as its file states it."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from kam.domain.money import ZERO

if TYPE_CHECKING:
    from kam.domain.opportunity import Product

OTHER_LINE = "other"
"""The product line of what the products of an opportunity leave of its amount."""


def lines_of(products: "Iterable[Product]", amount: Decimal) -> dict[str, Decimal]:
    """The amounts of the products by line, with `other` for the rest of `amount`."""
    lines: dict[str, Decimal] = {}
    for product in products:
        if product.amount:
            lines[product.line] = lines.get(product.line, ZERO) + product.amount
    if rest := amount - sum(lines.values(), ZERO):
        lines[OTHER_LINE] = lines.get(OTHER_LINE, ZERO) + rest
    return lines


def less_ordered(
    lines: Mapping[str, Decimal], orders: Iterable[tuple[str, Decimal]]
) -> dict[str, Decimal]:
    """What a framework's orders leave of its lines; no line falls below nothing.

    An order takes from its own line. What is ordered beyond a line, or of a line that the
    framework does not have, is taken from `other`, then from the lines in their order. The result
    adds up to the lines less the orders, or to nothing where more was ordered than agreed.
    """
    left = dict(lines)
    for line, amount in orders:
        place = line if line in lines else OTHER_LINE
        left[place] = left.get(place, ZERO) - amount
    excess = -sum((amount for amount in left.values() if amount < 0), ZERO)
    kept = {line: amount for line, amount in left.items() if amount > 0}
    for line in sorted(kept, key=lambda line: line != OTHER_LINE):
        taken = min(kept[line], excess)
        kept[line] -= taken
        excess -= taken
    return {line: amount for line, amount in kept.items() if amount}
