from tests.checks.conftest import Check


def test_a_plan_that_is_not_there_is_found_wherever_it_is_named(check: Check) -> None:
    """
    commission.yaml: |
      plans: {standard: {tiers: [{rate: 5}]}}
      people:
        li.wei: standrad
        sun.hao: [{plan: standard, from: 2026-01-01}, {plan: other, from: 2026-07-01}]
      default: nothing
    """
    assert check() == [
        'commission.yaml:3:11: KAM298 there is no plan "standrad"',
        'commission.yaml:4:56: KAM298 there is no plan "other"',
        'commission.yaml:5:10: KAM298 there is no plan "nothing"',
    ]


def test_plans_that_are_there_are_fine_and_nobody_needs_one(check: Check) -> None:
    """
    commission.yaml: |
      plans: {standard: {tiers: [{rate: 5}]}}
      people: {li.wei: standard}
    """
    assert check() == []
