"""What is learned from counts, and how probabilities are judged: METHODS.md 11, by hand."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam.domain.calibration import Judged, learned_probability, score, wilson_interval

CONFIDENCE = Decimal(95)
PERCENTS = st.decimals(0, 100, places=2)
COUNTS = st.integers(0, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def test_the_playbook_counts_as_so_many_ended_deals() -> None:
    assert learned_probability(0, 0, Decimal(50), 20) == 50
    assert learned_probability(10, 20, Decimal(30), 20) == 40
    assert learned_probability(180, 180, Decimal(90), 20) == 99
    assert learned_probability(1, 4, Decimal(50), 0) == 25


@given(COUNTS, PERCENTS, st.integers(1, 100))
def test_what_is_learned_lies_between_what_was_said_and_what_was_seen(
    counts: tuple[int, int], prior: Decimal, weight: int
) -> None:
    won, ended = counts
    learned = learned_probability(won, ended, prior, weight)
    seen = Decimal(100 * won) / ended if ended else prior
    assert min(prior, seen) - Decimal("1e-9") <= learned <= max(prior, seen) + Decimal("1e-9")


@pytest.mark.parametrize(
    ("won", "ended", "low", "high"),
    [
        (15, 148, "6.24", "16.05"),  # Newcombe, Statistics in Medicine 17 (1998), table I
        (81, 263, "25.53", "36.62"),
        (0, 20, "0.00", "16.11"),
        (1, 29, "0.61", "17.18"),
    ],
)
def test_the_interval_is_wilsons(won: int, ended: int, low: str, high: str) -> None:
    interval = wilson_interval(won, ended, CONFIDENCE)
    assert interval is not None
    assert [str(round(value, 2)) for value in interval] == [low, high]


@given(COUNTS)
def test_the_interval_holds_what_was_seen_and_never_leaves_the_line(
    counts: tuple[int, int],
) -> None:
    won, ended = counts
    interval = wilson_interval(won, ended, CONFIDENCE)
    if interval is None:
        assert not ended
        return
    assert 0 <= interval.low <= Decimal(100 * won) / ended <= interval.high <= 100


def test_brier_and_skill_by_hand() -> None:
    """80 % said of ten, eight won; 20 % of ten, one won: (0.04·8 + 0.64·2 + 0.64 + 0.04·9)/20."""
    found = score([Judged(Decimal(80), 10, 8), Judged(Decimal(20), 10, 1)])
    assert (found.n, found.won, found.brier) == (20, 9, Decimal("0.13"))
    assert found.skill == 1 - Decimal("0.13") / (Decimal("0.45") * Decimal("0.55"))


def test_who_says_the_share_of_all_has_no_skill_and_where_all_end_alike_there_is_none() -> None:
    assert score([Judged(Decimal(45), 20, 9)]).skill == 0
    assert score([Judged(Decimal(90), 5, 5)])[2:] == (Decimal("0.01"), None)
    assert score([]) == (0, 0, None, None)
