from tests.checks.conftest import Check

ACME = "accounts/acme/account.yaml"


def test_a_customer_late_by_its_own_rhythm_is_found(check: Check) -> None:
    """
    accounts/acme/orders.yaml: |
      po-1: {date: 2026-01-10, amount: 100}
      po-2: {date: 2026-03-11, amount: 100}
      po-3: {date: 2026-05-10, amount: 100}
      po-4: {date: 2026-07-09, amount: 100}
    """
    # the median gap is 60 days, so the next one is late after 90
    assert check("2026-10-07") == []
    said = "no order for 91 days; its own gap is 60 days, and the next was due by 2026-10-07"
    assert check("2026-10-08") == [f"{ACME}:1:7: KAM231 {said}"]


def test_few_purchases_make_no_rhythm_and_those_of_one_project_are_one(check: Check) -> None:
    """
    accounts/acme/orders.yaml: |
      po-1: {date: 2025-01-10, amount: 100}
      po-2: {date: 2025-02-10, amount: 100}
      po-3: {date: 2025-03-10, amount: 100}
      po-4: {date: 2025-03-10, amount: 100}
      po-5: {date: 2025-04-10, amount: -50}
      po-6: {date: 2027-01-10, amount: 50}
    accounts/bell/opportunities/line.yaml: |
      name: Line
      outcome: {result: won, date: 2025-01-01}
    accounts/bell/orders.yaml: |
      po-1: {date: 2025-01-10, amount: 100, opportunity: line}
      po-2: {date: 2025-02-10, amount: 100, opportunity: line}
      po-3: {date: 2025-03-10, amount: 100, opportunity: line}
      po-4: {date: 2025-04-10, amount: 100, opportunity: line}
    """
    assert check() == []


def test_a_book_says_how_many_purchases_and_how_much_delay(check: Check) -> None:
    """
    playbooks/worth.yaml: |
      purchases: 2
      tolerance: 100
    accounts/acme/orders.yaml: |
      po-1: {date: 2026-09-01, amount: 100}
      po-2: {date: 2026-10-01, amount: 100}
    """
    assert [line[-10:] for line in check("2026-11-01")] == ["2026-10-31"]


def test_nothing_is_said_where_the_sales_do_not_all_read(check: Check) -> None:
    """
    playbooks/worth.yaml: |
      purchases: 0
    accounts/acme/opportunities/broken.yaml: |
      name: [
    accounts/acme/orders.yaml: |
      po-1: {date: 2026-01-01, amount: 100}
      po-2: {date: 2026-01-05, amount: 100}
    accounts/bell/orders.yaml: |
      po-1: {date: soon, amount: 100}
    accounts/corp/account.yaml: |
      aliases: [Corp]
    accounts/corp/orders.yaml: |
      po-1: {date: 2026-01-01, amount: 100}
      po-2: {date: 2026-01-05, amount: 100}
    """
    assert check() == []
