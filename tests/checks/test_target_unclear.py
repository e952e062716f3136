from tests.checks.conftest import Check


def test_a_target_of_two_and_one_below_nothing_are_found(check: Check) -> None:
    """
    targets.yaml: |
      - {owner: li.wei, team: north, period: 2027, amount: 100}
      - {owner: chen.jie, period: 2027, amount: -5}
    kam.yaml: |
      people: {li.wei: {team: north}, chen.jie: {team: north}}
      teams: {north: {}}
    """
    both = "the target of li.wei names the team north as well, and is no target of the team"
    assert check() == [
        f"targets.yaml:1:25: KAM304 {both}",
        "targets.yaml:2:43: KAM304 a target of -5 is below nothing",
    ]


def test_one_of_nothing_is_a_target(check: Check) -> None:
    """
    targets.yaml: |
      - {owner: li.wei, period: 2027, amount: 0}
      - {team: north, period: 2027, amount: 20}
      - {period: 2027, amount: 20}
    kam.yaml: |
      people: {li.wei: {team: north}}
      teams: {north: {}}
    """
    assert check() == []
