"""Purchase intent: how soon a deal is expected to be signed, each limit to the day."""

from dataclasses import replace

import pytest

from kam.domain.intent import intent_of, intent_on
from kam.domain.rhythm_model import Intent, RhythmModel
from tests.domain.builders import HERE, MODELS, TODAY, day, deal, ended, opportunity, won

RHYTHM = MODELS.rhythm


@pytest.mark.parametrize(
    ("today", "close_date", "intent"),
    [
        ("2026-11-21", "2026-11-20", None),
        ("2026-11-21", "2026-11-21", "week"),
        ("2026-11-21", "2026-11-28", "week"),
        ("2026-11-21", "2026-11-29", "month"),
        ("2026-11-21", "2026-12-21", "month"),
        ("2026-11-21", "2026-12-22", "quarter"),
        ("2026-11-21", "2027-02-21", "quarter"),
        ("2026-11-21", "2027-02-22", "later"),
        # the last day of a shorter month is a month later
        ("2026-01-31", "2026-02-28", "month"),
        ("2026-01-31", "2026-03-01", "quarter"),
        ("2028-01-31", "2028-02-29", "month"),
        ("2028-02-29", "2028-05-29", "quarter"),
        ("2028-02-29", "2028-05-30", "later"),
        ("2026-12-31", "2027-01-07", "week"),
        ("2026-12-31", "2027-01-31", "month"),
        ("9999-12-30", "9999-12-31", "week"),
    ],
)
def test_the_nearest_span_that_holds_counts(
    today: str, close_date: str, intent: str | None
) -> None:
    assert intent_on(day(close_date), day(today), RHYTHM) == intent


def test_only_a_deal_that_is_worked_on_and_has_a_date_to_come_has_one() -> None:
    deals = {
        "open": deal(opportunity(close_date="2026-11-25")),
        "held": deal(opportunity(close_date="2026-11-25", hold="2026-11-01")),
        "won": deal(opportunity(close_date="2026-11-25", outcome=won("2026-11-01"))),
        "lost": deal(opportunity(close_date="2026-11-25", outcome=ended("lost", "2026-11-01"))),
        "late": deal(opportunity(close_date="2026-11-20")),
        "undated": deal(opportunity()),
    }
    intents = {name: intent_of(one, TODAY, RHYTHM) for name, one in deals.items()}
    assert {name for name, intent in intents.items() if intent} == {"open"}


def test_an_intent_may_be_of_days_and_months_and_a_model_may_have_none_that_holds() -> None:
    both = Intent(label=HERE, months=1, days=1)
    assert both.last_day(day("2026-01-31")) == day("2026-03-01")
    assert intent_on(day("2026-11-22"), TODAY, _only(days=0)) is None
    assert intent_on(TODAY, TODAY, _only(days=0)) == "now"


def _only(**span: int) -> RhythmModel:
    return replace(RHYTHM, intents={"now": Intent(label=HERE, **span)})
