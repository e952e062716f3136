from tests.checks.conftest import Check

MES = "accounts/acme/opportunities/mes.yaml"


def test_an_opportunity_past_the_working_days_of_its_stage_is_found(check: Check) -> None:
    """
    kam.yaml: |
      calendar: {holidays: [2026-11-11]}
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: G
      history: [{date: 2026-11-02, stage: G}]
    """
    assert check("2026-11-17") == []
    assert check("2026-11-18") == [
        f"{MES}:2:8: KAM105 stalled: 11 working days at stage G, and the limit is 10"
    ]


def test_one_on_hold_closed_at_no_stage_or_without_history_does_not_stall(check: Check) -> None:
    """
    accounts/acme/opportunities/held.yaml: |
      name: Held
      stage: G
      hold: {since: 2026-02-01}
      history: [{date: 2026-01-02, stage: G}]
    accounts/acme/opportunities/lost.yaml: |
      name: Lost
      stage: G
      outcome: {result: lost, date: 2026-11-10, reason: price}
      history: [{date: 2026-01-02, stage: G}]
    accounts/acme/opportunities/listed.yaml: |
      name: On the list
      history: [{date: 2026-01-02}]
    accounts/acme/opportunities/new.yaml: |
      name: By hand
      stage: G
    """
    assert check() == []
