from tests.checks.conftest import Check

ACME = "accounts/acme/contacts.yaml"


def test_who_decided_and_left_since_the_last_entry_is_found(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      relationship:
        stage: stabilise
        history:
          - {date: 2026-03-01, stage: stabilise, because: framework}
    accounts/acme/contacts.yaml: |
      zhao-lei: {name: 赵磊, level: decision, left: 2026-10-31}
      he-jing: {name: He Jing, level: management, roles: [economic], left: 2026-10-01}
      wang: {name: Wang, level: management, left: 2026-10-31}
      li-na: {name: Li Na, level: decision, left: 2026-03-01}
      chen: {name: Chen, level: decision, left: 2026-11-22}
      sun: {name: Sun, level: decision}
    """
    may = "the relationship may fall back"
    assert check() == [
        f"{ACME}:1:45: KAM224 赵磊, who decided, left on 2026-10-31: {may}",
        f"{ACME}:2:70: KAM224 He Jing, who decided, left on 2026-10-01: {may}",
        f"{ACME}:4:45: KAM224 Li Na, who decided, left on 2026-03-01: {may}",
    ]


def test_a_younger_entry_to_the_same_stage_has_taken_it_into_account(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      relationship:
        stage: stabilise
        history:
          - {date: 2026-03-01, stage: stabilise, because: framework}
          - {date: 2026-10-31, stage: stabilise, because: the new head agrees}
    accounts/acme/contacts.yaml: |
      zhao-lei: {name: Zhao Lei, level: decision, left: 2026-10-31}
    """
    assert check() == []


def test_nothing_falls_back_from_the_first_stage_or_from_one_of_which_nothing_is_known(
    check: Check,
) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      relationship: {stage: stabilise}
    accounts/acme/contacts.yaml: |
      zhao-lei: {name: Zhao Lei, level: decision, left: 2026-10-31}
    accounts/bell/account.yaml: |
      name: Bell
      relationship:
        stage: none
        history:
          - {date: 2026-03-01, stage: none, because: first met}
    accounts/bell/contacts.yaml: |
      zhao-lei: {name: Zhao Lei, level: decision, left: 2026-10-31}
    """
    assert check() == []
