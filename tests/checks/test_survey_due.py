from tests.checks.conftest import Check


def test_an_account_that_was_not_asked_again_is_found(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      satisfaction: [{date: 2026-05-20, score: 4}]
    """
    assert check("2026-11-20") == []
    said = "the next survey was due 1 day ago; the last one was on 2026-05-20"
    assert check() == [f"accounts/acme/account.yaml:2:15: KAM279 {said}"]


def test_one_that_was_never_asked_or_lately_is_fine(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      satisfaction: [{date: 2026-05-20, score: 4}, {date: 2026-11-20, score: 4}]
    accounts/beta/account.yaml: |
      name: Beta
    """
    assert check() == []
