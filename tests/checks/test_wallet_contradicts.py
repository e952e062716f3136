from tests.checks.conftest import Check

ACME = "accounts/acme/account.yaml"


def test_lines_beyond_the_whole_and_a_rank_beyond_the_last_are_found(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      category_spend: {2025: 100, 2026: 100}
      category_spend_by_line:
        drives: {2025: 60, 2026: 60}
        service: {2026: 41}
      wallet_rank: {rank: 4, of: 3}
    """
    assert check() == [
        f"{ACME}:2:35: KAM234 the lines of 2026 come to 101, more than the whole spend of 100",
        f"{ACME}:6:21: KAM234 rank 4 of 3 suppliers cannot be",
    ]


def test_lines_of_a_year_without_a_whole_and_the_last_rank_can_be(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      category_spend: {2025: 100}
      category_spend_by_line: {drives: {2025: 100, 2026: 60}}
      wallet_rank: {rank: 3, of: 3}
    """
    assert check() == []
