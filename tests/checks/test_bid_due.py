from tests.checks.conftest import Check

MES = "accounts/acme/opportunities/mes.yaml"


def test_a_bid_without_a_price_is_found_in_the_last_week_and_after(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      tenders:
        - {round: 1, bid_due: 2026-10-01, result: failed}
        - {round: 2, bid_due: 2026-11-28}
    """
    assert check("2026-11-20") == []
    assert check() == [f"{MES}:4:25: KAM214 the bid of round 2 is due in 7 days and has no price"]
    assert check("2026-11-29") == [
        f"{MES}:4:25: KAM214 the bid of round 2 was due 1 day ago and has no price"
    ]


def test_a_priced_bid_a_round_that_is_over_and_a_lost_opportunity_ask_for_none(
    check: Check,
) -> None:
    """
    accounts/acme/opportunities/priced.yaml: |
      name: Priced
      tenders: [{round: 1, bid_due: 2026-11-22, price: 100}]
    accounts/acme/opportunities/withdrawn.yaml: |
      name: We do not bid
      tenders: [{round: 1, bid_due: 2026-11-22, result: withdrawn}]
    accounts/acme/opportunities/lost.yaml: |
      name: Lost
      tenders: [{round: 1, bid_due: 2026-11-22}]
      outcome: {result: lost, date: 2026-11-01, reason: price}
    """
    assert check() == []
