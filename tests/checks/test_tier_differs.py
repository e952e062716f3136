from tests.checks.conftest import Check

ACME = "accounts/acme/account.yaml"


def test_a_general_account_that_earns_most_is_found(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      tier: general
      tier_reviewed: 2026-10-01
      qualification: {good_credit: true}
    accounts/acme/orders.yaml: |
      po-1: {date: 2026-03-01, amount: 1000, margin: 300}
    """
    assert check() == [
        f"{ACME}:2:7: KAM222 the tier is general, and profit, growth and screens suggest core"
    ]


def test_a_higher_tier_is_on_purpose_while_its_review_holds(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      tier: core
      tier_reviewed: 2025-11-21
    accounts/acme/orders.yaml: |
      po-1: {date: 2026-03-01, amount: 1000, margin: 10}
    """
    assert check() == []
    assert "suggest key" in check("2026-11-22")[0]


def test_the_same_tier_none_and_one_of_which_nothing_is_known_are_fine(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      tier: key
    accounts/acme/orders.yaml: |
      po-1: {date: 2026-03-01, amount: 1000, margin: 80}
    accounts/bell/account.yaml: |
      name: Bell
    accounts/bell/orders.yaml: |
      po-1: {date: 2026-03-01, amount: 1000, margin: 900}
    accounts/corp/account.yaml: |
      name: Corp
      tier: core
    """
    assert check() == []


def test_where_a_margin_is_missing_shares_say_nothing(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      tier: general
      qualification: {good_credit: true}
    accounts/acme/orders.yaml: |
      po-1: {date: 2026-03-01, amount: 1000, margin: 300}
    accounts/bell/orders.yaml: |
      po-1: {date: 2026-03-01, amount: 9000}
    """
    assert check() == []


def test_where_orders_do_not_read_shares_say_nothing(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      tier: general
      qualification: {good_credit: true}
    accounts/acme/orders.yaml: |
      po-1: {date: 2026-03-01, amount: 1000, margin: 300}
    accounts/bell/orders.yaml: |
      po-1: {date: soon, amount: 9000}
    """
    assert check() == []
