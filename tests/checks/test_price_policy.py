import shlex

from tests.checks.conftest import Check
from tests.conftest import MakeBook, RunKam

BUS = "accounts/acme/opportunities/bus.yaml"


def test_prices_that_policy_does_not_bear_out_are_found(check: Check) -> None:
    """
    accounts/acme/opportunities/bus.yaml: |
      name: Buses
      playbook: dealer
      products:
        - {line: a, units: 6, list_price: 400000, price: 400001}
        - {line: b, units: 6, list_price: 400000, price: 359999}
        - {line: c, units: 6, list_price: 400000, price: 350000, approval: {date: 2026-11-01}}
        - line: d
          list_price: 400000
          price: 350000
          approval: {by: zhao.min, price: 355000}
        - {line: e, units: 6, list_price: 400000, price: 360000}
        - {line: f, list_price: 400000, price: 350000, approval: {by: zhao.min}}
        - {line: g, list_price: 400000, price: 350000, approval: {by: zhao.min, price: 350000}}
        - {line: h, price: 350000}
        - {line: i, list_price: 400000}
        - {line: j, list_price: 400000, price: 400000}
    """
    assert check() == [
        f"{BUS}:4:52: KAM265 a is sold at 400,001 a unit, above the list price of 400,000",
        f"{BUS}:5:52: KAM265 b is sold at 359,999 a unit, below the floor of 360,000 (90 %)",
        f"{BUS}:6:52: KAM265 the approval of 350,000 for c does not say by whom",
        f"{BUS}:9:12: KAM265 d is sold at 350,000 a unit; zhao.min approved 355,000",
    ]


def test_a_very_large_lot_is_negotiated(check: Check) -> None:
    """
    accounts/acme/opportunities/bus.yaml: |
      name: Buses
      playbook: dealer
      products:
        - {line: a, units: 60, list_price: 400000, price: 399000}
        - {line: b, units: 40, list_price: 400000, price: 400000}
    """
    assert check() == [
        (
            f"{BUS}:4:53: KAM265 a lot of 100 is negotiated, and nothing says who agreed to "
            "399,000 for a"
        )
    ]


def test_units_that_are_stated_are_a_large_lot_alone(check: Check) -> None:
    """
    accounts/acme/opportunities/bus.yaml: |
      name: Buses
      playbook: dealer
      products:
        - {line: a, units: 150, list_price: 400000, price: 395000}
        - {line: spares, amount: 1000}
    """
    assert check() == [
        (
            f"{BUS}:4:54: KAM265 a lot of 150 is negotiated, and nothing says who agreed to "
            "395,000 for a"
        )
    ]


def test_numbers_of_the_book_hold_and_without_any_there_is_no_policy(check: Check) -> None:
    """
    playbooks/dealer.yaml: |
      extends: dealer
      policy: {floor: 80}
    playbooks/free.yaml: |
      extends: milestone
      policy: {min_units: 5}
    accounts/acme/opportunities/bus.yaml: |
      name: Buses
      playbook: dealer
      products: [{line: a, list_price: 400000, price: 330000}]
    accounts/acme/opportunities/lost.yaml: |
      name: Lost
      playbook: dealer
      products: [{line: a, list_price: 400000, price: 1}]
      outcome: {result: lost, date: 2026-11-10, reason: price}
    accounts/acme/opportunities/cheap.yaml: |
      name: Cheap
      products: [{line: a, list_price: 400000, price: 1}]
    accounts/acme/opportunities/free.yaml: |
      name: Free
      playbook: free
      products: [{line: a, units: 500, list_price: 400000, price: 1}]
    """
    assert check() == []


def test_the_advice_is_what_takes_it_away(book: MakeBook, kam: RunKam) -> None:
    path = "accounts/acme/opportunities/bus.yaml"
    root = book(
        {
            "kam.yaml": "currency: CNY\n",
            "accounts/acme/account.yaml": "name: Acme\n",
            path: (
                "name: Buses\nplaybook: dealer\nproducts:\n"
                "  - {line: city (12 m), units: 6, list_price: 400, price: 300}\n"
                "  - {line: b, list_price: 400, price: 300, approval: {by: li, price: 350}}\n"
            ),
        }
    )
    said = kam(root, "check", "--select", "KAM265").stdout
    advice = [
        shlex.split(line.partition("kam ")[2]) for line in said.splitlines() if "kam set" in line
    ]
    assert len(advice) == 2
    for words in advice:
        last = words[-1].replace("WHO", "zhao.min").replace("PRICE", "300")
        assert kam(root, *words[:-1], last).exit_code == 0
    assert "KAM265" not in kam(root, "check", "--select", "KAM265").stdout
