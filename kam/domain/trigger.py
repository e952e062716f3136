"""Trigger events: dated facts that put an account on the agenda (METHODS.md 5)."""

from datetime import date

from kam.domain.account import TriggerEvent
from kam.domain.periods import days_after
from kam.domain.rhythm_model import RhythmModel


def is_over(event: TriggerEvent, today: date) -> bool:
    """Whether an event has an end, and that has passed."""
    return event.until is not None and event.until < today


def is_answered(event: TriggerEvent, touched: date | None) -> bool:
    """Whether the account was touched on the day of an event or since."""
    return touched is not None and touched >= event.date


def answer_by(
    event: TriggerEvent, touched: date | None, model: RhythmModel, today: date
) -> date | None:
    """The day by which the event asks for something; None where it does not any more.

    Until it is answered: so many days after it, and not after its end. An answered one that has
    an end stays on the agenda until then.
    """
    if is_over(event, today):
        return None
    if is_answered(event, touched):
        return event.until
    by = days_after(event.date, model.answer)
    return min(by, event.until) if event.until else by
