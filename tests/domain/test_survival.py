"""The estimator of Kaplan and Meier, against its definition and a textbook's figures."""

from collections import Counter
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kam.domain.survival import Durations, median_duration
from tests.strategies import LAW

DAYS = st.lists(st.integers(0, 12), max_size=25)


def lasting(ended: list[int], censored: list[int], day: int) -> Fraction:
    """The share that lasts longer than `day`, by the definition: a product over the days."""
    share = Fraction(1)
    for at in range(day + 1):
        there = sum(days >= at for days in (*ended, *censored))
        if there:
            share *= 1 - Fraction(ended.count(at), there)
    return share


@LAW
@given(DAYS, DAYS)
def test_the_median_is_the_first_day_by_which_the_curve_is_at_one_half(
    ended: list[int], censored: list[int]
) -> None:
    days = [at for at in range(14) if lasting(ended, censored, at) <= Fraction(1, 2)]
    found = median_duration(Counter(ended), Counter(censored))
    assert found == (min(days) if ended and days else None)


def test_the_textbooks_remissions_of_21_patients_last_23_weeks() -> None:
    """The treated patients of Freireich (1963): 9 relapsed, 12 were still well when last seen."""
    ended = Counter([6, 6, 6, 7, 10, 13, 16, 22, 23])
    censored = Counter([6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35])
    assert median_duration(ended, censored) == 23


def test_the_untreated_ones_had_8_weeks_and_none_was_still_well() -> None:
    ended = Counter([1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23])
    assert median_duration(ended, {}) == 8


def test_where_nobody_has_left_nothing_is_known() -> None:
    durations = Durations()
    durations.add(400, ended=False)
    assert durations.median is None
    durations.add(500, ended=True, count=1)
    assert durations.median == 500
