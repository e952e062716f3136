from tests.checks.conftest import Check

MES = "accounts/acme/opportunities/mes.yaml"


def test_an_opportunity_that_was_not_visited_as_its_intent_asks_is_found(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      close_date: 2026-12-21
    accounts/acme/activities/2026-li.wei.yaml: |
      - {date: 2026-11-13, kind: visit, opportunity: mes}
      - {date: 2026-11-20, kind: visit}
    """
    said = "last contact 8 days ago; signing ≤ 1 month asks for a visit every 7 days"
    assert check() == [f"{MES}:2:13: KAM242 {said}"]
    # a day before it was within three months, and 30 days are allowed
    assert check(today="2026-11-20") == []


def test_a_move_counts_as_contact(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: G
      close_date: 2026-12-21
      history:
        - {date: 2026-11-14, stage: G}
    accounts/acme/activities/2026-li.wei.yaml: |
      - {date: 2026-10-01, kind: visit, opportunity: mes}
    """
    assert check() == []


def test_what_the_log_does_not_speak_of_or_is_not_worked_on_is_left_alone(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      stage: G
      close_date: 2026-11-25
      history:
        - {date: 2026-09-14, stage: G}
    accounts/acme/opportunities/held.yaml: |
      name: Held
      close_date: 2026-11-25
      hold: {since: 2026-10-01}
    accounts/acme/opportunities/late.yaml: |
      name: Late
      close_date: 2026-11-20
    accounts/acme/activities/2026-li.wei.yaml: |
      - {date: 2026-10-01, kind: visit, opportunity: held}
      - {date: 2026-10-01, kind: visit, opportunity: late}
    accounts/bell/opportunities/line.yaml: |
      name: Line
      close_date: 2026-11-25
    accounts/bell/activities/2026-li.wei.yaml: |
      - {date: 2026-10-01, kind: visit, opportunity: line}
    accounts/bell/activities.yaml: |
      - {date: 2026-11-20, kind: visitt, opportunity: line}
    """
    assert check() == []
