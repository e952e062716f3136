from tests.checks.conftest import Check

LOT = "KAM112 lot 2 of project line-3 is counted twice"


def test_one_lot_in_two_opportunities_is_found_though_one_is_on_hold(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES through the plant
      project: line-3
      lot: "2"
    accounts/institute/opportunities/mes.yaml: |
      name: MES through the institute
      project: line-3
      lot: 2
      hold: {since: 2026-10-01}
    """
    assert check() == [
        f"accounts/institute/opportunities/mes.yaml:2:10: {LOT}: acme/mes has it too"
    ]


def test_one_that_stands_beside_alternatives_is_found(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES through the plant
      project: line-3
    accounts/institute/opportunities/mes.yaml: |
      name: MES through the institute
      project: line-3
      alternative: true
    """
    project = "KAM112 project line-3 is counted twice"
    assert check() == [
        f"accounts/acme/opportunities/mes.yaml:2:10: {project}: institute/mes has it too"
    ]


def test_alternatives_other_lots_and_closed_ones_are_fine(check: Check) -> None:
    """
    accounts/acme/opportunities/a.yaml: |
      name: First way
      project: line-3
      lot: 1
      alternative: true
    accounts/acme/opportunities/b.yaml: |
      name: Second way
      project: line-3
      lot: 1
      alternative: true
    accounts/acme/opportunities/c.yaml: |
      name: Other lot
      project: line-3
      lot: 2
    accounts/acme/opportunities/d.yaml: |
      name: The other lot, lost
      project: line-3
      lot: 2
      outcome: {result: lost, date: 2026-11-10, reason: price}
    accounts/acme/opportunities/e.yaml: |
      name: No project
      lot: 2
    """
    assert check() == []


def test_an_alternative_of_the_whole_project_counts_beside_those_of_its_lots(check: Check) -> None:
    """
    accounts/east/opportunities/line-3.yaml: |
      name: Line 3 through East, divided
      project: line-3
      lot: "1"
      alternative: true
    accounts/west/opportunities/line-3.yaml: |
      name: Line 3 through West, whole
      project: line-3
      alternative: true
    """
    assert check() == [
        (
            "accounts/west/opportunities/line-3.yaml:2:10: KAM112 this is of all of"
            " project line-3, and east/line-3 of one lot of it: both count"
        )
    ]


def test_so_does_a_plain_one_and_an_alternative_beside_plain_lots(check: Check) -> None:
    """
    accounts/east/opportunities/lot-1.yaml: |
      name: Line 3, lot 1
      project: line-3
      lot: "1"
    accounts/west/opportunities/line-3.yaml: |
      name: Line 3 through West, whole
      project: line-3
      alternative: true
    accounts/east/opportunities/lot-4.yaml: |
      name: Line 4, lot 1
      project: line-4
      lot: "1"
    accounts/west/opportunities/line-4.yaml: |
      name: Line 4, whole
      project: line-4
    """
    whole = "accounts/west/opportunities/line-{0}.yaml:2:10: KAM112 this is of all of project"
    assert check() == [
        f"{whole.format(3)} line-3, and east/lot-1 of one lot of it: both count",
        f"{whole.format(4)} line-4, and east/lot-4 of one lot of it: both count",
    ]


def test_what_another_one_stands_for_or_is_won_is_double_with_nothing(check: Check) -> None:
    """
    accounts/acme/opportunities/won.yaml: |
      name: Line 3
      project: line-3
      outcome: {result: won, date: 2026-11-10}
    accounts/acme/opportunities/whole.yaml: |
      name: Line 3, another way
      project: line-3
      alternative: true
    accounts/acme/opportunities/lot-2.yaml: |
      name: Line 3, the extension
      project: line-3
      lot: "2"
    """
    assert check() == []
