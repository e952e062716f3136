from tests.checks.conftest import Check

HOME = "accounts/acme/opportunities"


def test_a_dealer_s_project_without_a_day_is_found_where_others_have_one(check: Check) -> None:
    """
    accounts/acme/opportunities/a.yaml: |
      name: A
      playbook: dealer
      parties: [{name: East, role: dealer}]
    accounts/acme/opportunities/b.yaml: |
      name: B
      playbook: dealer
      parties: [{name: West, role: dealer}]
      registration: {effort: 3}
    accounts/acme/opportunities/c.yaml: |
      name: C
      playbook: dealer
      parties: [{name: West, role: dealer}]
      registration: {date: 2026-10-01}
    accounts/acme/opportunities/d.yaml: |
      name: D
      playbook: dealer
      parties: [{name: Acme, role: buyer}]
    accounts/acme/opportunities/e.yaml: |
      name: E
      parties: [{name: East, role: dealer}]
    """
    assert check() == [
        f"{HOME}/a.yaml:3:10: KAM264 the project of East is not registered",
        f"{HOME}/b.yaml:4:15: KAM264 the project of West is not registered",
    ]


def test_a_book_that_registers_nothing_hears_nothing(check: Check) -> None:
    """
    accounts/acme/opportunities/a.yaml: |
      name: A
      playbook: dealer
      parties: [{name: East, role: dealer}]
    """
    assert check() == []
