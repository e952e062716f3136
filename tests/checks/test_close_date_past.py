from tests.checks.conftest import Check

MES = "accounts/acme/opportunities/mes.yaml"


def test_an_open_opportunity_past_its_close_date_is_found(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: C
      close_date: 2026-11-20
    """
    assert check("2026-11-20") == []
    assert check("2026-11-21") == [f"{MES}:3:13: KAM102 close date was 1 day ago"]
    assert check("2026-11-22") == [f"{MES}:3:13: KAM102 close date was 2 days ago"]


def test_one_that_is_closed_or_on_hold_is_not_late(check: Check) -> None:
    """
    accounts/acme/opportunities/lost.yaml: |
      name: Lost
      close_date: 2026-11-20
      outcome: {result: lost, date: 2026-11-10, reason: price}
    accounts/acme/opportunities/held.yaml: |
      name: Held
      close_date: 2026-11-20
      hold: {since: 2026-10-01}
    """
    assert check() == []
