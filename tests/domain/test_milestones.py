"""Milestones gained: what each move of a history reached for the first time."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kam.domain.milestones import milestones_gained
from kam.domain.opportunity import StageEntry
from kam.domain.playbook import Playbook
from tests.domain.builders import DEALER, MILESTONE, TODAY, day, opportunity


def gains(*stages: str | None, playbook: Playbook = MILESTONE) -> list[tuple[str, int, bool]]:
    """The gains of a history with an entry a day, each as the day, the number and whether first."""
    history = tuple(
        StageEntry(date=day(f"2026-11-{number:02}"), stage=stage, by="li.wei")
        for number, stage in enumerate(stages, start=1)
    )
    found = milestones_gained(replace(opportunity(), history=history), playbook)
    return [(gain.day.isoformat()[-2:], gain.number, gain.first) for gain in found]


def test_a_move_gains_what_it_passes() -> None:
    assert gains("G", "E", "S") == [("01", 1, True), ("02", 2, False), ("03", 5, False)]


def test_what_is_reached_again_is_not_gained_again() -> None:
    assert gains("F", "G", "F", "E") == [("01", 2, True), ("04", 1, False)]


def test_the_list_a_stranger_and_delivery_are_no_milestones() -> None:
    assert gains(None, "X", "G") == [("03", 1, True)]
    last, *_ = reversed(DEALER.order)
    won = gains(DEALER.winning, last, playbook=DEALER)
    assert won == [("01", DEALER.position(DEALER.winning) + 1, True)]


@given(st.lists(st.sampled_from([None, *MILESTONE.order])))
def test_all_gains_make_the_furthest_milestone(stages: list[str | None]) -> None:
    history = tuple(StageEntry(date=TODAY, stage=stage) for stage in stages)
    found = milestones_gained(replace(opportunity(), history=history), MILESTONE)
    furthest = max(map(MILESTONE.position, stages), default=-1)
    assert sum(gain.number for gain in found) == furthest + 1
