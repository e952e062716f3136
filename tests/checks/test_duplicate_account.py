from tests.checks.conftest import Check


def test_two_accounts_of_one_name_are_found_once(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme  Steel
      aliases: [宝山钢铁]
    accounts/acme-steel/account.yaml: |
      name: ACME steel
      aliases: [宝山钢铁]
    accounts/baoshan/account.yaml: |
      name: Baoshan
      aliases:
        - Bao Gang
        - ａｃｍｅ　ｓｔｅｅｌ
    """
    known = "KAM111 acme goes by the name"
    assert check() == [
        f'accounts/acme-steel/account.yaml:1:7: {known} "ACME steel" as well',
        f'accounts/baoshan/account.yaml:4:5: {known} "ａｃｍｅ　ｓｔｅｅｌ" as well',
    ]


def test_names_of_ones_own_and_of_what_does_not_read_are_fine(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      aliases: [acme, ACME]
    accounts/other/account.yaml: |
      name: Acme Steel
    accounts/broken/account.yaml: |
      name: acme
      tier: gold
    """
    assert check() == []
