from tests.checks.conftest import Check

SHEET = "accounts/acme/sheets/mes.yaml"


def test_an_objection_that_stands_near_signing_is_found(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: A
    accounts/acme/sheets/mes.yaml: |
      opportunity: mes
      objections:
        - objection: Nobody here knows it
          status: answered
        - {objection: Too dear}
    """
    stands = "KAM252 at stage A this objection still stands"
    assert check() == [
        f"{SHEET}:3:5: {stands}: Nobody here knows it",
        f"{SHEET}:5:5: {stands}: Too dear",
    ]


def test_settled_early_lost_and_other_objections_are_fine(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: A
    accounts/acme/opportunities/early.yaml: |
      name: Early
      stage: B
    accounts/acme/opportunities/listed.yaml: |
      name: On the list
    accounts/acme/opportunities/lost.yaml: |
      name: Lost
      stage: A
      outcome: {result: lost, date: 2026-11-10, reason: price}
    accounts/acme/sheets/mes.yaml: |
      opportunity: mes
      objections: [{objection: Too dear, status: settled}]
    accounts/acme/sheets/early.yaml: |
      opportunity: early
      objections: [{objection: Too dear}]
    accounts/acme/sheets/listed.yaml: |
      opportunity: listed
      objections: [{objection: Too dear}]
    accounts/acme/sheets/lost.yaml: |
      opportunity: lost
      objections: [{objection: Too dear}]
    accounts/acme/sheets/account.yaml: |
      objections: [{objection: Too dear}]
    """
    assert check() == []
