from tests.checks.conftest import Check

ACME = "accounts/acme/account.yaml"


def test_a_stage_that_its_history_does_not_end_on_is_found(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      relationship:
        stage: strengthen
        history:
          - {date: 2026-03-01, stage: establish, because: first delivery}
    """
    expected = "KAM227 the relationship is at strengthen, and its last history entry says establish"
    assert check() == [f"{ACME}:3:10: {expected}"]


def test_what_agrees_has_no_history_or_only_days_to_come_is_fine(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      relationship:
        stage: establish
        history:
          - {date: 2026-03-01, stage: establish, because: first delivery}
    accounts/bell/account.yaml: |
      name: Bell
      relationship: {stage: stabilise}
    accounts/core/account.yaml: |
      name: Core
      relationship:
        history:
          - {date: 2026-03-01, stage: establish, because: first delivery}
    accounts/dale/account.yaml: |
      name: Dale
      relationship:
        stage: none
        history:
          - {date: 2027-03-01, stage: establish, because: a slip of the hand}
    """
    assert check() == []
