from tests.checks.conftest import Check


def test_a_level_of_the_other_scale_is_found(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      ownership: state
    accounts/acme/contacts.yaml: |
      li-na: {name: 李娜, level: decision}
      bo: {name: Bo, level: management}
      cai: {name: Cai, level: execution}
    """
    scale = "decision, influence, execution"
    said = f"KAM206 management level is not of the scale of this account: {scale}"
    assert check() == [f"accounts/acme/contacts.yaml:2:23: {said}"]


def test_one_scale_is_right_whichever_it_is(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      ownership: state
    accounts/acme/contacts.yaml: |
      li-na: {name: 李娜, level: decision}
      bo: {name: Bo, level: management}
      cai: {name: Cai}
      gone: {name: Gone, level: execution, left: 2026-01-01}
    """
    assert check() == []
