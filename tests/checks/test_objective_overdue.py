from tests.checks.conftest import Check

PLAN = "accounts/acme/plan.yaml"


def test_an_objective_past_its_day_without_a_result_is_found(check: Check) -> None:
    """
    accounts/acme/plan.yaml: |
      objectives:
        share: {what: 40 % of their spend, due: 2026-11-20, status: at-risk}
    """
    message = "KAM253 this objective was due 1 day ago, and nothing says what came of it"
    assert check("2026-11-20") == []
    assert check("2026-11-21") == [f"{PLAN}:2:43: {message}: 40 % of their spend"]


def test_objectives_that_ended_or_have_a_result_or_no_day_are_fine(check: Check) -> None:
    """
    accounts/acme/plan.yaml: |
      objectives:
        share: {what: 40 %, due: 2026-11-01, result: 38 % in October}
        board: {what: A talk with the board, due: 2026-11-01, status: dropped}
        plants: {what: Two more plants}
    """
    assert check() == []
