"""Which ended deals are learned from, and at which stages they count."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kam.domain.cases import NEVER, Case, Ended, ended_cases
from kam.domain.deals import build_deals
from kam.domain.lessons import learn, open_probability
from kam.domain.opportunity import Opportunity
from tests.domain.builders import METHODS, TODAY, book, day, ended, opportunity, won

LOST = ended("lost", "2026-06-01")
WON = won("2026-06-01")
PLAYBOOKS = METHODS.playbooks


def known(*given: Opportunity, today: date = TODAY, abandoned: bool = False) -> Ended:
    return ended_cases(build_deals(book(*given), today), PLAYBOOKS, today, abandoned=abandoned)


def place_on(case: Case, text: str) -> int | None:
    return case.place_on(day(text).toordinal())


def counts(*given: Opportunity, **more: Any) -> dict[str, tuple[int, int]]:
    """By stage how many ended and how many of them were won, of stages that any stood at."""
    cases = known(*given, **more).cases
    lessons = learn(cases, PLAYBOOKS, 20)
    places = [(key, stage.key) for key, one in PLAYBOOKS.items() for stage in one.open_stages]
    return {stage: lessons.count((key, stage)) for key, stage in places
            if lessons.count((key, stage)).ended}  # fmt: skip


def way(*entries: str, **facts: Any) -> Opportunity:
    return opportunity(history=entries, **facts)


def test_a_deal_counts_once_at_every_open_stage_that_it_stood_at() -> None:
    lost = way("2026-01-01 F", "2026-02-01 D", "2026-03-01 E", "2026-03-09 D", outcome=LOST)
    assert counts(lost) == {"F": (1, 0), "E": (1, 0), "D": (1, 0)}


def test_a_stage_that_was_jumped_over_teaches_nothing() -> None:
    assert counts(way("2026-01-01 F", "2026-05-01 S", stage="S")) == {"F": (1, 1)}


@pytest.mark.parametrize(
    "deal",
    [
        way("2026-05-01 S", stage="S", outcome=WON),
        way("2026-01-01", stage=None, outcome=LOST),
        way(stage="S", outcome=WON),
        way(stage="C", outcome=LOST),
        way(stage="S"),  # no day of its end either
        way("2026-01-01 X", stage="C", outcome=LOST),
        way("2026-07-01 C", stage="C", outcome=LOST),  # said of a time after its end
    ],
)
def test_without_an_open_stage_before_its_end_a_deal_teaches_nothing(deal: Opportunity) -> None:
    assert (list(known(deal).cases), known(deal).unplaced) == ([], 1)


def test_a_history_out_of_order_is_read_by_its_days() -> None:
    deal = way("2026-03-01 C", "2026-01-01 G", "2026-02-01 X", stage="C", outcome=LOST)
    (case,) = known(deal).cases
    days = ("2025-12-31", "2026-01-01", "2026-02-28", "2026-03-01", "2026-05-31", "2026-06-01")
    order = PLAYBOOKS["milestone"].order
    assert [place_on(case, day) for day in days] == [
        None, 0, 0, order.index("C"), order.index("C"), None,
    ]  # fmt: skip


def test_a_won_deal_that_was_opened_again_is_not_open_in_between() -> None:
    deal = way(
        "2026-01-01 G", "2026-02-01 S", "2026-03-01 C", "2026-04-01 F", stage="F", outcome=LOST
    )
    (case,) = known(deal).cases
    assert (case.won, sorted(case.stood)) == (False, [0, 1, 4])
    assert [place_on(case, f"2026-0{month}-15") for month in (1, 2, 3, 4)] == [0, None, 4, 1]


def test_open_deals_and_ends_that_lie_ahead_are_not_known() -> None:
    later = way("2026-01-01 G", stage="G", outcome=ended("lost", "2026-11-22"))
    still = opportunity("acme/still", history=("2026-01-01 G",), stage="G")
    found = known(later, still, opportunity("acme/bare", stage="G"))
    assert (list(found.cases), found.unplaced) == ([], 0)
    assert [case.ended for case in found.open] == [NEVER, NEVER]


def test_an_abandoned_deal_counts_where_the_model_says_so() -> None:
    deal = way("2026-01-01 G", stage="G", outcome=ended("abandoned", "2026-06-01"))
    assert (counts(deal), known(deal).abandoned) == ({}, 1)
    assert counts(deal, abandoned=True) == {"G": (1, 0)}


def test_a_deal_counts_in_the_playbook_that_it_followed() -> None:
    deal = way(
        "2026-01-01 visit", stage="visit", outcome=ended("lost", "2026-06-01", playbook="dealer")
    )
    assert counts(deal) == {"visit": (1, 0)}


LINE: dict[str, Any] = {"project": "line-3", "alternative": True}


def rival(name: str, stage: str, outcome: Any, day: str = "2026-01-01", **more: Any) -> Opportunity:
    facts = {**LINE, **more}
    return opportunity(f"acme/{name}", history=(f"{day} {stage}",), stage=stage, outcome=outcome,
                       **facts)  # fmt: skip


def test_of_alternatives_the_winner_stands_for_all() -> None:
    rivals = rival("a", "E", LOST), rival("b", "F", WON, "2026-02-01"), rival("c", "G", None)
    found = known(*rivals)
    assert counts(*rivals) == {"G": (1, 1), "F": (1, 1), "E": (1, 1)}  # each stood at its own
    assert (found.cases[0].deal.id, found.merged) == ("acme/b", 2)
    assert [place_on(found.cases[0], day) for day in ("2026-01-15", "2026-02-15")] == [2, 2]


def test_alternatives_are_lost_when_the_last_one_is_and_not_before() -> None:
    later = ended("lost", "2026-08-01")
    given_up = ended("abandoned", "2026-09-01")
    assert counts(rival("a", "G", LOST), rival("b", "G", None)) == {}
    assert counts(rival("a", "G", LOST), rival("b", "F", later)) == {"G": (1, 0), "F": (1, 0)}
    (case,) = known(rival("a", "G", LOST), rival("b", "F", given_up)).cases
    assert case.deal.id == "acme/a"


def test_what_was_won_instead_of_alternatives_counts_by_itself() -> None:
    bought = rival("whole", "D", WON, alternative=False)
    assert counts(bought, rival("a", "G", LOST)) == counts(bought)
    lots = rival("whole", "D", WON), rival("a", "G", LOST, lot="1")
    assert counts(*lots) == counts(bought)


def test_alternatives_of_two_playbooks_count_by_that_of_the_winner() -> None:
    other = rival("a", "needs", LOST, playbook="dealer")
    assert counts(other, rival("b", "G", WON)) == {"G": (1, 1)}


def test_lots_that_are_no_alternatives_count_one_by_one() -> None:
    lots = [rival(lot, "G", LOST, lot=lot, alternative=False) for lot in ("1", "2")]
    assert counts(*lots) == {"G": (2, 0)}


def test_what_is_learned_of_a_stage_and_of_a_part_of_the_deals() -> None:
    cases = known(
        *(opportunity(f"acme/{n}", history=("2026-01-01 G",), stage="G", outcome=LOST)
          for n in range(20)),
    ).cases  # fmt: skip
    whole = learn(cases, PLAYBOOKS, 20)
    assert (whole.total, whole.weight) == ((20, 0), 20)
    assert whole.probability(("milestone", "G")) == 5
    assert whole.probability(("milestone", "A")) == 90
    assert whole.probability(("milestone", "S")) is None
    part = learn(cases[:20], PLAYBOOKS, 20, whole.learned())
    assert part.probability(("milestone", "G")) == 2.5
    assert [(one.probability, one.n) for one in whole.judged()][:2] == [
        (Decimal(10), 20),
        (Decimal(20), 0),
    ]


def test_a_probability_of_what_is_open_is_neither_nothing_nor_all() -> None:
    given = ("0", "0.004", "12.345", "99.996", "100")
    found = [str(open_probability(Decimal(text))) for text in given]
    assert found == ["0.01", "0.01", "12.35", "99.99", "99.99"]
