from tests.checks.conftest import Check

MES = "accounts/acme/opportunities/mes.yaml"


def test_shares_that_miss_100_percent_are_found(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      splits:
        - {owner: li.wei, share: 70}
        - {owner: chen.jie, share: 20.5}
        - {owner: zhao.min, share: 9.5, overlay: true}
    """
    assert check() == [f"{MES}:2:1: KAM109 the shares come to 90.5 %, not to 100 %"]


def test_shares_of_100_percent_beside_an_overlay_are_fine(check: Check) -> None:
    """
    accounts/acme/opportunities/mes.yaml: |
      name: MES upgrade
      splits:
        - {owner: li.wei, share: 70}
        - {owner: chen.jie, share: 30}
        - {owner: zhao.min, share: 20, overlay: true}
    accounts/acme/opportunities/robots.yaml: |
      name: Robots
    """
    assert check() == []
