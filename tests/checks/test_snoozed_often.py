from tests.checks.conftest import Check

TASKS = "accounts/acme/tasks.yaml"


def test_an_open_step_that_was_put_off_three_times_is_found(check: Check) -> None:
    """
    accounts/acme/tasks.yaml: |
      thrice:
        what: Call Wang Fang
        snoozed:
          - {date: 2026-11-02, until: 2026-11-09}
          - {date: 2026-11-09, until: 2026-11-16}
          - {date: 2026-11-16, until: 2026-11-30}
      twice:
        what: Call Zhao Lei
        snoozed:
          - {date: 2026-11-09, until: 2026-11-16}
          - {date: 2026-11-16, until: 2026-11-30}
      done:
        what: Call Li Na
        done: 2026-11-20
        snoozed:
          - {date: 2026-11-02, until: 2026-11-09}
          - {date: 2026-11-09, until: 2026-11-16}
          - {date: 2026-11-16, until: 2026-11-19}
    """
    assert check() == [f"{TASKS}:3:3: KAM245 put off 3×"]


def test_a_book_may_allow_less(check: Check) -> None:
    """
    playbooks/rhythm.yaml: |
      snooze_limit: 1
    accounts/acme/tasks.yaml: |
      once: {what: Call, snoozed: [{date: 2026-11-02, until: 2026-11-09}]}
    """
    assert check() == [f"{TASKS}:1:29: KAM245 put off 1×"]


def test_one_that_was_put_off_less_often_or_is_done_is_fine(check: Check) -> None:
    """
    accounts/acme/tasks.yaml: |
      twice:
        what: Call Zhao Lei
        snoozed:
          - {date: 2026-11-09, until: 2026-11-16}
          - {date: 2026-11-16, until: 2026-11-30}
      never: {what: Call Li Na}
    """
    assert check() == []
