from tests.checks.conftest import Check

MES = "accounts/acme/opportunities/mes.yaml"


def test_a_round_that_was_opened_long_ago_wants_its_result(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      tenders: [{round: 1, opens: 2026-09-21, price: 100}]
    """
    assert check("2026-11-20") == []
    assert check() == [f"{MES}:2:29: KAM216 round 1 was opened 61 days ago and has no result"]


def test_a_result_an_end_or_a_round_without_a_day_is_passed_over(check: Check) -> None:
    """
    accounts/acme/opportunities/failed.yaml: |
      name: Failed
      tenders: [{round: 1, opens: 2026-01-01, result: failed}]
    accounts/acme/opportunities/won.yaml: |
      name: Won
      tenders: [{round: 1, opens: 2026-01-01}]
      outcome: {result: won, date: 2026-11-01}
    accounts/acme/opportunities/undated.yaml: |
      name: Not yet published
      tenders: [{round: 1}]
    """
    assert check() == []


def test_an_earlier_round_wants_its_result_though_a_later_one_stands_beside_it(
    check: Check,
) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      tenders:
        - {round: 1, opens: 2026-09-01}
        - {round: 2, bid_due: 2026-11-10}
    """
    assert check() == [f"{MES}:3:23: KAM216 round 1 was opened 81 days ago and has no result"]
