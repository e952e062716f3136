from tests.checks.conftest import Check


def test_bonuses_and_pools_of_what_is_not_there_are_found(check: Check) -> None:
    """
    kam.yaml: |
      format: 1
      people: {li.wei: {team: north}}
    commission.yaml: |
      plans:
        standard:
          bonuses:
            - {stage: X, amount: 1}
            - {playbook: nowhere, stage: C, amount: 1}
      pools:
        south: {team: south, rate: 1}
        north: {team: north, rate: 1, weights: {li.wei: 1}}
    """
    assert check() == [
        'commission.yaml:4:17: KAM299 the playbook has no stage "X"',
        'commission.yaml:5:20: KAM299 there is no playbook "nowhere"',
        'commission.yaml:7:17: KAM299 nobody is in a team "south"',
    ]


def test_a_stage_of_the_playbook_and_a_team_above_others_are_fine(check: Check) -> None:
    """
    kam.yaml: |
      format: 1
      people: {li.wei: {team: north}}
      teams: {north: {parent: china}, china: {}}
    commission.yaml: |
      plans:
        standard: {bonuses: [{stage: C, amount: 1}, {playbook: dealer, stage: close, amount: 1}]}
      pools: {china: {team: china, rate: 1}}
    """
    assert check() == []
