from tests.checks.conftest import Check

ACME = "accounts/acme/account.yaml"


def test_a_customer_that_buys_a_third_less_than_the_year_before_is_found(check: Check) -> None:
    """
    accounts/acme/orders.yaml: |
      po-1: {date: 2025-03-01, amount: 50}
      po-2: {date: 2025-07-01, amount: 50}
      po-3: {date: 2025-11-21, amount: 100}
      po-4: {date: 2026-03-01, amount: 80}
      po-5: {date: 2026-09-01, amount: 60}
    """
    said = "orders are falling: 140 in the last 12 months, 200 in those before"
    assert check() == [f"{ACME}:1:7: KAM232 {said}"]


def test_a_little_less_too_few_a_late_one_and_what_does_not_convert_say_nothing(
    check: Check,
) -> None:
    """
    accounts/acme/orders.yaml: |
      po-1: {date: 2025-03-01, amount: 50}
      po-2: {date: 2025-07-01, amount: 50}
      po-3: {date: 2025-11-21, amount: 100}
      po-4: {date: 2026-03-01, amount: 81}
      po-5: {date: 2026-09-01, amount: 60}
    accounts/bell/orders.yaml: |
      po-1: {date: 2025-03-01, amount: 1000}
      po-2: {date: 2026-03-01, amount: 1}
    accounts/corp/orders.yaml: |
      po-1: {date: 2025-01-01, amount: 10}
      po-2: {date: 2025-02-01, amount: 10}
      po-3: {date: 2025-03-01, amount: 10}
      po-4: {date: 2025-04-01, amount: 10}
    accounts/dell/opportunities/calls.yaml: |
      name: Calls
      kind: framework
      currency: EUR
    accounts/dell/orders.yaml: |
      po-1: {date: 2025-03-01, amount: 50, opportunity: calls}
      po-2: {date: 2025-07-01, amount: 50}
      po-3: {date: 2025-11-21, amount: 100}
      po-4: {date: 2026-03-01, amount: 1, opportunity: calls}
      po-5: {date: 2026-09-01, amount: 1}
    """
    assert check() == []
