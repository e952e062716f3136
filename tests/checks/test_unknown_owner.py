from tests.checks.conftest import Check


def test_everybody_whom_the_settings_do_not_name_is_found(check: Check) -> None:
    """
    kam.yaml: |
      people: {li.wei: {name: 李伟}}
      teams: {north: {manager: zhao.min}}
    targets.yaml: |
      - {owner: li.wie, period: 2027, amount: 100}
    accounts/acme/account.yaml: |
      name: Acme
      owner: li.wie
      team: [li.wei, sun.hao]
    accounts/acme/tasks.yaml: |
      visit: {what: Visit, owner: sun.hao}
    accounts/acme/contacts.yaml: |
      li-na: {name: 李娜, plan: {what: Visit, owner: sun.hao}}
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      owner: sun.hao
      splits: [{owner: li.wei, share: 60}, {owner: sun.hao, share: 40}]
    """
    unknown = "is not among the people of kam.yaml"
    assert check() == [
        f'accounts/acme/account.yaml:2:8: KAM110 "li.wie" {unknown}',
        f'accounts/acme/account.yaml:3:16: KAM110 "sun.hao" {unknown}',
        f'accounts/acme/contacts.yaml:1:46: KAM110 "sun.hao" {unknown}',
        f'accounts/acme/opportunities/mes.yaml:2:8: KAM110 "sun.hao" {unknown}',
        f'accounts/acme/opportunities/mes.yaml:3:46: KAM110 "sun.hao" {unknown}',
        f'accounts/acme/tasks.yaml:1:29: KAM110 "sun.hao" {unknown}',
        f'kam.yaml:2:26: KAM110 "zhao.min" {unknown}',
        f'targets.yaml:1:11: KAM110 "li.wie" {unknown}',
    ]


def test_a_book_that_names_nobody_takes_everybody(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      owner: li.wei
    """
    assert check() == []


def test_whom_the_settings_name_may_own(check: Check) -> None:
    """
    kam.yaml: |
      people: {li.wei: {}}
    accounts/acme/account.yaml: |
      name: Acme
      owner: li.wei
    """
    assert check() == []
