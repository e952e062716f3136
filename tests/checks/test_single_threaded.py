from tests.checks.conftest import Check

MES = "accounts/acme/opportunities/mes.yaml"


def test_an_opportunity_that_hangs_on_one_person_is_found(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: E
    accounts/acme/opportunities/early.yaml: |
      name: Robots, at buying step 2
      stage: F
    accounts/acme/contacts.yaml: |
      li-na: {name: 李娜, contact: multiple}
      bo: {name: Bo, contact: none}
    """
    assert check() == [f"{MES}:2:8: KAM203 at stage E all hangs on 李娜"]


def test_an_activity_with_somebody_else_is_a_second_thread(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: E
    accounts/acme/contacts.yaml: |
      li-na: {name: 李娜, contact: multiple}
      bo: {name: Bo}
    accounts/acme/activities.yaml: |
      - {date: 2026-11-01, kind: visit, with: [bo]}
    """
    assert check() == []


def test_where_nothing_is_said_of_contact_or_activities_do_not_read_nothing_is_said(
    check: Check,
) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: E
    accounts/acme/contacts.yaml: |
      li-na: {name: 李娜}
    accounts/bell/opportunities/mes.yaml: |
      name: MES upgrade
      stage: E
    accounts/bell/contacts.yaml: |
      li-na: {name: 李娜, contact: multiple}
    accounts/bell/activities/2026-li.wei.yaml: |
      - {date: 2026-11-31, kind: visit}
    """
    assert check() == []


def test_one_that_hangs_on_nobody_is_found_where_the_book_speaks_of_contact(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: E
    accounts/acme/contacts.yaml: |
      li-na: {name: 李娜, contact: none}
      bo: {name: Bo}
    accounts/bell/opportunities/mes.yaml: |
      name: MES upgrade
      stage: E
      people: {cai: {roles: [economic]}}
    accounts/bell/contacts.yaml: |
      cai: {name: Cai, contact: multiple, left: 2026-11-21}
    accounts/copper/opportunities/mes.yaml: |
      name: MES upgrade
      stage: E
      people: {dai: {weight: 0}}
    accounts/copper/contacts.yaml: |
      dai: {name: Dai, contact: multiple}
    accounts/dune/opportunities/mes.yaml: |
      name: MES upgrade
      stage: E
    """
    nobody = "2:8: KAM203 at stage E we are in touch with nobody"
    assert check() == [
        f"accounts/{account}/opportunities/mes.yaml:{nobody}"
        for account in ("acme", "bell", "copper")
    ]


def test_who_counts_in_full_in_the_coverage_is_a_thread(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: E
    accounts/acme/contacts.yaml: |
      li-na: {name: 李娜, contact: multiple}
      bo: {name: Bo, attitude: supporter}
    """
    assert check() == []
