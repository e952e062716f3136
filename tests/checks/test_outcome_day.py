from tests.checks.conftest import Check

MES = "accounts/acme/opportunities/mes.yaml"


def test_an_outcome_before_the_last_entry_is_found(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: B
      history:
        - {date: 2026-09-01, stage: C}
        - {date: 2026-10-20, stage: B}
      outcome: {result: lost, date: 2026-10-02, reason: price}
    """
    assert check() == [f"{MES}:6:31: KAM291 it ended on 2026-10-02, before the entry of 2026-10-20"]


def test_an_outcome_that_lies_ahead_is_found(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      outcome: {result: abandoned, date: 2026-11-22, reason: price}
    """
    assert check() == [f"{MES}:2:36: KAM291 2026-11-22 has not come yet"]


def test_steps_after_the_sale_and_stages_that_are_not_there_say_nothing(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      playbook: six-stage
      stage: deliver
      history:
        - {date: 2026-09-01, stage: propose}
        - {date: 2026-10-20, stage: negotiate}
        - {date: 2026-11-01, stage: deliver}
        - {date: 2026-11-02, stage: gone}
      outcome: {result: won, date: 2026-10-20}
    accounts/acme/opportunities/open.yaml: |
      name: Open
    """
    assert check() == []
