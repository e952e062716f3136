from tests.checks.conftest import Check

MES = "accounts/acme/opportunities/mes.yaml"


def test_an_open_opportunity_whose_tender_went_to_another_is_found(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      tenders:
        - {round: 1, result: failed}
        - {round: 2, result: lost}
    """
    assert check() == [
        f"{MES}:4:24: KAM219 round 2 ended (awarded to another), and the opportunity is open"
    ]


def test_a_failed_tender_a_further_round_and_an_end_are_in_order(check: Check) -> None:
    """
    accounts/acme/opportunities/failed.yaml: |
      name: Failed
      tenders: [{round: 1, result: failed}]
    accounts/acme/opportunities/again.yaml: |
      name: The first award was annulled
      tenders: [{round: 1, result: lost}, {round: 2}]
    accounts/acme/opportunities/closed.yaml: |
      name: Closed
      tenders: [{round: 1, result: lost}]
      outcome: {result: lost, date: 2026-11-01, reason: price}
    """
    assert check() == []
