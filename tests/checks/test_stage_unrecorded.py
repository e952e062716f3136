from datetime import date

from kam.checks.fixes import Fix
from tests.checks.conftest import Check, Fixes

MES = "accounts/acme/opportunities/mes.yaml"


def test_a_stage_without_history_is_found(check: Check, fixes: Fixes) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: C
    """
    assert check() == [f"{MES}:2:8: KAM103 stage C stands without any history"]
    entry = {"date": date(2026, 11, 21), "stage": "C", "because": "recorded by check --fix"}
    assert fixes() == [Fix(MES, ("history",), entry)]


def test_one_that_is_won_is_recorded_under_the_day_on_which_it_is_booked(fixes: Fixes) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: S
      close_date: 2026-10-30
    """
    (fix,) = fixes()
    assert fix is not None
    assert fix.value["date"] == date(2026, 10, 30)


def test_one_with_an_entry_or_without_a_stage_is_fine(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: G
      history: [{date: 2026-11-01, stage: G}]
    accounts/acme/opportunities/robots.yaml: |
      name: Robots
    """
    assert check() == []
