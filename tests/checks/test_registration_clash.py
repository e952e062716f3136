from tests.checks.conftest import Check

B = "accounts/acme/opportunities/b.yaml"
BEFORE = "East comes before West at this project, by"


def test_the_customer_s_wish_comes_first(check: Check) -> None:
    """
    accounts/acme/opportunities/a.yaml: |
      name: A
      playbook: dealer
      project: buses
      parties: [{name: East, role: dealer}, {name: Acme, role: buyer}]
      registration: {date: 2026-11-01, wish: true, effort: 1}
    accounts/acme/opportunities/b.yaml: |
      name: B
      playbook: dealer
      project: buses
      parties: [{name: West, role: dealer}]
      registration: {date: 2026-10-01, effort: 5}
    """
    assert check() == [f"{B}:5:15: KAM263 {BEFORE} the customer's wish: acme/a"]


def test_then_the_effort_as_all_state_it(check: Check) -> None:
    """
    accounts/acme/opportunities/a.yaml: |
      name: A
      playbook: dealer
      project: buses
      lot: "1"
      registration: {party: East, date: 2026-11-01, effort: 3}
    accounts/acme/opportunities/b.yaml: |
      name: B
      playbook: dealer
      project: buses
      lot: "1"
      registration: {party: West, date: 2026-10-01, effort: 2}
    accounts/acme/opportunities/c.yaml: |
      name: C
      playbook: dealer
      project: buses
      lot: "2"
      registration: {party: South, date: 2026-10-01, effort: 5}
    """
    assert check() == [f"{B}:5:15: KAM263 {BEFORE} the effort made: acme/a"]


def test_else_as_often_as_something_was_logged(check: Check) -> None:
    """
    accounts/acme/opportunities/a.yaml: |
      name: A
      playbook: dealer
      owner: li.wei
      registration: {date: 2026-11-01}
    accounts/acme/opportunities/b.yaml: |
      name: B
      playbook: dealer
      owner: chen.jie
      registration: {date: 2026-10-01, effort: 5}
    accounts/acme/activities.yaml: |
      - {date: 2026-11-02, kind: visit, opportunity: a}
    """
    assert check() == [
        f"{B}:4:15: KAM263 li.wei comes before chen.jie at this project, by the effort made: acme/a"
    ]


def test_then_the_day_of_registration_and_else_somebody_has_to_decide(check: Check) -> None:
    """
    accounts/acme/opportunities/a.yaml: |
      name: A
      playbook: dealer
      project: buses
      owner: li.wei
    accounts/acme/opportunities/b.yaml: |
      name: B
      playbook: dealer
      project: buses
      registration: {party: East, date: 2026-10-01}
    accounts/bao/opportunities/c.yaml: |
      name: C
      playbook: dealer
      project: buses
      parties: [{name: West, role: dealer}]
    accounts/bao/opportunities/d.yaml: |
      name: D
      playbook: dealer
      project: trucks
      parties: [{name: West, role: dealer}]
    accounts/bao/opportunities/e.yaml: |
      name: E
      playbook: dealer
      project: trucks
      parties: [{name: East, role: dealer}]
    """
    home = "accounts/bao/opportunities"
    assert check() == [
        (
            "accounts/acme/opportunities/a.yaml:1:7: KAM263 East comes before li.wei at this "
            "project, by the time of registration: acme/b"
        ),
        f"{home}/c.yaml:1:7: KAM263 {BEFORE} the time of registration: acme/b",
        f"{home}/e.yaml:1:7: KAM263 West and East claim this project alike: bao/d",
    ]


