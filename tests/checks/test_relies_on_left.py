from tests.checks.conftest import Check

MES, CONTACTS = "accounts/acme/opportunities/mes.yaml", "accounts/acme/contacts.yaml"


def test_who_left_and_still_has_a_part_is_found(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES
      people:
        sun: {lead: true}
        bao/li: {}
        wang: {}
        nobody: {}
    accounts/acme/contacts.yaml: |
      sun: {name: Sun, left: 2026-11-20}
      wang: {name: Wang, left: 2026-12-01}
    accounts/bao/contacts.yaml: |
      li: {name: Li, left: 2026-01-01, moved_to: acme/wang}
    """
    assert check() == [
        f"{MES}:3:8: KAM261 Sun left on 2026-11-20 and still has a part here",
        f"{MES}:4:11: KAM261 Li left on 2026-01-01 for acme/wang and still has a part here",
    ]
    assert len(check("2026-11-19")) == 1


def test_whom_people_report_to_is_found(check: Check) -> None:
    """
    accounts/acme/contacts.yaml: |
      sun: {name: Sun, left: 2026-11-20}
      li: {name: Li, left: 2026-11-20, moved_to: bao/li}
      wang: {name: Wang, reports_to: sun}
      zhao: {name: Zhao, reports_to: li}
      gone: {name: Gone, reports_to: sun, left: 2026-01-01}
      yu: {name: Yu, reports_to: wang}
    accounts/bao/contacts.yaml: |
      li: {name: Li}
    """
    assert check() == [
        f"{CONTACTS}:3:32: KAM261 Sun, to whom this contact reports, left on 2026-11-20",
        f"{CONTACTS}:4:32: KAM261 Li, to whom this contact reports, left on 2026-11-20 for bao/li",
    ]


def test_what_is_closed_and_who_is_not_named_are_fine(check: Check) -> None:
    """
    accounts/acme/opportunities/lost.yaml: |
      name: Lost
      people: {sun: {lead: true}}
      outcome: {result: lost, date: 2026-11-10, reason: price}
    accounts/acme/opportunities/mes.yaml: |
      name: MES
    accounts/acme/contacts.yaml: |
      sun: {name: Sun, left: 2026-11-20, roles: [coach]}
    """
    assert check() == []


def test_a_plan_and_visits_to_the_centre_are_found(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      purchasing: {centre: {contact: sun}}
    accounts/acme/contacts.yaml: |
      sun: {name: Sun, left: 2026-11-20, plan: {what: Lunch}}
      li: {name: Li, left: 2026-11-20, moved_to: bao/li, plan: {aim: mentor}}
      wang: {name: Wang, plan: {what: Lunch}}
    accounts/bao/account.yaml: |
      name: Bao
      purchasing: {centre: {contact: acme/li}}
    accounts/bao/contacts.yaml: |
      li: {name: Li}
    accounts/core/account.yaml: |
      name: Core
      purchasing: {centre: {tender_day: 5}}
    """
    at_centre = "whom we visit at the procurement centre, left on 2026-11-20"
    assert check() == [
        f"accounts/acme/account.yaml:2:32: KAM261 Sun, {at_centre}",
        f"{CONTACTS}:1:42: KAM261 Sun left on 2026-11-20, and there is still a plan for the person",
        (
            f"{CONTACTS}:2:58: KAM261 Li left on 2026-11-20 for bao/li, "
            "and there is still a plan for the person"
        ),
        f"accounts/bao/account.yaml:2:32: KAM261 Li, {at_centre} for bao/li",
    ]
