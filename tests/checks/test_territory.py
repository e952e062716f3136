from tests.checks.conftest import Check

HOME = "accounts/acme/opportunities"


def test_an_area_of_others_needs_an_authorisation(check: Check) -> None:
    """
    playbooks/dealer.yaml: |
      extends: dealer
      policy: {territories: {chongqing: [East, West], chengdu: [li.wei]}}
    accounts/acme/opportunities/a.yaml: |
      name: A
      playbook: dealer
      parties: [{name: East, role: dealer}]
      territory: {area: chongqing}
    accounts/acme/opportunities/b.yaml: |
      name: B
      playbook: dealer
      parties: [{name: East, role: dealer}]
      territory: {area: chengdu, authorised: {date: 2026-11-01}}
    accounts/acme/opportunities/c.yaml: |
      name: C
      playbook: dealer
      owner: li.wei
      territory: {area: chengdu}
    accounts/acme/opportunities/d.yaml: |
      name: D
      playbook: dealer
      parties: [{name: East, role: dealer}]
      territory: {area: chongqing, authorised: {by: zhao.min}}
    accounts/acme/opportunities/e.yaml: |
      name: E
      playbook: dealer
      owner: li.wei
      territory: {area: chongking}
    accounts/acme/opportunities/f.yaml: |
      name: F
      playbook: dealer
      owner: li.wei
    accounts/acme/opportunities/g.yaml: |
      name: Nobody's
      playbook: dealer
      territory: {area: chengdu}
    """
    assert check() == [
        (
            f"{HOME}/a.yaml:4:19: KAM267 chongqing is the territory of East, West: "
            "East needs an authorisation"
        ),
        f"{HOME}/b.yaml:4:19: KAM267 chengdu is the territory of li.wei, not of East",
        f"{HOME}/e.yaml:4:19: KAM267 the policy has no territory chongking",
    ]


def test_without_areas_nothing_is_said(check: Check) -> None:
    """
    accounts/acme/opportunities/a.yaml: |
      name: A
      playbook: dealer
      owner: li.wei
      territory: {area: chongqing}
    """
    assert check() == []


def test_a_holder_in_another_writing_is_the_same(check: Check) -> None:
    """
    playbooks/dealer.yaml: |
      extends: dealer
      policy: {territories: {chengdu: [East Motors]}}
    accounts/acme/opportunities/a.yaml: |
      name: A
      playbook: dealer
      parties: [{name: "east  motors", role: dealer}]
      territory: {area: chengdu}
    """
    assert check() == []
