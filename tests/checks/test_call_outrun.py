from tests.checks.conftest import Check


def test_what_is_closed_beyond_the_last_call_of_a_running_period_is_found(check: Check) -> None:
    """
    calls.yaml: |
      - {owner: li.wei, period: 2026Q4, commit: 40000, date: 2026-10-08}
      - {owner: li.wei, period: 2026Q4, commit: 50000, date: 2026-10-20}
    accounts/acme/opportunities/mes.yaml: |
      name: MES
      owner: li.wei
      stage: S
      amount: 80000
      outcome: {result: won, date: 2026-11-10}
    """
    assert check() == [
        "calls.yaml:2:43: KAM288 li.wei called 50,000 for 2026Q4 and has closed 80,000 in it"
    ]


def test_other_periods_owners_and_calls_that_are_high_enough_are_fine(check: Check) -> None:
    """
    calls.yaml: |
      - {owner: li.wei, period: 2026Q4, commit: 40000, date: 2026-10-08}
      - {owner: li.wei, period: 2026Q4, commit: 80000, date: 2026-10-20}
      - {owner: li.wei, period: 2026-12, commit: 10000, date: 2026-10-20}
      - {owner: li.wei, period: 2026Q3, commit: 10000, date: 2026-09-20}
      - {owner: chen.jie, period: 2026Q4, commit: 10000, date: 2026-10-20}
    accounts/acme/opportunities/mes.yaml: |
      name: MES
      owner: li.wei
      stage: S
      amount: 80000
      outcome: {result: won, date: 2026-11-10}
    accounts/acme/opportunities/old.yaml: |
      name: Old
      owner: li.wei
      stage: S
      amount: 70000
      outcome: {result: won, date: 2026-08-10}
    """
    assert check() == []
