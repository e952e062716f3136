from tests.checks.conftest import Check

ACCOUNT = "accounts/acme/account.yaml"


def test_a_complaint_past_the_limit_of_its_severity_is_found(check: Check) -> None:
    """
    kam.yaml: |
      calendar: {holidays: [2026-11-18]}
    accounts/acme/account.yaml: |
      name: Acme
      complaints:
        leak: {date: 2026-11-16, what: The pump leaks, severity: critical}
        noise: {date: 2026-11-16, what: It is loud}
        paint: {date: 2026-10-30, what: Scratched, severity: minor, answered: 2026-11-02}
    """
    assert check("2026-11-17") == []
    assert check("2026-11-20") == [
        f"{ACCOUNT}:3:16: KAM275 no answer for 3 working days, and the limit is 1",
        f"{ACCOUNT}:4:17: KAM275 no answer for 3 working days, and the limit is 2",
    ]
    assert check("2026-12-01")[2:] == [
        f"{ACCOUNT}:5:17: KAM275 not settled for 21 working days, and the limit is 20"
    ]


def test_an_answer_before_the_complaint_is_none_and_any_severity_has_a_limit(check: Check) -> None:
    """
    playbooks/vocabulary.yaml: |
      words: {complaint-severity: {blocker: {label: {en: blocker, zh: 停机}}}}
    playbooks/service.yaml: |
      severity: blocker
    accounts/acme/account.yaml: |
      name: Acme
      complaints:
        leak: {date: 2026-11-16, what: The pump leaks, answered: 2026-10-16}
    """
    assert check() == [f"{ACCOUNT}:3:16: KAM275 no answer for 4 working days, and the limit is 1"]


def test_one_that_is_settled_or_in_time_is_fine(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      complaints:
        leak: {date: 2026-01-16, what: The pump leaks, severity: critical, resolved: 2026-03-01}
        noise: {date: 2026-11-20, what: It is loud, severity: minor}
        later: {date: 2026-11-30, what: A slip of the pen}
    """
    assert check() == []
