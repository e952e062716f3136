from tests.checks.conftest import Check


def test_weights_that_do_not_split_a_year_are_found(check: Check) -> None:
    """
    targets.yaml: |
      - {owner: a, period: 2027, amount: 100, weights: [20, 25, 25, 29.5]}
      - {owner: b, period: 2027, amount: 100, weights: [50, 50]}
      - {owner: c, period: 2027Q1, amount: 100, weights: [25, 25, 25, 25]}
    """
    assert check() == [
        "targets.yaml:1:50: KAM119 the weights come to 99.5, not to 100",
        "targets.yaml:2:50: KAM119 there are 2 weights",
        "targets.yaml:3:52: KAM119 only a year is split by weights, and 2027Q1 is none",
    ]


def test_four_or_twelve_weights_of_100_are_fine(check: Check) -> None:
    """
    targets.yaml: |
      - {owner: a, period: 2027, amount: 100, weights: [20, 25, 25, 30]}
      - {owner: b, period: 2027, amount: 100, weights: [8, 8, 8, 8, 8, 8, 8, 8, 9, 9, 9, 9]}
      - {owner: c, period: 2027Q1, amount: 100}
    """
    assert check() == []
