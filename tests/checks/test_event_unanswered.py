from tests.checks.conftest import Check

ACME = "accounts/acme/account.yaml"


def test_an_event_that_nobody_answered_in_time_is_found(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      events:
        - {date: 2026-11-10, kind: budget}
        - {date: 2026-11-13, kind: leaders}
        - {date: 2026-11-14, kind: reform}
        - {date: 2026-11-13, kind: disaster, until: 2026-11-20}
    accounts/acme/activities/2026-li.wei.yaml: |
      - {date: 2026-11-10, kind: call}
      - {date: 2026-11-15, kind: note}
    """
    said = "this event was 8 days ago, and there is no activity since"
    assert check() == [f"{ACME}:4:5: KAM244 {said}"]
    assert check(today="2026-11-20") == []


def test_an_answered_one_with_an_end_is_not_said_again(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      events:
        - {date: 2026-11-01, kind: budget, until: 2026-12-31}
    accounts/acme/activities/2026-li.wei.yaml: |
      - {date: 2026-11-02, kind: call}
    """
    assert check() == []


def test_nothing_is_said_without_events_or_while_the_log_does_not_read(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
    accounts/bell/account.yaml: |
      name: Bell
      events:
        - {date: 2026-11-01, kind: leaders}
    accounts/bell/activities/2026-li.wei.yaml: |
      - {date: soon, kind: visit}
    """
    assert check() == []
