from datetime import date

from kam.checks.fixes import Fix
from tests.checks.conftest import Check, Fixes

MES = "accounts/acme/opportunities/mes.yaml"


def test_a_stage_that_was_changed_by_hand_is_found(check: Check, fixes: Fixes) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: F
      history:
        - {date: 2026-11-01, stage: G, evidence: {visit-promised: by phone}}
    """
    assert check() == [f"{MES}:2:8: KAM101 the stage is F, and the last history entry says G"]
    entry = {"date": date(2026, 11, 21), "stage": "F", "because": "recorded by check --fix"}
    assert fixes() == [Fix(MES, ("history",), entry)]


def test_a_stage_that_was_taken_away_by_hand_is_found(check: Check, fixes: Fixes) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      history:
        - {date: 2026-11-01, stage: G}
    """
    assert check() == [f"{MES}:1:1: KAM101 there is no stage, and the last history entry says G"]
    entry = {"date": date(2026, 11, 21), "because": "recorded by check --fix"}
    assert fixes() == [Fix(MES, ("history",), entry)]


def test_a_win_by_hand_is_recorded_under_the_day_on_which_it_is_booked(
    check: Check, fixes: Fixes
) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: S
      history:
        - {date: 2026-11-01, stage: A}
    """
    assert check() == [f"{MES}:2:8: KAM101 the stage is S, and the last history entry says A"]
    (fix,) = fixes()
    assert fix is not None
    assert fix.value["date"] == date(2026, 11, 1)


def test_a_stage_is_fine_where_the_last_entry_says_the_same(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: G
      history:
        - {date: 2026-10-01, stage: F}
        - {date: 2026-11-01, stage: G, because: the director left}
    accounts/acme/opportunities/spares.yaml: |
      name: Spare parts, won by hand
      stage: S
      history:
        - {date: 2026-11-01, stage: S}
    accounts/acme/opportunities/robots.yaml: |
      name: Robots, without history
      stage: G
    accounts/acme/opportunities/cranes.yaml: |
      name: Cranes, on the list
      history:
        - {date: 2026-11-01}
    """
    assert check() == []
