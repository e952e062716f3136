from tests.checks.conftest import Check

MES = "accounts/acme/opportunities/mes.yaml"


def test_an_open_opportunity_of_unknown_size_is_found(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      products: [{line: automation, units: 3}]
    """
    assert check() == [f"{MES}:1:1: KAM107 neither an amount nor amounts of products"]


def test_an_amount_of_its_own_or_of_a_product_will_do(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      amount: 0
    accounts/acme/opportunities/robots.yaml: |
      name: Robots
      products: [{line: automation, amount: 12}, {line: service}]
    accounts/acme/opportunities/lost.yaml: |
      name: Lost
      outcome: {result: lost, date: 2026-11-10, reason: price}
    """
    assert check() == []
