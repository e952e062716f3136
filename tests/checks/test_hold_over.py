from tests.checks.conftest import Check

MES = "accounts/acme/opportunities/mes.yaml"


def test_a_hold_that_ran_out_is_found(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      hold:
        since: 2026-10-01
        until: 2026-11-20
    """
    assert check("2026-11-20") == []
    assert check("2026-11-21") == [f"{MES}:4:10: KAM120 the hold ended 1 day ago"]


def test_a_hold_without_an_end_and_one_of_what_is_closed_are_fine(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      hold: {since: 2026-10-01}
    accounts/acme/opportunities/lost.yaml: |
      name: Lost
      hold: {since: 2026-10-01, until: 2026-11-01}
      outcome: {result: lost, date: 2026-11-10, reason: price}
    """
    assert check() == []
