from tests.checks.conftest import Check

ACME = "accounts/acme/account.yaml"


def test_a_key_account_without_an_owner_is_found(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      tier: key
    """
    assert check() == [
        f"{ACME}:2:7: KAM223 an account of tier key has no owner: who is its single interface?"
    ]


def test_an_owner_or_a_tier_that_asks_for_none_is_fine(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      tier: core
      owner: li.wei
    accounts/bell/account.yaml: |
      name: Bell
      tier: general
    accounts/corp/account.yaml: |
      name: Corp
    """
    assert check() == []
