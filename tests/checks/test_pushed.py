"""The rule is given the trails of the book; that they come from git is told in tests/cli."""

from dataclasses import replace
from typing import Any

import pytest

from kam.checks.registry import run
from kam.domain.opportunity import Opportunity
from kam.domain.trail import Trails
from kam.render.messages import render_message
from tests.domain.builders import TODAY, book, deals, ended, opportunity
from tests.domain.test_trail import trails

PUSHED = trails("2026-09-15", "2026-10-15", "2026-11-15")


def found(one: Opportunity, known: Trails | None = PUSHED) -> list[tuple[str, str, Any]]:
    """The path, message and limit of each finding."""
    whole = replace(book(one), trails=known)
    rows = {deal.id: deal for deal in deals(one)}
    return [
        (finding.path, render_message(finding)[0], finding.params["limit"])
        for finding in run(whole, rows, TODAY, select=["pushed"])
    ]


def test_one_that_was_put_off_as_often_as_the_playbook_says_is_found() -> None:
    assert found(opportunity(stage="C", close_date="2026-11-15")) == []
    assert found(opportunity(stage="C", close_date="2026-12-15")) == [
        (
            "accounts/acme/opportunities/mes.yaml",
            "pushed 3×: the close date moved into a later month each time",
            3,
        )
    ]


def test_one_on_hold_is_open_still() -> None:
    assert len(found(opportunity(close_date="2026-12-15", hold="2026-11-01"))) == 1


@pytest.mark.parametrize(
    ("one", "known"),
    [
        (opportunity(close_date="2026-12-15", outcome=ended("lost", "2026-11-01")), PUSHED),
        (opportunity(close_date="2026-12-15", playbook="dealer"), PUSHED),
        (opportunity(close_date="2026-12-15"), None),
        (opportunity(close_date="2026-12-15"), trails()),
    ],
    ids=["ended", "playbook-without-a-limit", "no-history", "not-committed"],
)
def test_others_are_not(one: Opportunity, known: Trails | None) -> None:
    assert found(one, known) == []