def test_what_is_settled_or_of_one_dealer_is_fine(check: Check) -> None:
    """
    accounts/acme/opportunities/a.yaml: |
      name: A
      playbook: dealer
      project: buses
      registration: {party: East, settled: {by: zhao.min}}
    accounts/acme/opportunities/b.yaml: |
      name: B
      playbook: dealer
      project: buses
      registration: {party: West}
    accounts/acme/opportunities/c.yaml: |
      name: C
      playbook: dealer
      project: vans
      registration: {party: West}
    accounts/acme/opportunities/d.yaml: |
      name: D
      playbook: dealer
      project: vans
      parties: [{name: West, role: dealer}]
    accounts/acme/opportunities/e.yaml: |
      name: E
      playbook: dealer
      registration: {date: 2026-10-01}
    """
    assert check() == []


def test_a_book_that_speaks_of_none_of_it_hears_nothing(check: Check) -> None:
    """
    accounts/acme/opportunities/a.yaml: |
      name: A
      playbook: dealer
      project: buses
      alternative: true
      owner: li.wei
    accounts/acme/opportunities/b.yaml: |
      name: B
      playbook: dealer
      project: buses
      alternative: true
      owner: chen.jie
    accounts/acme/opportunities/c.yaml: |
      name: C
      project: trucks
      registration: {party: East}
    accounts/acme/opportunities/d.yaml: |
      name: D
      project: trucks
      registration: {party: West}
    """
    assert check() == []


def test_nothing_is_counted_in_a_log_that_does_not_read(check: Check) -> None:
    """
    accounts/acme/opportunities/a.yaml: |
      name: A
      playbook: dealer
      project: buses
      registration: {party: East}
    accounts/acme/opportunities/b.yaml: |
      name: B
      playbook: dealer
      project: buses
      registration: {party: West, date: 2026-10-01}
    accounts/acme/activities.yaml: |
      - {date: soon, kind: visit, opportunity: a}
    """
    assert check() == []


def test_two_of_ours_meet_where_the_book_speaks_of_registrations(check: Check) -> None:
    """
    accounts/acme/opportunities/a.yaml: |
      name: A
      playbook: dealer
      project: buses
      owner: anna
    accounts/acme/opportunities/b.yaml: |
      name: B
      playbook: dealer
      project: buses
      owner: ben
    accounts/acme/opportunities/c.yaml: |
      name: C
      playbook: dealer
      project: trucks
      owner: ben
      registration: {date: 2026-10-01}
    """
    assert check() == [f"{B}:1:7: KAM263 anna and ben claim this project alike: acme/a"]


def test_a_whole_project_meets_each_of_its_lots(check: Check) -> None:
    """
    accounts/acme/opportunities/a.yaml: |
      name: A
      playbook: dealer
      project: buses
      parties: [{name: East, role: dealer}]
      registration: {date: 2026-10-02}
    accounts/acme/opportunities/b.yaml: |
      name: B
      playbook: dealer
      project: buses
      lot: "1"
      registration: {party: West, date: 2026-10-03}
    accounts/acme/opportunities/c.yaml: |
      name: C
      playbook: dealer
      project: buses
      lot: "2"
      registration: {party: South, date: 2026-10-01}
    accounts/acme/opportunities/d.yaml: |
      name: D
      playbook: dealer
      project: buses
      parties: [{name: North, role: dealer}]
      registration: {date: 2026-10-04}
    """
    home = "accounts/acme/opportunities"
    by = "at this project, by the time of registration"
    assert check() == [
        f"{home}/a.yaml:5:15: KAM263 South comes before East {by}: acme/c",
        f"{B}:5:15: KAM263 East comes before West {by}: acme/a",
        f"{home}/d.yaml:5:15: KAM263 East comes before North {by}: acme/a",
        f"{home}/d.yaml:5:15: KAM263 South comes before North {by}: acme/c",
    ]


def test_a_name_in_another_writing_is_the_same_dealer(check: Check) -> None:
    """
    accounts/acme/opportunities/a.yaml: |
      name: A
      playbook: dealer
      project: buses
      parties: [{name: West  motors, role: dealer}]
      registration: {date: 2026-10-02}
    accounts/acme/opportunities/b.yaml: |
      name: B
      playbook: dealer
      project: buses
      registration: {party: west Motors, date: 2026-10-01}
    """
    assert check() == []
