"""Our standing on the customer's criteria: a weighted mean, between the best and the worst word."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.domain.opportunity import Criterion
from kam.domain.standing import weighted_standing
from tests.domain.builders import MODELS
from tests.strategies import LAW

STANDINGS = MODELS.buying.standings
CRITERIA = st.lists(
    st.builds(
        Criterion,
        criterion=st.just("brand"),
        weight=st.none() | st.integers(0, 100),
        standing=st.sampled_from((None, *STANDINGS)),
    )
)


def criterion(weight: int | None, standing: str | None) -> Criterion:
    return Criterion(criterion="brand", weight=weight, standing=standing)


@pytest.mark.parametrize(
    ("criteria", "expected"),
    [
        ([], None),
        ([criterion(50, None)], None),
        ([criterion(0, "better")], None),
        ([criterion(50, "better"), criterion(25, "much-worse")], Decimal("0.00")),
        ([criterion(60, "much-better"), criterion(40, "worse")], Decimal("0.80")),
        ([criterion(None, "better"), criterion(2, "worse")], Decimal("-0.33")),
        ([criterion(50, "better"), criterion(50, None)], Decimal("1.00")),
    ],
)
def test_the_standing_is_the_weighted_mean(
    criteria: list[Criterion], expected: Decimal | None
) -> None:
    assert weighted_standing(criteria, STANDINGS) == expected


@LAW
@given(CRITERIA)
def test_it_lies_between_the_worst_and_the_best_word_that_weighs(criteria: list[Criterion]) -> None:
    known = [STANDINGS[one.standing] for one in criteria if one.standing and one.weight != 0]
    total = weighted_standing(criteria, STANDINGS)
    assert (total is None) == (not known)
    assert total is None or min(known) <= total <= max(known)
