"""Trigger events: by when they ask for something, and when no longer."""

import pytest

from kam.domain.account import TriggerEvent
from kam.domain.trigger import answer_by
from tests.domain.builders import MODELS, TODAY, day


@pytest.mark.parametrize(
    ("on", "until", "touched", "due"),
    [
        ("2026-11-18", None, None, "2026-11-25"),
        ("2026-11-18", None, "2026-11-17", "2026-11-25"),
        ("2026-11-18", None, "2026-11-18", None),
        ("2026-11-01", None, None, "2026-11-08"),
        ("2026-11-18", "2026-11-20", None, None),
        ("2026-11-18", "2026-11-21", None, "2026-11-21"),
        ("2026-11-18", "2026-12-31", None, "2026-11-25"),
        ("2026-11-18", "2026-12-31", "2026-11-19", "2026-12-31"),
        ("2026-12-28", None, "2026-11-19", "2027-01-04"),
        ("2028-02-25", None, None, "2028-03-03"),
    ],
)
def test_an_event_asks_until_it_is_answered_or_over(
    on: str, until: str | None, touched: str | None, due: str | None
) -> None:
    event = TriggerEvent(date=day(on), kind="leaders", until=day(until) if until else None)
    found = answer_by(event, day(touched) if touched else None, MODELS.rhythm, TODAY)
    assert found == (day(due) if due else None)
