from tests.checks.conftest import Check


def test_a_best_case_below_the_commit_is_found(check: Check) -> None:
    """
    calls.yaml: |
      - {owner: li.wei, period: 2026Q4, commit: 32000, best_case: 30000, date: 2026-11-20}
    """
    assert check() == [
        "calls.yaml:1:61: KAM287 the best case 30,000 is less than the commit 32,000"
    ]


def test_one_that_is_the_same_or_not_said_is_fine(check: Check) -> None:
    """
    calls.yaml: |
      - {owner: li.wei, period: 2026Q4, commit: 32000, best_case: 32000, date: 2026-11-20}
      - {owner: li.wei, period: 2026Q4, commit: 32000, date: 2026-11-20}
    """
    assert check() == []
