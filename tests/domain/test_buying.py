"""Milestones against the customer's steps (METHODS.md 3), and which step a purchase is at."""

from typing import Any

import pytest

from kam.domain.account import Purchasing
from kam.domain.alignment import Alignment, align, alignment_of
from kam.domain.buying import customer_kind, likely_procedure, step_in_progress, steps_of
from kam.domain.opportunity import Procurement
from kam.domain.playbook import Playbook, Stage
from tests.domain.builders import HERE, MODELS, account

MODEL = MODELS.buying
STEPS = range(1, 9)
MODES = ("open-tender", "invited-tender", "competitive-negotiation", "single-source", "framework")


def test_milestone_n_fits_step_n_and_the_next_one() -> None:
    for milestone in range(9):
        found = {step: align(milestone, step) for step in STEPS}
        fitting = {step for step in STEPS if step in {milestone, milestone + 1}}
        assert {step for step in STEPS if found[step] is Alignment.ALIGNED} == fitting
        assert all(found[step] is Alignment.AHEAD for step in STEPS if step < milestone)
        assert all(found[step] is Alignment.BEHIND for step in STEPS if step > milestone + 1)


def test_nothing_is_said_where_the_stage_or_the_customer_has_no_step() -> None:
    stages = {"x": Stage(key="x", label=HERE), "y": Stage(key="y", label=HERE, buying_step=4)}
    playbook = Playbook(key="own", name=HERE, stages=stages, winning="y")
    assert alignment_of(playbook, "x", 3) is None
    assert alignment_of(playbook, "y", None) is None
    assert alignment_of(playbook, "y", 3) is Alignment.AHEAD
    assert alignment_of(playbook, None, 2) is Alignment.BEHIND


def test_every_procedure_runs_forward_through_the_eight_steps() -> None:
    for procedure in MODEL.procedures.values():
        steps = [step.buying_step for step in procedure.steps.values()]
        assert steps == sorted(steps)
    assert len(MODEL.procedures["company-flow"].steps) == 7
    assert set(MODES) <= set(MODEL.modes)


@pytest.mark.parametrize(
    ("bought", "expected"),
    [
        (Procurement(), None),
        (Procurement(procedure="purchase-tender", step="plan-approved"), 4),
        (Procurement(procedure="negotiation", step="plan-approved"), 7),
        (Procurement(procedure="negotiation", step="call"), None),
        (Procurement(procedure="swap", step="call"), None),
        (Procurement(mode="negotiated-bid", step="plan-approved"), 7),
        (Procurement(mode="swap", step="call"), 5),
        (Procurement(step="call"), 5),
        (Procurement(step="plan-approved"), None),
    ],
)
def test_the_step_is_that_of_the_procedure_of_the_mode_or_the_one_all_agree_on(
    bought: Procurement, expected: int | None
) -> None:
    found = step_in_progress(bought, account(), MODEL)
    assert (found and found.step.buying_step) == expected


@pytest.mark.parametrize(
    ("facts", "kind", "procedure"),
    [
        ({}, None, None),
        ({"ownership": "government"}, "government and its bodies", "purchase-tender"),
        ({"ownership": "government", "industry": "Customs"}, "customs", "purchase-tender"),
        ({"ownership": "government", "segment": "市税务局"}, "tax authority", "negotiation"),
        ({"industry": "Commercial-bank servers"}, "finance", None),
        ({"industry": "embankments"}, None, None),
        ({"ownership": "state", "industry": "steel"}, "companies", "negotiation"),
        ({"purchasing": Purchasing(mode="open-tender")}, None, "purchase-tender"),
    ],
)
def test_the_kind_of_customer_says_how_a_purchase_mostly_runs(
    facts: dict[str, Any], kind: str | None, procedure: str | None
) -> None:
    customer = account(**facts)
    found = customer_kind(customer, MODEL)
    assert (found and found.label.en) == kind
    assert likely_procedure(Procurement(), customer, MODEL) == procedure


def test_where_nothing_says_the_procedure_all_steps_may_be_meant() -> None:
    assert tuple(steps_of(Procurement(procedure="company-flow"), account(), MODEL)) == tuple(
        MODEL.procedures["company-flow"].steps
    )
    every = {key for procedure in MODEL.procedures.values() for key in procedure.steps}
    assert set(steps_of(Procurement(), account(), MODEL)) == every
