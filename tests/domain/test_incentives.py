"""Plans of commission.yaml: who is on which, sound tiers, and which rate holds for what."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from kam.domain.incentive_plans import plan_on, tier_flaws
from kam.domain.incentive_rates import Slice, Step, cut
from kam.domain.incentives import Commission, CommissionPlan, CommissionTier, PlanFrom
from tests.domain.builders import day, facts

CENTS = some.decimals(min_value=-1_000_000, max_value=1_000_000, places=2)


def tiers(*bounds: tuple[int | None, str]) -> tuple[CommissionTier, ...]:
    return tuple(
        CommissionTier(to=None if to is None else Decimal(to), rate=Decimal(rate))
        for to, rate in bounds
    )


WORKED = tiers((100_000, "5"), (125_000, "6"), (None, "7"))


def test_an_amount_is_cut_where_a_tier_ends() -> None:
    found = cut(Decimal(150_000), Decimal(0), WORKED)
    assert [facts(piece, "amount tier rate before after") for piece in found] == [
        (100_000, 1, 5, 0, 100_000),
        (25_000, 2, 6, 100_000, 125_000),
        (25_000, 3, 7, 125_000, 150_000),
    ]


def test_a_negative_amount_goes_back_down_the_same_way_and_below_nothing() -> None:
    found = cut(Decimal(-40_000), Decimal(130_000), WORKED)
    assert [facts(piece, "amount tier") for piece in found] == [
        (-5_000, 3),
        (-25_000, 2),
        (-10_000, 1),
    ]
    assert list(cut(Decimal(-10), Decimal(0), WORKED)) == [
        Slice(Decimal(-10), 1, Decimal(5), Decimal(0), Decimal(0), Decimal(-10))
    ]


def test_an_accelerator_begins_where_the_year_reaches_its_mark_whatever_the_span_has() -> None:
    steps = [Step(Decimal(300), Decimal(2)), Step(Decimal(360), Decimal(3))]
    found = cut(Decimal(100), Decimal(20), tiers((50, "5"), (None, "6")), Decimal(280), steps)
    assert [facts(piece, "amount rate extra") for piece in found] == [
        (20, 5, 0),
        (10, 5, 2),
        (50, 6, 2),
        (20, 6, 3),
    ]


@given(some.lists(CENTS, max_size=6))
def test_whatever_comes_the_parts_add_up_and_end_where_they_are(amounts: list[Decimal]) -> None:
    span = Decimal(0)
    for amount in amounts:
        pieces = list(cut(amount, span, WORKED, span, [Step(Decimal(90_000), Decimal(1))]))
        assert sum(piece.amount for piece in pieces) == amount
        assert pieces[0].before == span
        span = pieces[-1].after
    whole = sum(amounts, Decimal(0))
    assert span == whole


@pytest.mark.parametrize(
    ("bounds", "flaws"),
    [
        (((None, "5"),), []),
        (((100, "5"), (200, "6"), (None, "7")), []),
        (((200, "5"), (100, "6"), (None, "7")), [(1, "order")]),
        (((None, "5"), (100, "6")), [(0, "open"), (1, "end")]),
        (((100, "5"),), [(0, "end")]),
        (((0, "5"), (None, "6")), [(0, "order")]),
        ((), []),
    ],
)
def test_tiers_must_rise_and_the_last_one_has_no_end(
    bounds: tuple[tuple[int | None, str], ...], flaws: list[tuple[int, str]]
) -> None:
    assert list(tier_flaws(CommissionPlan(tiers=tiers(*bounds)))) == flaws


def test_a_person_is_on_the_plan_of_the_day_and_else_on_the_default() -> None:
    later = (
        PlanFrom(plan="old", from_=day("2026-03-01")),
        PlanFrom(plan="new", from_=day("2026-07-01")),
    )
    commission = Commission(people={"li.wei": later, "sun.hao": "old"}, default="standard")
    days = ("2026-02-28", "2026-06-30", "2026-07-01")
    assert [plan_on("li.wei", commission, day(text)) for text in days] == ["standard", "old", "new"]
    assert plan_on("sun.hao", commission, day("2026-01-01")) == "old"
    assert plan_on("zhao.min", commission, day("2026-01-01")) == "standard"
