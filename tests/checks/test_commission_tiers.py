from tests.checks.conftest import Check


def test_tiers_that_do_not_rise_or_end_in_the_wrong_place_are_found(check: Check) -> None:
    """
    commission.yaml: |
      plans:
        falling: {tiers: [{to: 200, rate: 5}, {to: 100, rate: 6}, {rate: 7}]}
        open: {tiers: [{rate: 5}, {rate: 6}]}
        capped: {tiers: [{to: 200, rate: 5}]}
    """
    assert check() == [
        "commission.yaml:2:41: KAM297 tier 2 of plan falling does not end above the one before it",
        "commission.yaml:3:18: KAM297 tier 1 of plan open has no end, and is not the last",
        "commission.yaml:4:20: KAM297 the last tier of plan capped has an end",
    ]


def test_rising_tiers_are_fine_and_so_are_none(check: Check) -> None:
    """
    commission.yaml: |
      plans:
        standard: {tiers: [{to: 100, rate: 5}, {to: 200, rate: 0}, {rate: 7}]}
        flat: {tiers: [{rate: 5}]}
        bonuses: {}
    """
    assert check() == []
