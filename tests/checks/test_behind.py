from tests.checks.conftest import Check

MES = "accounts/acme/opportunities/mes.yaml"


def test_a_customer_past_the_next_step_has_left_us_behind(check: Check) -> None:
    """
    accounts/acme/opportunities/late.yaml: |
      name: On the list while the budget is approved
      procurement: {mode: open-tender, step: budget-approved}
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: F
      procurement: {mode: open-tender, step: evaluation}
    """
    assert check() == [
        (
            "accounts/acme/opportunities/late.yaml:2:40: KAM212 the customer is at buying step 3"
            " of 8 (budget approved), and no milestone is reached"
        ),
        (
            f"{MES}:3:40: KAM212 the customer is at buying step 6 of 8 (evaluation of bids),"
            " and we are at F"
        ),
    ]


def test_who_is_one_step_behind_is_in_time(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: E
      procurement: {mode: open-tender, step: model-chosen}
    accounts/acme/opportunities/first.yaml: |
      name: A need inside
      procurement: {procedure: company-flow, step: internal-need}
    """
    assert check() == []


def test_a_books_own_mapping_of_a_step_counts(check: Check) -> None:
    """
    playbooks/buying.yaml: |
      procedures: {purchase-tender: {steps: {model-chosen: {buying_step: 5}}}}
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: E
      procurement: {mode: open-tender, step: model-chosen}
    """
    assert check() == [
        f"{MES}:3:40: KAM212 the customer is at buying step 5 of 8 (model chosen), and we are at E"
    ]
