from tests.checks.conftest import Check


def test_a_review_older_than_a_year_is_found(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      tier: key
      tier_reviewed: 2025-11-20
    """
    said = "the tier was last reviewed on 2025-11-20, and the review was due on 2026-11-20"
    assert check() == [f"accounts/acme/account.yaml:3:16: KAM221 {said}"]


def test_a_younger_one_and_one_that_never_was_are_fine(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      tier: key
      tier_reviewed: 2025-11-21
    accounts/bell/account.yaml: |
      name: Bell
      tier: key
    accounts/corp/account.yaml: |
      name: Corp
      tier_reviewed: 2020-01-01
    """
    assert check() == []


def test_a_book_says_how_often_it_reviews(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      tier: key
      tier_reviewed: 2026-01-31
    accounts/bell/account.yaml: |
      name: Bell
      tier: key
      tier_reviewed: 2199-12-31
    playbooks/accounts.yaml: |
      review_months: 1
    """
    assert [line.partition(" and ")[2] for line in check()] == ["the review was due on 2026-02-28"]
