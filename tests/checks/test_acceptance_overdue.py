from tests.checks.conftest import Check

ORDERS = "accounts/acme/orders.yaml"


def test_an_order_past_its_day_of_acceptance_is_found(check: Check) -> None:
    """
    accounts/acme/orders.yaml: |
      po-1: {date: 2026-02-14, amount: 100, accept_by: 2026-11-20}
      po-2: {date: 2026-05-24, amount: 100}
    """
    assert check("2026-11-20") == []
    assert check() == [
        f"{ORDERS}:1:50: KAM274 acceptance was due 1 day ago, on 2026-11-20",
        f"{ORDERS}:2:7: KAM274 acceptance was due 1 day ago, on 2026-11-20",
    ]


def test_a_book_that_says_nothing_of_acceptance_is_left_alone(check: Check) -> None:
    """
    accounts/acme/orders.yaml: |
      po-1: {date: 2020-02-14, amount: 100}
    accounts/beta/orders.yaml: |
      po-1: {date: 2026-02-14, amount: 100, accept_by: 2026-03-01, accepted: 2026-06-01}
    """
    assert check() == []


def test_a_credit_note_is_nothing_that_a_customer_accepts(check: Check) -> None:
    """
    accounts/acme/orders.yaml: |
      po-1: {date: 2026-01-02, amount: 100, accepted: 2026-02-01, opportunity: mes}
      po-2: {date: 2026-01-02, amount: -40, opportunity: mes}
    """
    assert check() == []
