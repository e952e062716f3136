from tests.checks.conftest import Check

MES = "accounts/acme/opportunities/mes.yaml"


def test_a_price_above_the_ceiling_of_the_round_in_progress_is_found(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      tenders:
        - {round: 2, ceiling: 3500000, price: 3500000.01}
        - {round: 1, ceiling: 3000000, price: 3500000, result: failed}
    """
    assert check() == [
        f"{MES}:3:41: KAM218 our price in round 2, 3,500,000.01, is above the ceiling of 3,500,000"
    ]


def test_the_ceiling_itself_may_be_bid_and_what_is_over_is_over(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      tenders: [{round: 1, ceiling: 3500000, price: 3500000}]
    accounts/acme/opportunities/open.yaml: |
      name: No ceiling
      tenders: [{round: 1, price: 3500000}]
    accounts/acme/opportunities/lost.yaml: |
      name: Lost
      tenders: [{round: 1, ceiling: 1, price: 2}]
      outcome: {result: lost, date: 2026-11-01, reason: price}
    """
    assert check() == []
