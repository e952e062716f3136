from tests.checks.conftest import Check

MES = "accounts/acme/opportunities/mes.yaml"


def test_an_override_without_a_reason_is_found(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      category: {value: commit, reason: " "}
      probability: {value: 60.50}
    """
    assert check() == [
        f"{MES}:2:11: KAM108 the category was set to commit without a reason",
        f"{MES}:3:14: KAM108 the probability was set to 60.5 % without a reason",
    ]


def test_an_override_with_a_reason_is_fine(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      category: {value: commit, reason: budget released}
      probability: {value: 60, reason: budget released}
    """
    assert check() == []
