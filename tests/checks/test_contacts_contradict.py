from tests.checks.conftest import Check

MES = "accounts/acme/opportunities/mes.yaml"
D = "KAM113 the contacts do not bear out stage D: it needs a contact who is a supporter or a mentor"
C = (
    "KAM113 the contacts do not bear out stage C:"
    " it needs a supporter or mentor at decision level or leading the evaluation"
)


def test_a_stage_that_no_contact_bears_out_is_found(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: C
    accounts/acme/contacts.yaml: |
      li-na: {name: 李娜, level: decision, attitude: neutral}
      bo: {name: Bo, level: decision, attitude: mentor, left: 2026-11-21}
    """
    assert check("2026-11-20") == []
    assert check("2026-11-21") == [f"{MES}:2:8: {D}", f"{MES}:2:8: {C}"]


def test_it_is_found_where_there_are_no_contacts_at_all(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: D
    """
    assert check() == [f"{MES}:2:8: {D}"]


def test_a_supporter_below_decision_level_bears_out_d_and_not_c(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: C
    accounts/acme/contacts.yaml: |
      li-na: {name: 李娜, level: operation, attitude: supporter}
    """
    assert check() == [f"{MES}:2:8: {C}"]


def test_what_a_contact_is_in_this_opportunity_counts(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: B
      people:
        li-na: {lead: true, attitude: supporter}
    accounts/acme/opportunities/robots.yaml: |
      name: Robots, through another account's director
      stage: C
      people:
        institute/wu: {roles: [influencer]}
    accounts/acme/contacts.yaml: |
      li-na: {name: 李娜, level: operation, attitude: enemy}
    accounts/institute/contacts.yaml: |
      wu: {name: Wu, level: decision, attitude: mentor}
    """
    assert check() == []


def test_closed_ones_early_stages_and_contacts_that_do_not_read_are_passed_over(
    check: Check,
) -> None:
    """
    accounts/acme/opportunities/early.yaml: |
      name: Early
      stage: E
    accounts/acme/opportunities/none.yaml: |
      name: None yet
    accounts/acme/opportunities/lost.yaml: |
      name: Lost
      stage: C
      outcome: {result: lost, date: 2026-11-10, reason: price}
    accounts/broken/contacts.yaml: |
      li-na: {name: 李娜, attitude: fan}
    accounts/broken/opportunities/mes.yaml: |
      name: MES upgrade
      stage: C
    accounts/acme/opportunities/abroad.yaml: |
      name: With someone of an account whose contacts do not read
      stage: D
      people: {broken/li-na: {}}
    """
    assert check() == []
