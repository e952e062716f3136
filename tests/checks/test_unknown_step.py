from kam.render.messages import render_message
from tests.checks.conftest import Check, Story

MES = "accounts/acme/opportunities/mes.yaml"


def test_a_step_that_is_not_of_the_procedure_is_found(check: Check, story: Story) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      procurement: {procedure: qualification-tender, step: award-notise}
    """
    assert check() == [
        f'{MES}:2:54: KAM213 "award-notise" is no step of the procedure qualification-tender'
    ]
    assert render_message(story.findings("2026-11-21")[0])[1] == "did you mean `award-notice`?"


def test_without_a_procedure_it_must_mean_one_thing(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: Before the call of a tender, after the choice of a negotiation
      procurement: {step: plan-approved}
    accounts/acme/opportunities/other.yaml: |
      name: In no procedure
      procurement: {step: handshake}
    """
    assert check() == [
        f'{MES}:2:21: KAM213 "plan-approved" means different things in several procedures',
        (
            'accounts/acme/opportunities/other.yaml:2:21: KAM213 "handshake" is no step of any'
            " procedure it could follow"
        ),
    ]


def test_a_step_that_something_explains_is_none(check: Check) -> None:
    """
    accounts/acme/opportunities/agreed.yaml: |
      name: All procedures mean the same by it
      procurement: {step: contract}
    accounts/acme/opportunities/mode.yaml: |
      name: The mode says which
      procurement: {mode: negotiated-bid, step: plan-approved}
    accounts/acme/opportunities/elsewhere.yaml: |
      name: Of another procedure than the mode's
      procurement: {mode: open-tender, step: bid}
    accounts/bureau/account.yaml: |
      name: Tax bureau
      segment: tax
    accounts/bureau/opportunities/kind.yaml: |
      name: The kind of customer says which
      procurement: {step: plan-approved}
    """
    assert check() == []
