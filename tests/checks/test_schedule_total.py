from tests.checks.conftest import Check

HERE = "accounts/acme/opportunities"


def test_phases_that_do_not_add_up_are_found(check: Check) -> None:
    """
    accounts/acme/opportunities/less.yaml: |
      name: Less
      amount: 300
      schedule: [{period: 2027Q1, amount: 100}, {period: 2027Q2, amount: 150}]
    accounts/acme/opportunities/more.yaml: |
      name: More
      products: [{line: agv, amount: 100}]
      schedule: [{period: 2027Q1, amount: 100.01}]
      outcome: {result: won, date: 2026-11-02}
    """
    assert check() == [
        f"{HERE}/less.yaml:3:11: KAM301 the phases come to 250 of 300: nothing says when 50 comes",
        f"{HERE}/more.yaml:3:11: KAM301 the phases come to 100.01, more than the amount of 100",
    ]


def test_what_adds_up_is_unknown_or_has_ended_is_left_alone(check: Check) -> None:
    """
    accounts/acme/opportunities/equal.yaml: |
      name: Equal
      amount: 300
      schedule: [{period: 2027Q1, amount: 100}, {period: 2027Q2, amount: 200}]
    accounts/acme/opportunities/none.yaml: |
      name: None
      amount: 300
    accounts/acme/opportunities/unknown.yaml: |
      name: Unknown
      schedule: [{period: 2027Q1, amount: 100}]
    accounts/acme/opportunities/lost.yaml: |
      name: Lost
      amount: 300
      schedule: [{period: 2027Q1, amount: 100}]
      outcome: {result: lost, date: 2026-11-02, reason: price}
    """
    assert check() == []
