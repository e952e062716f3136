from tests.checks.conftest import Check


def test_people_who_report_to_each_other_are_found_once(check: Check) -> None:
    """
    accounts/acme/contacts.yaml: |
      li-na: {name: 李娜, reports_to: bo}
      bo: {name: Bo, reports_to: cai}
      cai: {name: Cai, reports_to: bo}
    """
    said = "KAM205 these people report to each other in a ring: bo -> cai -> bo"
    assert check() == [f"accounts/acme/contacts.yaml:2:28: {said}"]


def test_a_tree_has_none(check: Check) -> None:
    """
    accounts/acme/contacts.yaml: |
      li-na: {name: 李娜, reports_to: bo}
      bo: {name: Bo}
      cai: {name: Cai, reports_to: nobody}
    """
    assert check() == []
