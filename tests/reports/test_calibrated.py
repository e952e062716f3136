"""Open deals at learned probabilities: what is weighted anew, and what stays as it is."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kam.domain.deal import Deal
from kam.domain.deals import build_deals
from kam.domain.lessons import Count, Lessons, playbook_priors
from kam.domain.money import percent_of
from kam.domain.opportunity import Opportunity
from kam.reports.calibrated import calibrated_deals, lessons_of
from tests.domain.builders import METHODS, MODELS, TODAY, book, ended, opportunity, won

PLAYBOOKS = METHODS.playbooks
PRIORS = playbook_priors(PLAYBOOKS)
STAGES = [stage.key for stage in PLAYBOOKS["milestone"].open_stages]


def taught(weight: int = 20, **counts: tuple[int, int]) -> Lessons:
    """Lessons of so many ended and won deals at these stages."""
    found = {("milestone", stage): Count(*count) for stage, count in counts.items()}
    return Lessons(found, PRIORS, weight, Count())


def read(*given: Opportunity) -> tuple[Deal, ...]:
    return build_deals(book(*given), TODAY)


def weigh(lessons: Lessons, *given: Opportunity) -> dict[str, tuple[Decimal | None, Decimal]]:
    found = calibrated_deals(read(*given), lessons)
    return {deal.id.partition("/")[2]: (deal.probability, deal.weighted) for deal in found}


def test_what_is_open_takes_the_learned_probability_and_nothing_else_does() -> None:
    facts: dict[str, Any] = {"amount": "999.99", "stage": "C"}
    given = (
        opportunity("acme/open", **facts),
        opportunity("acme/held", hold="2026-11-01", **facts),
        opportunity("acme/own", probability=60, **facts),
        opportunity("acme/same", probability=50, **facts),  # a person said what the playbook says
        opportunity("acme/listed", amount=10),
        opportunity("acme/bare", stage="C"),
        opportunity("acme/lost", outcome=ended("lost", "2026-01-01"), **facts),
        opportunity("acme/won", outcome=won("2026-01-01"), **facts),
    )
    nothing = Decimal(0)
    third = Decimal("33.33")
    assert weigh(taught(C=(40, 10)), *given) == {
        "open": (third, Decimal("333.30")),
        "held": (third, Decimal("333.30")),
        "own": (60, Decimal("599.99")),
        "same": (50, Decimal("500.00")),
        "listed": (None, nothing),
        "bare": (third, nothing),
        "lost": (None, nothing),
        "won": (100, nothing),
    }


def test_an_open_deal_is_never_certain_and_never_lost() -> None:
    deal = opportunity("acme/open", amount=10_000, stage="C")
    sure, hopeless = taught(0, C=(500, 500)), taught(0, C=(500, 0))
    assert weigh(sure, deal) == {"open": (Decimal("99.99"), Decimal("9999.00"))}
    assert weigh(hopeless, deal) == {"open": (Decimal("0.01"), Decimal("1.00"))}


def test_the_new_weights_decide_which_alternative_counts() -> None:
    line: dict[str, Any] = {"project": "line-3", "alternative": True, "amount": 100}
    deals = read(
        opportunity("acme/early", stage="D", **line), opportunity("acme/late", stage="C", **line)
    )
    found = calibrated_deals(deals, taught(C=(100, 0), D=(100, 60)))
    assert [(deal.id, deal.superseded) for deal in deals] == [
        ("acme/early", True), ("acme/late", False),
    ]  # fmt: skip
    assert [(deal.id, deal.superseded) for deal in found] == [
        ("acme/early", False), ("acme/late", True),
    ]  # fmt: skip


def test_an_alternative_that_a_person_weighed_may_come_to_count() -> None:
    line: dict[str, Any] = {"project": "line-3", "alternative": True, "amount": 100, "stage": "C"}
    deals = read(opportunity("acme/own", probability=40, **line), opportunity("acme/rival", **line))
    found = calibrated_deals(deals, taught(C=(100, 0)))
    assert [deal.superseded for deal in deals] == [True, False]
    assert [deal.superseded for deal in found] == [False, True]


@given(st.lists(st.tuples(st.sampled_from(STAGES), st.booleans(), st.booleans()), max_size=12))
def test_where_nothing_has_ended_the_deals_stay_as_they_are(
    given: list[tuple[str, bool, bool]],
) -> None:
    deals = read(
        *(
            opportunity(
                f"acme/{number}", stage=stage, amount=100 + number, alternative=rival,
                project="line" if rival else None, **({"probability": 40} if own else {}),
            )
            for number, (stage, rival, own) in enumerate(given)
        )
    )  # fmt: skip
    assert tuple(calibrated_deals(deals, taught())) == deals


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_weight_is_that_of_the_probability_that_is_said(won: int, lost: int) -> None:
    deals = read(opportunity(amount="1234.56", stage="B"))
    (found,) = calibrated_deals(deals, taught(B=(won + lost, won)))
    assert found.probability is not None
    assert 0 < found.probability < 100
    assert found.weighted == percent_of(Decimal("1234.56"), found.probability)


def test_the_lessons_of_a_book_are_those_of_what_has_ended() -> None:
    deals = read(
        opportunity("acme/a", history=("2026-01-01 C",), outcome=won("2026-02-01")),
        opportunity("acme/b", history=("2026-01-01 C",), stage="C"),
    )
    lessons = lessons_of(deals, PLAYBOOKS, MODELS.calibration, TODAY)
    assert (lessons.total, lessons.count(("milestone", "C"))) == ((1, 1), (1, 1))
