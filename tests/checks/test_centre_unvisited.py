from tests.checks.conftest import Check

ACME = "accounts/acme/account.yaml"


def test_a_tender_that_went_by_without_a_visit_is_found(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      purchasing: {centre: {contact: wang-fang, tender_day: 15}}
    accounts/acme/contacts.yaml: |
      wang-fang: {name: 王芳}
    accounts/acme/activities/2026-li.wei.yaml: |
      - {date: 2026-10-14, kind: visit, with: [wang-fang]}
      - {date: 2026-11-10, kind: visit}
      - {date: 2026-11-12, kind: call, with: [wang-fang]}
    """
    said = "the procurement centre was not visited before the tender of 2026-11-15, nor since"
    assert check() == [f"{ACME}:2:22: KAM243 {said}"]
    assert check(today="2026-11-15") == [f"{ACME}:2:22: KAM243 {said}"]
    assert check(today="2026-11-14") == []


def test_a_visit_since_makes_up_for_it(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      purchasing: {centre: {tender_day: 15}}
    accounts/acme/activities/2026-li.wei.yaml: |
      - {date: 2026-11-16, kind: meeting}
    """
    assert check() == []
    assert check(today="2026-12-15") == []
    assert len(check(today="2027-01-15")) == 1


def test_without_a_day_the_months_count(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      purchasing: {centre: {}}
    accounts/acme/activities/2026-li.wei.yaml: |
      - {date: 2026-10-01, kind: visit}
    """
    assert check(today="2026-11-30") == []
    said = "the procurement centre was visited neither this month nor the last"
    assert check(today="2026-12-01") == [f"{ACME}:2:22: KAM243 {said}"]


def test_nothing_is_said_without_a_centre_or_while_the_log_does_not_read(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      purchasing: {organisation: centralised}
    accounts/bell/account.yaml: |
      name: Bell
      purchasing: {centre: {tender_day: 15}}
    accounts/bell/activities/2026-li.wei.yaml: |
      - {date: soon, kind: visit}
    """
    assert check() == []
