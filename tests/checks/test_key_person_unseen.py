from tests.checks.conftest import Check

PEOPLE = "accounts/acme/contacts.yaml"


def test_a_key_person_who_was_not_seen_for_long_is_found_once(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
    accounts/acme/opportunities/robots.yaml: |
      name: Robots
    accounts/acme/contacts.yaml: |
      li-na: {name: 李娜, roles: [coach]}
      bo: {name: Bo, roles: [user]}
      cai: {name: Cai, roles: [economic]}
    accounts/acme/activities.yaml: |
      - {date: 2026-09-21, kind: visit, with: [li-na, bo]}
    """
    assert check() == [f"{PEOPLE}:1:8: KAM204 李娜 was not seen for 61 days"]
    assert check("2026-11-20") == []


def test_whoever_leads_an_evaluation_is_one(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      people:
        bo: {lead: true}
    accounts/acme/contacts.yaml: |
      bo: {name: Bo, roles: [user]}
    accounts/acme/activities.yaml: |
      - {date: 2026-09-01, kind: visit, with: [bo]}
    """
    assert check() == [f"{PEOPLE}:1:5: KAM204 Bo was not seen for 81 days"]


def test_without_an_open_opportunity_or_with_activities_that_do_not_read_nothing_is_said(
    check: Check,
) -> None:
    """
    accounts/acme/contacts.yaml: |
      li-na: {name: 李娜, roles: [coach]}
    accounts/acme/activities.yaml: |
      - {date: 2026-09-01, kind: visit, with: [li-na]}
    accounts/bell/opportunities/mes.yaml: |
      name: MES upgrade
    accounts/bell/contacts.yaml: |
      li-na: {name: 李娜, roles: [coach]}
    accounts/bell/activities/2026-ann.yaml: |
      - {date: 2026-09-01, kind: visit, with: [li-na]}
    accounts/bell/activities/2026-li.wei.yaml: |
      - {date: 2026-11-31, kind: visit, with: [li-na]}
    """
    assert check() == []
