from tests.checks.conftest import Check

MES = "accounts/acme/opportunities/mes.yaml"


def test_a_stage_of_another_playbook_is_found(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: G
      history:
        - {date: 2026-05-01, stage: g}
        - {date: 2026-05-02, stage: G}
    """
    assert check() == [f'{MES}:4:31: KAM117 the playbook milestone has no stage "g"']


def test_the_stages_of_its_own_playbook_and_none_are_fine(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      playbook: six-stage
      stage: bid
      history:
        - {date: 2026-05-01}
        - {date: 2026-05-02, stage: bid}
    """
    assert check() == []
