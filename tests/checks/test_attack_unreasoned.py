from tests.checks.conftest import Check


def test_an_open_opportunity_with_a_competitors_customer_asks_why(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      incumbent: Siemens
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
    """
    said = "a customer of Siemens: are they dissatisfied, or is our value clearly higher?"
    assert check() == [f"accounts/acme/account.yaml:2:12: KAM225 {said}"]


def test_with_a_reason_without_an_opportunity_or_once_they_repeat_nothing_is_asked(
    check: Check,
) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      incumbent: Siemens
      relationship: {attack: {value: dissatisfied, because: late deliveries}}
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
    accounts/bell/account.yaml: |
      name: Bell
      incumbent: Siemens
    accounts/bell/opportunities/old.yaml: |
      name: Old
      outcome: {result: lost, date: 2026-11-10, reason: price}
    accounts/corp/account.yaml: |
      name: Corp
      incumbent: Siemens
    accounts/corp/orders.yaml: |
      po-1: {date: 2025-03-01, amount: 5}
      po-2: {date: 2026-03-01, amount: 5}
    accounts/corp/opportunities/mes.yaml: |
      name: MES upgrade
    accounts/dune/opportunities/mes.yaml: |
      name: MES upgrade
    """
    assert check() == []


def test_nothing_is_asked_where_orders_do_not_read(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      incumbent: Siemens
    accounts/acme/orders.yaml: |
      po-1: {date: soon, amount: 5}
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
    """
    assert check() == []
