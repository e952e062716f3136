from tests.checks.conftest import Check

MES = "accounts/acme/opportunities/mes.yaml"


def test_products_above_the_amount_are_found(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      amount: 3200000
      products:
        - {line: automation, amount: 2400000}
        - {line: service, amount: 800000.50}
    """
    assert check() == [
        f"{MES}:3:1: KAM115 the products come to 3,200,000.5, more than the amount of 3,200,000"
    ]


def test_products_up_to_the_amount_or_without_one_are_fine(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      amount: 100
      products: [{line: automation, amount: 60}, {line: service, amount: 40}]
    accounts/acme/opportunities/robots.yaml: |
      name: Robots
      products: [{line: automation, amount: 60}, {line: service}]
    """
    assert check() == []
