from tests.checks.conftest import Check

ACME = "accounts/acme/account.yaml"


def test_a_point_that_no_stage_has_is_found_where_it_was_marked_or_waived(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      relationship:
        stage: stabilise
        points:
          regular-review: {done: 2026-05-01}
          first-delivery: {done: 2026-05-01}
        history:
          - {date: 2026-06-01, stage: stabilise, waived: [seller-fit, plant-visit], because: x}
    """
    said = "KAM226 no stage has the working point"
    assert check() == [
        f'{ACME}:5:21: {said} "regular-review", so it counts for nothing',
        f'{ACME}:8:65: {said} "plant-visit", so it counts for nothing',
    ]


def test_a_point_of_the_books_own_model_is_known(check: Check) -> None:
    """
    accounts/acme/account.yaml: |
      name: Acme
      relationship: {stage: establish, points: {plant-visit: {done: 2026-05-01}}}
    playbooks/relationship.yaml: |
      stages: {establish: {points: {plant-visit: {label: {en: They saw our plant}}}}}
    """
    assert check() == []
