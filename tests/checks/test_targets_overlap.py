from tests.checks.conftest import Check


def test_a_year_and_its_quarters_are_found(check: Check) -> None:
    """
    kam.yaml: |
      fiscal_year_start: 4
    targets.yaml: |
      - {owner: li.wei, period: 2027, amount: 100}
      - {owner: li.wei, period: 2027Q1, amount: 20}
      - {team: north, period: 2027-03, amount: 20}
      - {team: north, period: 2027Q4, amount: 20}
    """
    overlap = "KAM118 the target of {} for {} overlaps the one for {}"
    assert check() == [
        f"targets.yaml:2:27: {overlap.format('li.wei', '2027Q1', '2027')}",
        f"targets.yaml:4:25: {overlap.format('north', '2027Q4', '2027-03')}",
    ]


def test_other_months_owners_and_measures_are_fine(check: Check) -> None:
    """
    targets.yaml: |
      - {owner: li.wei, period: 2027, amount: 100}
      - {owner: li.wei, period: 2026Q4, amount: 20}
      - {owner: li.wei, period: 2028, amount: 20}
      - {owner: chen.jie, period: 2027Q1, amount: 20}
      - {owner: li.wei, period: 2027Q1, amount: 20, measure: margin}
      - {team: north, period: 2027Q1, amount: 20}
      - {team: north, period: 2027Q2, amount: 20}
    """
    assert check() == []
