from tests.checks.conftest import Check

MES = "accounts/acme/opportunities/mes.yaml"
DRAFTED = "budget drafted"


def test_a_stage_that_the_customer_has_not_come_to_is_ahead(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: B
      procurement: {mode: open-tender, step: call}
    """
    assert check() == [
        f"{MES}:2:8: KAM211 B is ahead of the customer, who is at buying step 5 of 8: tender called"
    ]


def test_the_customers_step_and_the_next_fit_and_what_is_not_open_is_passed_over(
    check: Check,
) -> None:
    """
    accounts/acme/opportunities/same.yaml: |
      name: Bids are evaluated
      stage: B
      procurement: {mode: open-tender, step: evaluation}
    accounts/acme/opportunities/next.yaml: |
      name: The contract is reviewed
      stage: B
      procurement: {mode: open-tender, step: contract}
    accounts/acme/opportunities/silent.yaml: |
      name: Nothing says where the customer is
      stage: A
      procurement: {mode: open-tender}
    accounts/acme/opportunities/held.yaml: |
      name: On hold
      stage: A
      procurement: {mode: open-tender, step: call}
      hold: {since: 2026-11-01}
    accounts/acme/opportunities/lost.yaml: |
      name: Lost
      stage: A
      procurement: {mode: open-tender, step: call}
      outcome: {result: lost, date: 2026-11-01, reason: price}
    """
    assert check() == []


def test_a_tender_in_form_only_says_nothing_of_the_decision(check: Check) -> None:
    """
    accounts/acme/opportunities/call.yaml: |
      name: Agreed before the call
      stage: A
      procurement: {mode: open-tender, step: call, formality: true}
    accounts/acme/opportunities/mes.yaml: |
      name: Agreed before there is a budget
      stage: A
      procurement: {mode: open-tender, step: budget-drafted, formality: true}
    """
    assert check() == [
        f"{MES}:2:8: KAM211 A is ahead of the customer, who is at buying step 2 of 8: {DRAFTED}"
    ]
