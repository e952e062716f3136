from tests.checks.conftest import Check

ORDERS = "accounts/acme/orders.yaml"


def test_payments_that_do_not_add_up_are_found(check: Check) -> None:
    """
    accounts/acme/orders.yaml: |
      po-1: {date: 2026-02-14, amount: 100, payments: [{kind: advance, amount: 30}]}
      po-2: {date: 2026-02-14, amount: 100, payments: [{kind: full, amount: 101}]}
      po-3: {date: 2026-02-14, amount: -100, payments: [{kind: full, amount: -60}]}
    """
    assert check() == [
        f"{ORDERS}:1:49: KAM302 the payments come to 30 of 100: nothing says when 70 comes",
        f"{ORDERS}:2:49: KAM302 the payments come to 101, more than the order of 100",
        f"{ORDERS}:3:50: KAM302 the payments come to -60 of -100: nothing says when -40 comes",
    ]


def test_orders_without_payments_and_with_all_of_them_are_left_alone(check: Check) -> None:
    """
    accounts/acme/orders.yaml: |
      po-1: {date: 2026-02-14, amount: 100}
      po-2:
        date: 2026-02-14
        amount: 100
        payments: [{kind: advance, amount: 30.5}, {kind: final, amount: 69.50}]
    """
    assert check() == []
