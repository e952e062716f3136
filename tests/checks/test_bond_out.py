from tests.checks.conftest import Check

MES = "accounts/acme/opportunities/mes.yaml"


def test_a_bond_that_is_not_back_is_found_after_its_day_of_lost_ones_too(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      tenders:
        - {round: 1, opens: 2026-09-01, bond: 50000, result: failed}
        - {round: 2, opens: 2026-10-20, bond: 50000, bond_due: 2026-11-20, result: lost}
      outcome: {result: lost, date: 2026-11-01, reason: price}
    """
    assert check() == [
        f"{MES}:3:41: KAM215 the bond of round 1, 50,000, should have been back 51 days ago",
        f"{MES}:4:41: KAM215 the bond of round 2, 50,000, should have been back 1 day ago",
    ]


def test_a_bond_that_is_back_or_not_yet_due_is_in_order(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      tenders:
        - {round: 1, opens: 2026-09-01, bond: 50000, bond_returned: 2026-10-01, result: failed}
        - {round: 2, opens: 2026-10-22, bond: 50000, result: won}
    """
    assert check() == []
    assert len(check("2026-11-22")) == 1


def test_the_outcome_ends_a_round_without_days_and_a_day_ahead_is_not_back(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      tenders:
        - {round: 1, bid_due: 2026-10-01, bond: 50, result: failed, bond_returned: 2030-01-01}
        - {round: 2, bond: 100}
      outcome: {result: lost, date: 2026-10-12, reason: price}
    """
    assert check() == [
        f"{MES}:3:43: KAM215 the bond of round 1, 50, should have been back 21 days ago",
        f"{MES}:4:22: KAM215 the bond of round 2, 100, should have been back 10 days ago",
    ]
