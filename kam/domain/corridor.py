"""The corridor of a negotiation: from the opening over the target to the floor (METHODS.md 8)."""

import re
from decimal import Decimal
from itertools import pairwise

from kam.domain.sheet import Corridor
from kam.domain.sheet_model import Better

POINTS = ("opening", "target", "floor")
_FIGURE = re.compile(r"(-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,6})?)\s*([^0-9]*)")


def figure_of(text: str | None) -> tuple[Decimal, str] | None:
    """A figure and its unit: `16 weeks`, `30 %`, `3200000`; None for any other text."""
    found = _FIGURE.fullmatch(text.strip()) if text else None
    return (Decimal(found[1].replace(",", "")), found[2].strip().casefold()) if found else None


def out_of_order(corridor: Corridor, better: Better) -> tuple[str, str] | None:
    """The first two points of which the later one is better for us than the earlier one.

    Only figures of one unit are compared; a text says nothing of an order. Floor above target,
    where a higher figure is better, gives up more by what we want than by what we must keep.
    """
    figures = {point: figure_of(getattr(corridor, point)) for point in POINTS}
    stated = [(point, figure) for point, figure in figures.items() if figure]
    for (early, (one, unit)), (late, (other, unit_too)) in pairwise(stated):
        if unit == unit_too and (other > one if better is Better.HIGHER else other < one):
            return early, late
    return None
