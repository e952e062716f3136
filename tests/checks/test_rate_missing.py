from tests.checks.conftest import Check


def test_what_stands_apart_of_every_total_is_found(check: Check) -> None:
    """
    kam.yaml: |
      currency: CNY
      rates: {USD: 7, EUR: [{from: 2026-07-01, rate: 8}]}
      amounts: {tax: included}
    accounts/acme/opportunities/early.yaml: |
      name: Early
      amount: 100
      currency: EUR
      stage: S
      outcome: {result: won, date: 2026-05-10}
    accounts/acme/opportunities/pounds.yaml: |
      name: Pounds
      amount: 100
      currency: GBP
    accounts/acme/opportunities/net.yaml: |
      name: Net
      amount: 100
      currency: USD
      tax: excluded
    accounts/acme/opportunities/frame.yaml: |
      name: Frame
      kind: framework
      currency: EUR
      amount: 100
    accounts/acme/orders.yaml: |
      po-1: {date: 2026-06-01, amount: 5, opportunity: frame}
      po-2: {date: 2026-08-01, amount: 5, opportunity: frame}
    """
    apart = "it is in no total"
    assert check() == [
        f"accounts/acme/opportunities/{line}: {apart}"
        for line in (
            "early.yaml:3:11: KAM295 no rate of 2026-05-10 brings EUR into CNY",
            "frame.yaml:3:11: KAM295 no rate of 2026-06-01 brings EUR into CNY",
            "net.yaml:4:6: KAM295 nothing says how to bring it into the book's tax basis",
            "pounds.yaml:3:11: KAM295 no rate of 2026-11-21 brings GBP into CNY",
        )
    ]


def test_a_book_without_a_currency_is_told_so(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES
      amount: 100
      currency: EUR
    """
    (found,) = check()
    assert found.startswith("accounts/acme/opportunities/mes.yaml:3:11: KAM295 the book states no")


def test_a_rate_of_its_own_and_what_is_in_no_total_anyway_are_fine(check: Check) -> None:
    """
    kam.yaml: |
      currency: CNY
    accounts/acme/opportunities/frozen.yaml: |
      name: Frozen
      amount: 100
      stage: S
      outcome: {result: won, date: 2026-05-10, amount: 100, currency: EUR, rate: 8}
    accounts/acme/opportunities/lost.yaml: |
      name: Lost
      amount: 100
      currency: GBP
      outcome: {result: lost, date: 2026-05-10}
    accounts/acme/opportunities/unknown.yaml: |
      name: Unknown
      currency: GBP
    """
    assert check() == []
