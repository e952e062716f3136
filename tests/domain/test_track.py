"""Tracks: the history of a deal packed into a text, and back."""

from kam.domain.track import ELSEWHERE, NONE_YET, Stay, stay_of, steps_of
from tests.domain.builders import day, deal, ended, opportunity

HISTORY = ("2026-01-01", "2026-01-11 G", "2026-01-31 D", "2026-02-10 F")


def test_a_track_has_the_places_and_the_days_of_stay_in_the_order_of_the_file() -> None:
    one = deal(opportunity(stage="F", history=HISTORY))
    assert one.track == "-1:10 0:20 3:10 1"
    days = [day(entry[:10]).toordinal() for entry in HISTORY]
    assert steps_of(one) == list(zip([NONE_YET, 0, 3, 1], days, strict=True))


def test_the_outcome_ends_the_last_stay() -> None:
    one = deal(opportunity(stage="F", history=HISTORY, outcome=ended("lost", "2026-02-20")))
    assert one.track.split()[-1] == "1:10"
    assert stay_of("1:10") == Stay(1, 10)
    assert stay_of("1") is None


def test_a_stage_that_the_playbook_has_not_keeps_its_time_and_no_place() -> None:
    one = deal(opportunity(stage="F", history=("2026-01-01 old", "2026-01-11 F")))
    assert one.track == f"{ELSEWHERE}:10 1"


def test_without_history_there_are_no_steps() -> None:
    one = deal(opportunity(stage="F"))
    assert (one.track, steps_of(one)) == ("", [])
