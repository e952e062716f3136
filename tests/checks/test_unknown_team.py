from tests.checks.conftest import Check


def test_teams_that_are_not_there_are_found(check: Check) -> None:
    """
    kam.yaml: |
      people: {li.wei: {team: [{team: east, from: 2026-01-01}]}}
      teams:
        north: {parent: chian}
        china: {}
    targets.yaml: |
      - {team: nroth, period: 2027, amount: 1}
      - {team: east, period: 2027, amount: 1}
      - {team: china, period: 2027, amount: 1}
    """
    assert check() == [
        'kam.yaml:3:19: KAM296 "chian" is not among the teams of kam.yaml, and nobody is in it',
        'targets.yaml:1:10: KAM296 "nroth" is not among the teams of kam.yaml, and nobody is in it',
    ]


def test_a_book_without_teams_is_asked_for_none(check: Check) -> None:
    """
    targets.yaml: |
      - {team: north, period: 2027, amount: 1}
    """
    assert check() == []
