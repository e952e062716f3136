"""What the deals add up to, and the proof that a contestant found the same.

A contestant that reports quickly and wrongly has not done the work: a figure that differs ends the
whole benchmark.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from benchmarks.deals import TODAY, Deal

YEAR_START = date(TODAY.year, 1, 1)
"""Of the fiscal year: the first day on which kam's forecast counts what was won."""


class WrongFigureError(Exception):
    """A contestant's figure is not that of the deals."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Sums over the deals of a book: numbers of deals, and amounts in whole CNY.

    `closed` is what was won since the start of the fiscal year; `weighted` is amount x probability
    of the open deals that are not overdue (METHODS.md 11).
    """

    deals: int
    open_deals: int
    open_amount: int
    won_amount: int
    lost_amount: int
    closed: int
    weighted: int


def add_up(deals: Iterable[Deal]) -> Figures:
    """The sums of `deals`, which are read once and not kept."""
    counts = {"open": 0, "won": 0, "lost": 0}
    amounts = dict(counts)
    closed = weighted = 0
    for deal in deals:
        counts[deal.state] += 1
        amounts[deal.state] += deal.amount
        if deal.state == "won" and deal.ended >= YEAR_START:
            closed += deal.amount
        if deal.state == "open" and deal.close >= TODAY:
            weighted += weight(deal, deal.amount)
    return Figures(
        deals=sum(counts.values()),
        open_deals=counts["open"],
        open_amount=amounts["open"],
        won_amount=amounts["won"],
        lost_amount=amounts["lost"],
        closed=closed,
        weighted=weighted,
    )


def weight(deal: Deal, amount: int) -> int:
    """An amount x the deal's probability; whole, for whole thousands and whole percents."""
    return amount * deal.probability // 100


def require(what: str, found: object, expected: object) -> None:
    """Compare a contestant's figure with that of the deals.

    Raises:
        WrongFigureError: They differ.
    """
    if found != expected:
        raise WrongFigureError(f"{what} is {found}, and the deals say {expected}")
