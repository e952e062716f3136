from tests.checks.conftest import Check


def test_an_enemy_with_a_veto_is_found_once_where_the_attitude_stands(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
    accounts/acme/opportunities/robots.yaml: |
      name: Robots
      people:
        acme/bo: {attitude: enemy}
    accounts/acme/contacts.yaml: |
      li-na: {name: 李娜, veto: true, attitude: enemy}
      bo: {name: Bo, veto: true}
    """
    assert check() == [
        "accounts/acme/contacts.yaml:1:41: KAM202 李娜 is against us and has a veto",
        "accounts/acme/opportunities/robots.yaml:3:23: KAM202 Bo is against us and has a veto",
    ]


def test_without_a_veto_or_an_open_opportunity_nothing_is_said(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      people:
        cai: {attitude: neutral}
    accounts/acme/contacts.yaml: |
      li-na: {name: 李娜, attitude: enemy}
      bo: {name: Bo, veto: true, attitude: neutral}
      cai: {name: Cai, veto: true, attitude: enemy}
      gone: {name: Gone, veto: true, attitude: enemy, left: 2026-01-01}
    accounts/bell/contacts.yaml: |
      li-na: {name: 李娜, veto: true, attitude: enemy}
    """
    assert check() == []
