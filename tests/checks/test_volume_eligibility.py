from tests.checks.conftest import Check

BUS = "accounts/acme/opportunities/bus.yaml"
FOUND = f"{BUS}:4:26: KAM266 4 units do not qualify for the volume discount: it begins at 5"


def test_too_few_units_are_found_types_together(check: Check) -> None:
    """
    accounts/acme/opportunities/bus.yaml: |
      name: Buses
      playbook: dealer
      products:
        - {line: buses, units: 3, list_price: 400000, price: 380000}
        - {line: vans, units: 1, list_price: 200000, price: 200000}
    accounts/acme/opportunities/five.yaml: |
      name: Five
      playbook: dealer
      products:
        - {line: buses, units: 3, list_price: 400000, price: 380000}
        - {line: vans, units: 2, list_price: 200000, price: 200000}
    accounts/acme/opportunities/list.yaml: |
      name: At the list price
      playbook: dealer
      products: [{line: buses, units: 1, list_price: 400000, price: 400000}]
    accounts/acme/opportunities/unknown.yaml: |
      name: Nobody says how many
      playbook: dealer
      products:
        - {line: buses, units: 1, list_price: 400000, price: 380000}
        - {line: vans}
    accounts/acme/opportunities/other.yaml: |
      name: Without a policy
      products: [{line: buses, units: 1, list_price: 400000, price: 380000}]
    """
    assert check() == [FOUND]


def test_government_gets_it_for_any_quantity(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      ownership: government
    accounts/acme/opportunities/bus.yaml: |
      name: Buses
      playbook: dealer
      products: [{line: buses, units: 1, list_price: 400000, price: 380000}]
    """
    assert check() == []


def test_one_large_sale_in_a_year_ends_the_minimum(check: Check) -> None:
    """
    accounts/acme/opportunities/bus.yaml: |
      name: Buses
      playbook: dealer
      products:
        - {line: buses, units: 4, list_price: 400000, price: 380000}
    accounts/acme/opportunities/sold.yaml: |
      name: Sold
      playbook: dealer
      products: [{line: buses, units: 6}, {line: vans, units: 4}]
      outcome: {result: won, date: 2026-03-01}
    accounts/acme/orders.yaml: |
      small: {date: 2026-10-01, amount: 1, units: 9}
      unknown: {date: 2026-10-01, amount: 1}
    """
    assert check("2027-03-01") == [FOUND]
    assert check("2027-02-28") == []
    assert check("2026-02-28") == [FOUND]


def test_an_order_is_a_sale_as_well(check: Check) -> None:
    """
    accounts/acme/opportunities/bus.yaml: |
      name: Buses
      playbook: dealer
      products: [{line: buses, units: 4, list_price: 400000, price: 380000}]
    accounts/acme/orders.yaml: |
      large: {date: 2026-10-01, amount: 1, units: 10}
    """
    assert check() == []


def test_numbers_of_the_book_hold(check: Check) -> None:
    """
    playbooks/dealer.yaml: |
      extends: dealer
      policy: {min_units: 4}
    playbooks/open.yaml: |
      extends: milestone
      policy: {floor: 90}
    playbooks/strict.yaml: |
      extends: milestone
      policy: {min_units: 5}
    playbooks/for-ever.yaml: |
      extends: milestone
      policy: {min_units: 5, single_sale: 10}
    accounts/acme/opportunities/bus.yaml: |
      name: Buses
      playbook: dealer
      products: [{line: buses, units: 4, list_price: 400000, price: 380000}]
    accounts/acme/opportunities/open.yaml: |
      name: Open
      playbook: open
      products: [{line: buses, units: 1, list_price: 400000, price: 380000}]
    accounts/acme/opportunities/strict.yaml: |
      name: Strict
      playbook: strict
      products: [{line: buses, units: 4, list_price: 400000, price: 380000}]
    accounts/acme/opportunities/for-ever.yaml: |
      name: For ever
      playbook: for-ever
      products: [{line: buses, units: 1, list_price: 400000, price: 380000}]
    accounts/acme/orders.yaml: |
      large: {date: 2016-10-01, amount: 1, units: 10}
    """
    path = "accounts/acme/opportunities/strict.yaml"
    assert check() == [
        f"{path}:3:33: KAM266 4 units do not qualify for the volume discount: it begins at 5"
    ]


def test_what_did_not_read_may_hold_the_sale_or_say_who_owns_it(check: Check) -> None:
    """
    accounts/acme/opportunities/bus.yaml: |
      name: Buses
      playbook: dealer
      products: [{line: buses, units: 4, list_price: 400000, price: 380000}]
    accounts/acme/orders.yaml: |
      large: {date: soon, amount: 1, units: 10}
    accounts/bao/account.yaml: |
      ownership: government
    accounts/bao/opportunities/bus.yaml: |
      name: Buses
      playbook: dealer
      products: [{line: buses, units: 4, list_price: 400000, price: 380000}]
    accounts/core/opportunities/bus.yaml: |
      name: Buses
      playbook: dealer
      products: [{line: buses, units: 4, list_price: 400000, price: 380000}]
    accounts/core/opportunities/sold.yaml: |
      outcome: {result: won, date: 2026-03-01}
    """
    assert check() == []
