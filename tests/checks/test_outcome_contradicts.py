from tests.checks.conftest import Check

DEALS = "accounts/acme/opportunities"


def test_an_outcome_that_its_stage_does_not_bear_out_is_found(check: Check) -> None:
    """
    accounts/acme/opportunities/a.yaml: |
      name: Won, and the terms are not even agreed
      stage: A
      outcome: {result: won, date: 2026-10-20}
    accounts/acme/opportunities/b.yaml: |
      name: Lost, and delivered
      playbook: dealer
      stage: retain
      outcome: {result: lost, date: 2026-10-20}
    accounts/acme/opportunities/c.yaml: |
      name: Given up, and signed
      stage: S
      outcome: {result: abandoned, date: 2026-10-20}
    """
    won = "stage {} is reached by winning"
    assert check() == [
        f"{DEALS}/a.yaml:3:19: KAM122 the outcome says won, and stage A is an open one",
        f"{DEALS}/b.yaml:4:19: KAM122 the outcome says lost, and {won.format('retain')}",
        f"{DEALS}/c.yaml:3:19: KAM122 the outcome says abandoned, and {won.format('S')}",
    ]


def test_outcomes_that_fit_and_those_without_a_stage_are_fine(check: Check) -> None:
    """
    accounts/acme/opportunities/a.yaml: |
      name: Won
      stage: S
      outcome: {result: won, date: 2026-10-20}
    accounts/acme/opportunities/b.yaml: |
      name: Delivered
      playbook: dealer
      stage: retain
      outcome: {result: won, date: 2026-10-20}
    accounts/acme/opportunities/c.yaml: |
      name: Lost
      stage: A
      outcome: {result: lost, date: 2026-10-20}
    accounts/acme/opportunities/d.yaml: |
      name: Won, and nobody wrote a stage
      outcome: {result: won, date: 2026-10-20}
    accounts/acme/opportunities/e.yaml: |
      name: Won by hand
      stage: S
      history: [{date: 2026-10-20, stage: S}]
    """
    assert check() == []
