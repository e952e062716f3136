from tests.checks.conftest import Check

ORDERS = "accounts/acme/orders.yaml"


def test_a_payment_that_is_late_for_long_is_found(check: Check) -> None:
    """
    accounts/acme/orders.yaml: |
      po-1:
        date: 2026-02-14
        amount: 100
        payments:
          - {kind: advance, amount: 90, due: 2026-08-22}
          - {kind: retention, amount: 10, paid: 2026-08-22}
    """
    assert check("2026-11-20") == []
    assert check("2026-11-21") == [
        f"{ORDERS}:5:40: KAM303 the payment was due 91 days ago, on 2026-08-22"
    ]


def test_the_limit_is_the_books(check: Check) -> None:
    """
    playbooks/receivables.yaml: |
      late: 0
    accounts/acme/orders.yaml: |
      po-1: {date: 2026-02-14, amount: 1, payments: [{kind: full, amount: 1, due: 2026-11-20}]}
    """
    assert check() == [f"{ORDERS}:1:77: KAM303 the payment was due 1 day ago, on 2026-11-20"]


def test_what_is_paid_near_or_without_a_day_is_left_alone(check: Check) -> None:
    """
    accounts/acme/orders.yaml: |
      po-1: {date: 2026-02-14, amount: 1, payments: [{kind: full, amount: 1}]}
      po-2: {date: 2026-02-14, amount: 1, payments: [{kind: full, amount: 1, due: 2026-11-20}]}
      po-3:
        date: 2026-02-14
        amount: 1
        payments: [{kind: full, amount: 1, due: 2026-03-01, paid: 2026-11-21}]
    """
    assert check() == []
