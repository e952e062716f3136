from tests.checks.conftest import Check

LINE, ORDERS = "accounts/acme/opportunities/line.yaml", "accounts/acme/orders.yaml"


def test_stage_and_orders_that_say_different_things_are_found(check: Check) -> None:
    """
    accounts/acme/opportunities/line.yaml: |
      name: Line
      playbook: dealer
      stage: close
      outcome: {result: won, date: 2026-02-10}
    accounts/acme/opportunities/belt.yaml: |
      name: Belt
      playbook: six-stage
      stage: deliver
      outcome: {result: won, date: 2026-02-10}
      history: [{date: 2026-09-01, stage: deliver}]
    accounts/acme/orders.yaml: |
      po-1: {date: 2026-02-14, amount: 100, opportunity: line, accepted: 2026-06-01}
      po-2: {date: 2026-02-14, amount: 100, opportunity: belt}
      po-3: {date: 2026-02-14, amount: 100, accepted: 2026-02-13}
      po-4: {date: 2026-02-14, amount: 100, accepted: 2026-11-22}
    """
    assert check() == [
        f"{LINE}:3:8: KAM273 all its orders are accepted, and stage hand-over is not reached",
        f"{ORDERS}:2:7: KAM273 belt stands at deliver, and no order of it is accepted",
        f"{ORDERS}:3:49: KAM273 accepted on 2026-02-13, before it was ordered on 2026-02-14",
        f"{ORDERS}:4:49: KAM273 2026-11-22 has not come yet",
    ]


def test_what_agrees_is_open_or_says_nothing_is_fine(check: Check) -> None:
    """
    accounts/acme/opportunities/line.yaml: |
      name: Line
      playbook: six-stage
      stage: deliver
      outcome: {result: won, date: 2026-02-10}
    accounts/acme/opportunities/part.yaml: |
      name: Half accepted
      playbook: six-stage
      stage: negotiate
      outcome: {result: won, date: 2026-02-10}
    accounts/acme/opportunities/closing.yaml: |
      name: Accepted, and its stage asks for the close of the project as well
      playbook: six-stage
      stage: negotiate
      outcome: {result: won, date: 2026-02-10}
    accounts/acme/opportunities/none.yaml: |
      name: No order
      playbook: six-stage
      stage: deliver
      outcome: {result: won, date: 2026-02-10}
    accounts/acme/opportunities/signed.yaml: |
      name: A playbook that ends with the signature
      stage: S
      outcome: {result: won, date: 2026-02-10}
    accounts/acme/opportunities/open.yaml: |
      name: Open
      playbook: six-stage
      stage: bid
    accounts/acme/orders.yaml: |
      po-1: {date: 2026-02-14, amount: 100, opportunity: line, accepted: 2026-06-01}
      po-2: {date: 2026-02-14, amount: 100, opportunity: part, accepted: 2026-06-01}
      po-3: {date: 2026-02-14, amount: 100, opportunity: part}
      po-4: {date: 2026-02-14, amount: 100, opportunity: signed, accepted: 2026-06-01}
      po-5: {date: 2026-02-14, amount: 100, opportunity: open, accepted: 2026-02-14}
      po-6: {date: 2026-02-14, amount: 100, opportunity: closing, accepted: 2026-06-01}
    """
    assert check() == []


def test_orders_that_do_not_read_are_not_taken_for_missing(check: Check) -> None:
    """
    accounts/acme/opportunities/line.yaml: |
      name: Line
      playbook: six-stage
      stage: deliver
      outcome: {result: won, date: 2026-02-10}
    accounts/acme/orders.yaml: |
      po-1: {date: 2026-02-14, amount: much, opportunity: line}
    """
    assert check() == []
