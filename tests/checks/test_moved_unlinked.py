from tests.checks.conftest import Check


def test_somebody_of_that_name_elsewhere_is_found(check: Check) -> None:
    """
    accounts/acme/contacts.yaml: |
      sun: {name: Sun Li, left: 2026-11-20}
      sun-2: {name: Sun Li}
      li: {name: Li, left: 2026-12-01}
    accounts/bao/contacts.yaml: |
      sun-li: {name: ＳＵＮ  li}
      li: {name: Li}
    """
    assert check() == [
        "accounts/acme/contacts.yaml:1:27: KAM262 Sun Li left, and bao/sun-li has the same name"
    ]


def test_who_is_linked_and_who_left_as_well_are_fine(check: Check) -> None:
    """
    accounts/acme/contacts.yaml: |
      sun: {name: Sun, left: 2026-11-20, moved_to: bao/sun}
      wang: {name: Wang, left: 2026-11-20}
    accounts/bao/contacts.yaml: |
      sun: {name: Sun}
      wang: {name: Wang, left: 2026-01-01}
    accounts/core/contacts.yaml: |
      sun: {name: Sun, left: 2026-10-01}
    """
    assert check() == []
