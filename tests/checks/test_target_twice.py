from tests.checks.conftest import Check


def test_the_same_target_twice_is_found(check: Check) -> None:
    """
    targets.yaml: |
      - {owner: li.wei, period: 2027, amount: 100}
      - {owner: li.wei, period: 2027, amount: 20}
      - {period: 2027, amount: 20}
      - {period: 2027, amount: 20}
    """
    twice = "has another target for 2027 above: only this one holds"
    assert check() == [
        f"targets.yaml:2:27: KAM294 li.wei {twice}",
        f"targets.yaml:4:12: KAM294 the book {twice}",
    ]


def test_other_people_periods_and_measures_are_fine(check: Check) -> None:
    """
    targets.yaml: |
      - {owner: north, period: 2027, amount: 100}
      - {team: north, period: 2027, amount: 20}
      - {owner: north, period: 2028, amount: 20}
      - {owner: north, period: 2027, amount: 20, measure: cash}
    """
    assert check() == []
