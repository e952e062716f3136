"""What a customer is before it has bought: a lead, contacted, or a qualified prospect."""

from collections.abc import Iterable
from datetime import date

from kam.domain.book import Folder
from kam.domain.deal import Deal
from kam.domain.rhythm_model import RhythmModel
from kam.domain.touching import last_touch

LEAD, CONTACTED, PROSPECT = "lead", "contacted", "prospect"
"""The keys of `RhythmModel.prospects`."""


def prospect_of(
    folder: Folder, deals: Iterable[Deal], model: RhythmModel, today: date
) -> str | None:
    """The key of what an account is; None for one that has bought (METHODS.md 7).

    A qualified prospect is contacted and interested: one of its opportunities has reached a
    milestone. A lead is neither yet.
    """
    rows = tuple(deals)
    if folder.orders or any(deal.bookings or deal.unbooked for deal in rows):
        return None
    if any(deal.stage is not None for deal in rows):
        return PROSPECT
    return LEAD if last_touch(folder, model, today) is None else CONTACTED
