"""The back-test: what it judges, that nothing leaks into it, and what it says where truth is known.

The true probabilities of a generated history are known, because each deal that stands at a stage
goes on to the next with the ratio of the two stages' probabilities, and is lost otherwise.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random

import pytest

from kam.domain.cases import NEVER, Case, Ended, ended_cases
from kam.domain.deals import build_deals
from kam.domain.opportunity import Opportunity
from kam.domain.periods import Grain
from kam.reports.back_test import BackTest, run_back_test
from tests.domain.builders import (
    METHODS,
    MILESTONE,
    MODELS,
    TODAY,
    book,
    deal,
    ended,
    facts,
    opportunity,
    won,
)

MODEL = MODELS.calibration
PLAYBOOKS = METHODS.playbooks
SAID = [float(stage.probability or 0) / 100 for stage in MILESTONE.open_stages]
HIGHER = [0.30, 0.45, 0.50, 0.60, 0.70, 0.85, 0.97]
LOWER = [0.03, 0.08, 0.12, 0.20, 0.30, 0.50, 0.70]
ROW = deal(opportunity("acme/any"))
FIVE_YEARS = 5 * 365


def known(*given: Opportunity) -> Ended:
    return ended_cases(build_deals(book(*given), TODAY), PLAYBOOKS, TODAY, abandoned=False)


def judge(given: Ended, **model: object) -> BackTest:
    chosen = replace(MODEL, **model)  # type: ignore[arg-type]
    return run_back_test(given.cases, given.open, PLAYBOOKS, chosen, TODAY, 1)


def many(count: int, name: str, **of: object) -> list[Opportunity]:
    return [opportunity(f"acme/{name}-{number}", **of) for number in range(count)]


BEFORE = many(100, "old", history=("2025-11-01 C",), stage="C", outcome=ended("lost", "2026-03-31"))
AFTER = many(
    100, "new", history=("2026-02-01 C", "2026-04-01 A", "2026-05-01 S"), stage="S",
    outcome=won("2026-05-01"),
)  # fmt: skip


def test_no_deal_is_judged_by_what_it_taught_nor_by_where_it_stood_later() -> None:
    """All that had ended was lost: (0 + 20·50)/120 = 8⅓ % is said of what is won soon after."""
    found = judge(known(*BEFORE, *AFTER))
    (march,) = found.rows
    assert facts(march, "cut learned_from open counts") == (date(2026, 3, 31), 100, 100, False)
    assert facts(march.playbook, "n won brier") == (100, 100, Decimal("0.25"))
    assert march.calibrated.brier is not None
    assert round(march.calibrated.brier, 6) == Decimal("0.840278")
    assert march.playbook.skill is None


def test_before_anything_ended_the_playbook_is_all_that_was_learned() -> None:
    early = opportunity(history=("2025-01-01 C",), stage="C", outcome=ended("lost", "2025-02-01"))
    found = judge(known(early, *BEFORE, *AFTER))
    assert [row.learned_from for row in found.rows] == [1, 101]
    assert judge(known(*AFTER)).rows == ()
    assert facts(judge(known()), "rows deals") == ((), 0)


def test_a_day_counts_when_most_had_ended_by_then_and_have_ended_since() -> None:
    """Two hundred had ended by March; what is open since then of 20 is at most three."""
    old = [*BEFORE, *many(100, "older", history=("2025-11-01 C",), stage="C",
                          outcome=ended("lost", "2026-01-31"))]  # fmt: skip
    few = AFTER[:17]
    still = many(3, "open", history=("2026-03-01 C",), stage="C")
    found = judge(known(*old, *few, *still))
    assert [row.counts for row in found.rows] == [True]
    assert facts(found.totals, "counts open learned_from") == (True, 20, 200)
    assert (found.totals.playbook.n, found.deals) == (17, 17)
    one_more = many(4, "open", history=("2026-03-01 C",), stage="C")
    late = judge(known(*old, *few, *one_more))
    assert [row.counts for row in late.rows] == [False]
    assert (late.totals.counts, late.totals.playbook.n) == (False, 17)


def test_a_deal_that_is_open_on_several_days_is_judged_on_each() -> None:
    found = judge(known(*BEFORE, *AFTER), cuts=Grain.MONTH)
    assert [(str(row.cut), row.playbook.n) for row in found.rows] == [
        ("2026-03-31", 100), ("2026-04-30", 100),
    ]  # fmt: skip
    april = found.rows[1]
    assert april.playbook.brier == Decimal("0.01")  # by then they stood at A
    assert (found.totals.playbook.n, found.deals) == (200, 100)


def generated(seed: int, truth: list[float], count: int) -> Ended:
    """Deals of five years that go through the milestones with these true probabilities."""
    chance = Random(seed)  # noqa: S311 - a seed is the point
    goes_on = [now / later for now, later in pairwise([*truth, 1.0])]
    every = [_generated(chance, goes_on) for _ in range(count)]
    known = [case for case in every if case.ended <= TODAY.toordinal()]
    running = [case._replace(ended=NEVER) for case in every if case.ended > TODAY.toordinal()]
    return Ended(sorted(known, key=lambda case: case.ended), running, 0, 0, 0)


def _generated(chance: Random, goes_on: Iterable[float]) -> Case:
    day = TODAY - timedelta(days=chance.randint(1, FIVE_YEARS))
    days, won = [], True
    for onward in goes_on:
        days.append(day.toordinal())
        day += timedelta(days=chance.randint(10, 60))
        won = chance.random() < onward
        if not won:
            break
    way = (tuple(days), tuple(range(len(days))))
    return Case(ROW, (way,), day.toordinal(), won, frozenset(way[1]))


def briers(found: BackTest) -> tuple[Decimal, Decimal]:
    plain, taught = found.totals.playbook.brier, found.totals.calibrated.brier
    assert plain is not None
    assert taught is not None
    return plain, taught


@pytest.mark.parametrize("truth", [HIGHER, LOWER], ids=["higher", "lower"])
@pytest.mark.parametrize("seed", range(5))
def test_where_the_truth_is_another_what_is_learned_is_better(
    seed: int, truth: list[float]
) -> None:
    plain, taught = briers(judge(generated(seed, truth, 1500)))
    assert taught < plain


@pytest.mark.parametrize("seed", range(5))
def test_where_the_playbook_is_true_it_is_never_more_than_one_percent_worse(seed: int) -> None:
    found = judge(generated(seed, SAID, 6000))
    plain, taught = briers(found)
    assert found.totals.playbook.n > 2000
    assert taught <= plain * Decimal("1.01")
