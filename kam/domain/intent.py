"""The purchase intent of a deal: how soon it is expected to be signed (METHODS.md 7)."""

from datetime import date

from kam.domain.deal import Deal
from kam.domain.rhythm_model import RhythmModel
from kam.domain.states import State


def intent_on(close_date: date, today: date, model: RhythmModel) -> str | None:
    """The key of the nearest intent that a close date is within; None for one that has gone by."""
    if close_date < today:
        return None
    ends = {key: intent.last_day(today) or date.max for key, intent in model.intents.items()}
    within = [key for key, end in ends.items() if close_date <= end]
    return min(within, key=lambda key: ends[key], default=None)


def intent_of(deal: Deal, today: date, model: RhythmModel) -> str | None:
    """The intent of a deal that is worked on.

    None for one that is on hold or has ended, and without a close date that is still to come.
    """
    if deal.state is not State.OPEN or deal.close_date is None:
        return None
    return intent_on(deal.close_date, today, model)
