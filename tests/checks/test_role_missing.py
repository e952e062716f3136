from tests.checks.conftest import Check

MES = "accounts/acme/opportunities/mes.yaml"


def test_a_role_that_nobody_holds_is_missed_from_its_buying_step_on(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: D
    accounts/acme/opportunities/early.yaml: |
      name: Robots, at buying step 3
      stage: E
    accounts/acme/contacts.yaml: |
      li-na: {name: 李娜, roles: [coach]}
    """
    assert check() == [f"{MES}:2:8: KAM201 no economic buyer is known, and stage D needs one"]


def test_an_opportunity_may_name_who_it_is(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: D
      people:
        li-na: {roles: [coach]}
        institute/wu: {roles: [economic]}
    accounts/acme/contacts.yaml: |
      li-na: {name: 李娜, roles: [user]}
    accounts/institute/contacts.yaml: |
      wu: {name: Wu}
    """
    assert check() == []


def test_where_no_role_is_stated_or_nothing_is_open_nothing_is_said(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: D
    accounts/acme/opportunities/none.yaml: |
      name: None yet
    accounts/acme/contacts.yaml: |
      li-na: {name: 李娜, attitude: mentor}
    accounts/bell/opportunities/lost.yaml: |
      name: Lost
      stage: D
      outcome: {result: lost, date: 2026-11-10, reason: price}
    accounts/bell/contacts.yaml: |
      bo: {name: Bo, roles: [user]}
    accounts/broken/opportunities/mes.yaml: |
      name: MES upgrade
      stage: D
    accounts/broken/contacts.yaml: |
      bo: {name: Bo, roles: [chief]}
    """
    assert check() == []


def test_roles_that_only_those_have_who_do_not_count_are_missed(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: D
      people: {bo: {roles: []}, cai: {weight: 0}}
    accounts/acme/contacts.yaml: |
      bo: {name: Bo, roles: [coach]}
      cai: {name: Cai, roles: [coach]}
      dai: {name: Dai, roles: [coach], attitude: enemy}
      eva: {name: Eva, roles: [economic]}
    accounts/bell/opportunities/mes.yaml: |
      name: MES upgrade
      stage: E
    accounts/bell/contacts.yaml: |
      li-na: {name: 李娜, roles: [coach], left: 2026-11-01}
    """
    assert check() == [
        f"{MES}:2:8: KAM201 no coach is known, and stage D needs one",
        "accounts/bell/opportunities/mes.yaml:2:8: KAM201 no coach is known, and stage E needs one",
    ]
