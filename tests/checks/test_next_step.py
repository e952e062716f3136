from tests.checks.conftest import Check

MES = "accounts/acme/opportunities/mes.yaml"


def test_an_open_opportunity_without_a_task_of_its_own_is_found(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
    accounts/acme/tasks.yaml: |
      greet: {what: Send new-year greetings, due: 2026-12-28}
      visit: {what: Visit, due: 2026-11-10, done: 2026-11-10, opportunity: mes}
    """
    assert check() == [f"{MES}:1:1: KAM106 no next step"]


def test_one_with_an_open_task_is_fine_and_so_is_one_that_is_not_worked_on(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
    accounts/acme/opportunities/held.yaml: |
      name: Held
      hold: {since: 2026-10-01}
    accounts/acme/opportunities/lost.yaml: |
      name: Lost
      outcome: {result: lost, date: 2026-11-10, reason: price}
    accounts/acme/tasks.yaml: |
      visit: {what: Visit, due: 2026-11-10, opportunity: mes}
    """
    assert check() == []


def test_nothing_is_said_where_the_tasks_do_not_read(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
    accounts/acme/tasks.yaml: |
      visit: {what: Visit, due: soon, opportunity: mes}
    """
    assert check() == []
