from kam.render.messages import render_message
from tests.checks.conftest import Check, Story

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


def test_a_lower_tier_is_not_on_purpose_and_the_hint_says_what_ends_it(
    check: Check, story: Story
) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      tier: general
      tier_reviewed: 2026-11-21
      qualification: {good_credit: true}
    accounts/acme/orders.yaml: |
      po-1: {date: 2026-03-01, amount: 1000, margin: 300}
    """
    assert len(check()) == 1
    hint = render_message(story.findings("2026-11-21")[0])[1]
    assert "review" not in hint
    assert hint.endswith("# kam: ignore[KAM222] REASON")


def test_where_a_sale_does_not_convert_shares_say_nothing(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      tier: general
      qualification: {good_credit: true}
    accounts/acme/orders.yaml: |
      po-1: {date: 2026-03-01, amount: 1000, margin: 300}
    accounts/bell/opportunities/oil.yaml: |
      name: Oil
      kind: framework
      currency: GBP
    accounts/bell/orders.yaml: |
      po-1: {date: 2026-03-01, amount: 9000, margin: 1000, opportunity: oil}
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
