from tests.checks.conftest import Check

MES = "accounts/acme/opportunities/mes.yaml"


def test_a_move_owes_the_evidence_of_every_stage_that_it_passes(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: E
      history:
        - {date: 2026-10-01, stage: G, evidence: {visit-promised: ""}}
        - {date: 2026-11-01, stage: E, evidence: {exchange-promised: minutes}}
    """
    assert check() == [
        f"{MES}:4:5: KAM104 G was reached without its evidence: visit-promised",
        f"{MES}:5:5: KAM104 E was reached without its evidence: proposal-wanted",
    ]


def test_evidence_that_was_given_or_waived_is_owed_no_more(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: F
      history:
        - {date: 2026-10-01, stage: G, evidence: {visit-promised: call note}}
        - {date: 2026-11-01, stage: F, waived: [proposal-wanted], because: asked by phone}
    """
    assert check() == []


def test_a_move_back_owes_nothing_and_the_way_up_again_does(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: F
      history:
        - {date: 2026-08-01, stage: F, waived: [visit-promised, proposal-wanted]}
        - {date: 2026-09-01, because: the project was stopped}
        - {date: 2026-10-01, stage: F, evidence: {visit-promised: invited}}
    """
    assert check() == [f"{MES}:6:5: KAM104 F was reached without its evidence: proposal-wanted"]


def test_a_stage_that_the_playbook_does_not_have_owes_nothing(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: F
      history:
        - {date: 2026-08-01, stage: bid}
        - {date: 2026-09-01, stage: F}
    """
    assert check() == []
