from tests.checks.conftest import Check


def test_an_open_alternative_beside_a_won_one_is_found_in_whatever_account(check: Check) -> None:
    """
    accounts/east/opportunities/line-3.yaml: |
      name: Line 3 through East
      project: line-3
      lot: "1"
      alternative: true
      outcome: {result: won, date: 2026-11-01}
    accounts/west/opportunities/line-3.yaml: |
      name: Line 3 through West
      project: line-3
      lot: "1"
      alternative: true
    """
    assert check() == [
        (
            "accounts/west/opportunities/line-3.yaml:4:14: KAM217 lot 1 of project line-3 was won"
            " as east/line-3, and this alternative is open"
        )
    ]


def test_another_lot_a_lost_one_and_what_is_no_alternative_are_passed_over(check: Check) -> None:
    """
    accounts/east/opportunities/won.yaml: |
      name: Won
      project: line-3
      lot: "1"
      alternative: true
      outcome: {result: won, date: 2026-11-01}
    accounts/east/opportunities/lot-2.yaml: |
      name: The other lot
      project: line-3
      lot: "2"
      alternative: true
    accounts/east/opportunities/lost.yaml: |
      name: Lost
      project: line-3
      lot: "1"
      alternative: true
      outcome: {result: lost, date: 2026-11-01, reason: price}
    accounts/east/opportunities/plain.yaml: |
      name: An extension of the same lot
      project: line-3
      lot: "1"
    """
    assert check() == []


def test_it_need_not_be_called_an_alternative_and_one_on_hold_is_found_as_well(
    check: Check,
) -> None:
    """
    accounts/east/opportunities/line-3.yaml: |
      name: Line 3, direct
      project: line-3
      outcome: {result: won, date: 2026-11-01}
    accounts/west/opportunities/line-3.yaml: |
      name: Line 3 through West
      project: line-3
      alternative: true
      hold: {since: 2026-10-01}
    """
    assert check() == [
        (
            "accounts/west/opportunities/line-3.yaml:3:14: KAM217 project line-3 was won"
            " as east/line-3, and this alternative is open"
        )
    ]


def test_the_whole_project_won_decides_each_of_its_lots(check: Check) -> None:
    """
    accounts/east/opportunities/line-3.yaml: |
      name: Line 3, all of it
      project: line-3
      alternative: true
      outcome: {result: won, date: 2026-11-01}
    accounts/west/opportunities/lot-2.yaml: |
      name: Lot 2 through West
      project: line-3
      lot: "2"
      alternative: true
    """
    assert check() == [
        (
            "accounts/west/opportunities/lot-2.yaml:4:14: KAM217 project line-3 was won"
            " as east/line-3, and this alternative is open"
        )
    ]
