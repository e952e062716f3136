from tests.checks.conftest import Check


def test_an_account_that_does_not_earn_back_its_cost_in_its_years_is_found(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      purchasing: {pattern: recurring}
      acquisition: {invested: 1000, years: 3}
    accounts/acme/orders.yaml: |
      po-1: {date: 2026-03-01, amount: 1000, margin: 333}
    accounts/bell/account.yaml: |
      name: Bell
      purchasing: {pattern: one-off}
      acquisition: {invested: 1000}
    accounts/bell/opportunities/line.yaml: |
      name: Line
      amount: 3333
      close_date: 2027-02-01
    """
    said = "3:25: KAM233 as things stand, 1,000 invested are not earned back by"
    assert check() == [
        f"accounts/acme/account.yaml:{said} 2028",
        f"accounts/bell/account.yaml:{said} 2027 (margin assumed where none is stated: 30 %)",
    ]


def test_one_that_does_and_one_of_which_nothing_is_known_are_fine(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      purchasing: {pattern: recurring}
      acquisition: {invested: 999, years: 3}
    accounts/acme/orders.yaml: |
      po-1: {date: 2026-03-01, amount: 1000, margin: 333}
    accounts/bell/account.yaml: |
      name: Bell
      acquisition: {invested: 1000}
    accounts/corp/orders.yaml: |
      po-1: {date: 2026-03-01, amount: 1000, margin: -333}
    accounts/dell/account.yaml: |
      name: Dell
      acquisition: {invested: 1000}
    accounts/dell/orders.yaml: |
      po-1: {date: 2026-03-01, amount: 100}
    accounts/dell/opportunities/far.yaml: |
      name: Far
      currency: EUR
      amount: 9000
    accounts/echo/account.yaml: |
      name: Echo
      acquisition: {invested: 5000, years: 20, since: 2026, expected_per_year: 1000}
    """
    assert check() == []
