from tests.checks.conftest import Check

MES = "accounts/acme/opportunities/mes.yaml"


def test_days_that_run_backwards_or_lie_ahead_are_found(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      relationship:
        history: [{date: 2026-12-01, stage: establish}]
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      history:
        - {date: 2026-05-20, stage: G}
        - {date: 2026-05-01, stage: F}
        - {date: 2026-11-22, stage: E}
    """
    assert check() == [
        "accounts/acme/account.yaml:3:20: KAM116 2026-12-01 has not come yet",
        f"{MES}:4:12: KAM116 2026-05-01 is earlier than the entry before it, 2026-05-20",
        f"{MES}:5:12: KAM116 2026-11-22 has not come yet",
    ]


def test_days_in_order_up_to_today_are_fine(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      history:
        - {date: 2026-05-01, stage: G}
        - {date: 2026-05-01, stage: F}
        - {date: 2026-11-21, stage: E}
    """
    assert check() == []
