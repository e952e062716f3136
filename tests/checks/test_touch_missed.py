from tests.checks.conftest import Check

ACME = "accounts/acme/account.yaml"


def test_an_account_that_was_not_touched_in_its_rhythm_is_found(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      tier: core
    accounts/acme/activities/2026-li.wei.yaml: |
      - {date: 2026-11-12, kind: visit}
      - {date: 2026-11-20, kind: note}
      - {date: 2026-12-20, kind: visit}
    """
    said = "last touched 8 working days ago; its tier asks for it every 7"
    assert check(today="2026-11-24") == [f"{ACME}:2:7: KAM241 {said}"]
    assert check(today="2026-11-23") == []


def test_holidays_and_shifted_days_count_as_the_calendar_says(check: Check) -> None:
    """
    kam.yaml: |
      calendar:
        holidays: [2026-02-16, 2026-02-17, 2026-02-18, 2026-02-19, 2026-02-20, 2026-02-23]
        workdays: [2026-02-14, 2026-02-28]
    accounts/acme/account.yaml: |
      name: Acme
      tier: core
    accounts/acme/activities/2026-li.wei.yaml: |
      - {date: 2026-02-13, kind: visit}
    """
    assert check(today="2026-03-02") == []
    said = "last touched 8 working days ago; its tier asks for it every 7"
    assert check(today="2026-03-03") == [f"{ACME}:2:7: KAM241 {said}"]


def test_who_has_no_tier_no_log_or_one_that_does_not_read_is_left_alone(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      tier: core
    accounts/bell/activities/2026-li.wei.yaml: |
      - {date: 2026-01-02, kind: visit}
    accounts/corvane/account.yaml: |
      name: Corvane
      tier: core
    accounts/corvane/activities/2026-li.wei.yaml: |
      - {date: 2026-01-02, kind: visit}
    accounts/corvane/activities/2026-chen.jie.yaml: |
      - {date: soon, kind: visit}
    """
    assert check() == []
