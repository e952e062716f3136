from tests.checks.conftest import Check, Story


def test_every_reference_into_nothing_is_found(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      parent: acme-grup
      purchasing: {centre: {contact: wang-fang}}
    accounts/acme-group/account.yaml: |
      name: Acme Group
    accounts/acme/contacts.yaml: |
      li-na: {name: 李娜, reports_to: wang-fang}
      bo: {name: Bo, left: 2026-08-01, moved_to: nowhere/bo}
    accounts/acme/tasks.yaml: |
      visit: {what: Visit, opportunity: mes}
    accounts/acme/orders.yaml: |
      po-1: {date: 2026-01-02, amount: 1, opportunity: mes}
    accounts/acme/activities.yaml: |
      - {date: 2026-01-02, kind: call, with: [li-na]}
      - {date: 2026-01-01, kind: call, with: [li-na, acme-group/li-na], opportunity: mes}
    accounts/acme/opportunities/robots.yaml: |
      name: Robots
      people: {li-nan: {}}
    """
    missing = 'KAM114 the account has no opportunity "mes"'
    contact = "KAM114 there is no contact"
    assert check() == [
        'accounts/acme/account.yaml:2:9: KAM114 there is no account "acme-grup"',
        f'accounts/acme/account.yaml:3:32: {contact} "wang-fang"',
        f'accounts/acme/activities.yaml:2:48: {contact} "acme-group/li-na"',
        f"accounts/acme/activities.yaml:2:80: {missing}",
        f'accounts/acme/contacts.yaml:1:31: {contact} "wang-fang"',
        f'accounts/acme/contacts.yaml:2:44: {contact} "nowhere/bo"',
        f'accounts/acme/opportunities/robots.yaml:2:18: {contact} "li-nan"',
        f"accounts/acme/orders.yaml:1:50: {missing}",
        f"accounts/acme/tasks.yaml:1:35: {missing}",
    ]


def test_references_that_lead_somewhere_are_fine(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      parent: acme-group
      purchasing: {centre: {contact: acme-group/zhao-lei}}
    accounts/acme-group/contacts.yaml: |
      zhao-lei: {name: 赵磊}
    accounts/acme/contacts.yaml: |
      li-na: {name: 李娜, reports_to: bo}
      bo: {name: Bo, left: 2026-08-01, moved_to: acme-group/zhao-lei}
    accounts/acme/tasks.yaml: |
      visit: {what: Visit, opportunity: robots}
    accounts/acme/orders.yaml: |
      po-1: {date: 2026-01-02, amount: 1, opportunity: robots}
      po-2: {date: 2026-01-02, amount: 1}
    accounts/acme/activities.yaml: |
      - {date: 2026-01-01, kind: call, with: [acme/li-na, acme-group/zhao-lei]}
    accounts/acme/opportunities/robots.yaml: |
      name: Robots
      people: {li-na: {}}
    """
    assert check() == []


def test_what_lies_in_files_that_do_not_read_is_not_taken_for_missing(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      parent: group
    accounts/acme/orders.yaml: |
      po-1: {date: 2026-01-02, amount: 1, opportunity: mes}
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      amount: 12k EUR
    accounts/acme/activities.yaml: |
      - {date: 2026-01-02, kind: call, with: [group/li-na]}
    accounts/group/account.yaml: |
      name: Group
      tier: gold
    accounts/group/contacts.yaml: |
      li-na: {name: 李娜, attitude: fan}
    """
    assert check() == []


def test_a_ring_of_parents_is_found_once(check: Check) -> None:
    """
    accounts/a/account.yaml: |
      name: A
      parent: b
    accounts/b/account.yaml: |
      name: B
      parent: c
    accounts/c/account.yaml: |
      name: C
      parent: b
    accounts/d/account.yaml: |
      name: D
      parent: d
    """
    assert check() == [
        "accounts/b/account.yaml:2:9: KAM114 the parents run in a ring: b -> c -> b",
        "accounts/d/account.yaml:2:9: KAM114 the parents run in a ring: d -> d",
    ]


def test_a_former_id_leads_to_the_present_one(story: Story) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      parent: old-group
    accounts/group/account.yaml: |
      name: Group
      formerly: [old-group]
    accounts/group/contacts.yaml: |
      li-na: {name: 李娜}
    accounts/acme/opportunities/mes-upgrade.yaml: |
      name: MES upgrade
      formerly: [acme/line-three]
      people: {group/li-nan: {}, nobody: {}}
    accounts/acme/tasks.yaml: |
      visit: {what: Visit, opportunity: line-three}
    """
    guesses = {one.params["name"]: one.params["guess"] for one in story.findings("2026-11-21")}
    assert guesses == {
        "old-group": "group",
        "line-three": "mes-upgrade",
        "group/li-nan": "group/li-na",
        "nobody": "",
    }


def test_what_sheets_and_plans_name_has_to_be_there(check: Check) -> None:
    """
    accounts/acme/contacts.yaml: |
      wang-fang: {name: 王芳}
    accounts/acme/opportunities/mes.yaml: |
      name: MES
    accounts/acme/sheets/mes.yaml: |
      opportunity: mess
      spin: {problem: [{ask: What stops the line?, by: wang}, {ask: Who waits?, by: wang-fang}]}
      needs: [{implied: Stops, by: wang}, {implied: Waste}]
      fabe: [{feature: Buffer, for: wang}, {feature: Log}]
      objections: [{objection: Too dear, by: wang}, {objection: Too new}]
    accounts/acme/plan.yaml: |
      objectives: {share: {what: 40 %}}
      actions:
        visit: {what: See the board, supports: shares}
        call: {what: Call, supports: share}
        mail: {what: Mail}
    """
    contact = 'KAM114 there is no contact "wang"'
    sheet = "accounts/acme/sheets/mes.yaml"
    assert check() == [
        'accounts/acme/plan.yaml:3:42: KAM114 the plan has no objective "shares"',
        f'{sheet}:1:14: KAM114 the account has no opportunity "mess"',
        f"{sheet}:2:50: {contact}",
        f"{sheet}:3:30: {contact}",
        f"{sheet}:4:31: {contact}",
        f"{sheet}:5:40: {contact}",
    ]


def test_what_follows_a_sale_names_people_orders_and_opportunities(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      satisfaction: [{date: 2026-11-01, score: 4, of: wong}]
      complaints:
        leak: {date: 2026-11-01, what: Leak, order: po-11, opportunity: mes}
        noise: {date: 2026-11-01, what: Noise, order: po-1}
      contracts: {care: {what: Care, renewal: care-2027}}
    accounts/acme/contacts.yaml: |
      wang: {name: Wang}
    accounts/acme/orders.yaml: |
      po-1: {date: 2026-10-01, amount: 1}
    accounts/beta/account.yaml: |
      name: Beta
      complaints: {leak: {date: 2026-11-01, what: Leak, order: po-9}}
    accounts/beta/orders.yaml: |
      po-1: much
    """
    path = "accounts/acme/account.yaml"
    assert check() == [
        f'{path}:2:49: KAM114 there is no contact "wong"',
        f'{path}:4:47: KAM114 the account has no order "po-11"',
        f'{path}:4:67: KAM114 the account has no opportunity "mes"',
        f'{path}:6:41: KAM114 the account has no opportunity "care-2027"',
    ]
