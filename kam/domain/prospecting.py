"""What a customer is before it has bought: a lead, contacted, or a qualified prospect."""

from collections.abc import Callable, Iterable
from datetime import date

from kam.domain.book import Folder
from kam.domain.deal import Deal

LEAD, CONTACTED, PROSPECT = "lead", "contacted", "prospect"
"""The keys of `RhythmModel.prospects`."""


def prospect_of(
    folder: Folder, deals: Iterable[Deal], touched: Callable[[], date | None]
) -> str | None:
    """The key of what an account is; None for one that has bought (METHODS.md 7).

    `touched`, when it was touched last, is asked only where that decides.

    A qualified prospect is contacted and interested: one of its opportunities has reached a
    milestone. A lead is neither yet.
    """
    rows = tuple(deals)
    if folder.orders or any(deal.bookings or deal.unbooked for deal in rows):
        return None
    if any(deal.stage is not None for deal in rows):
        return PROSPECT
    return LEAD if touched() is None else CONTACTED
