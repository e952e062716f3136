from tests.checks.conftest import Check


def test_a_plan_whose_day_is_over_is_found_until_its_aim_is_reached(check: Check) -> None:
    """
    accounts/bell/contacts.yaml: |
      dai: {name: Dai, attitude: enemy, plan: {aim: non-supporter, due: 2026-11-20}}
    accounts/acme/contacts.yaml: |
      li-na:
        name: 李娜
        attitude: neutral
        plan: {aim: supporter, due: 2026-11-20}
      bo:
        name: Bo
        attitude: mentor
        plan: {aim: supporter, due: 2026-11-20}
      cai:
        name: Cai
        plan: {due: 2026-11-01}
    """
    place = "accounts/acme/contacts.yaml"
    assert check() == [
        f"{place}:4:31: KAM207 the plan for 李娜 was due 1 day ago",
        f"{place}:11:15: KAM207 the plan for Cai was due 20 days ago",
        "accounts/bell/contacts.yaml:1:67: KAM207 the plan for Dai was due 1 day ago",
    ]
    assert check("2026-11-01") == []
