"""Velocity: how deals end, how fast, and what happens to them on the way."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import given

from kam.domain.book import Book
from kam.domain.deals import build_deals
from kam.domain.label import Label
from kam.domain.opportunity import Competitor, Opportunity
from kam.domain.periods import Period
from kam.domain.playbook import Term, Vocabulary
from kam.domain.states import Kind
from kam.domain.velocity import Factor
from kam.reports.ages import ages_of
from kam.reports.selection import By
from kam.reports.stage_steps import StageRow
from kam.reports.velocity import Velocity, build_velocity
from tests.domain.builders import (
    CNY,
    METHODS,
    MODELS,
    TODAY,
    deals,
    ended,
    facts,
    opportunity,
    order,
    won,
)
from tests.strategies import LAW, books

MODEL = MODELS.velocity
PRICE = Term(label=Label(en="price", zh="价格"), aliases=("too expensive",))
WORDS = replace(METHODS, vocabulary=Vocabulary(words={"loss-reason": {"price": PRICE}}))


def velocity(*opportunities: Opportunity, orders: Any = None, **options: Any) -> Velocity:
    found = deals(*opportunities, orders=orders)
    return build_velocity(found, WORDS, CNY, MODEL, TODAY, **options)


def numbered(count: int, start: str, **facts_of_each: Any) -> list[Opportunity]:
    return [opportunity(f"acme/{start}-{number}", **facts_of_each) for number in range(count)]


def example(
    count: int, won_ones: int, lost_ones: int, amount: int, begun: str
) -> list[Opportunity]:
    """So many open, won and lost; those won began on a day and ended on 2026-06-30."""
    end = "2026-06-30"
    return [
        *numbered(count, "open", amount=1, stage="C"),
        *numbered(won_ones, "won", amount=amount, history=(f"{begun} G",), outcome=won(end)),
        *numbered(lost_ones, "lost", amount=amount, outcome=ended("lost", end)),
    ]


def test_the_first_worked_example() -> None:
    """40 open x 25 % x 25,000 / 90 days, from 5 won of 20."""
    totals = velocity(*example(40, 5, 15, 25000, "2026-04-01")).totals
    assert facts(totals, "open win_rate mean_won_amount mean_cycle_days") == (
        40,
        Decimal("0.25"),
        25000,
        90,
    )
    assert totals.velocity_per_day == Decimal("2777.78")


def test_the_second_worked_example() -> None:
    """18 open x 24 % x 42,000 / 78 days, from 6 won of 25."""
    totals = velocity(*example(18, 6, 19, 42000, "2026-04-13")).totals
    assert facts(totals, "mean_cycle_days velocity_per_day") == (78, Decimal("2326.15"))


def test_abandoned_ones_are_in_no_win_rate_and_held_ones_are_not_open() -> None:
    totals = velocity(
        opportunity("acme/a", amount=30, outcome=won("2026-05-01")),
        opportunity("acme/b", amount=90, outcome=ended("lost", "2026-05-01")),
        opportunity("acme/c", amount=10, outcome=ended("abandoned", "2026-05-01")),
        opportunity("acme/d", amount=10, stage="C", hold="2026-05-01"),
    ).totals
    assert facts(totals, "won lost abandoned open") == (1, 1, 1, 0)
    assert (totals.win_rate, totals.win_rate_amount) == (Decimal("0.5"), Decimal("0.25"))
    assert (totals.mean_cycle_days, totals.velocity_per_day, totals.no_cycle) == (None, None, 1)


def test_alternatives_are_one_deal_that_is_won_once_and_lost_when_the_last_one_is() -> None:
    rival: dict[str, Any] = {"amount": 10, "alternative": True}
    lost = ended("lost", "2026-05-31", reason="price")
    result = velocity(
        opportunity("acme/a", **rival, project="line-3", outcome=won("2026-06-30")),
        opportunity("acme/b", **rival, project="line-3", outcome=lost),
        opportunity("acme/c", **rival, project="hall", outcome=lost),
        opportunity("acme/d", **rival, project="hall", outcome=ended("lost", "2026-06-30")),
        opportunity("acme/e", **rival, project="yard", outcome=lost),
        opportunity("acme/f", **rival, project="yard", stage="C"),
    )
    assert facts(result.totals, "won lost win_rate open") == (1, 1, Decimal("0.5"), 1)
    assert [row.count for row in result.reasons] == [1]


def test_nothing_that_ended_gives_no_figure() -> None:
    totals = velocity(opportunity(stage="C")).totals
    assert facts(totals, "won lost win_rate win_rate_amount mean_won_amount velocity_per_day") == (
        0,
        0,
        None,
        None,
        None,
        None,
    )
    assert velocity().totals.open == 0


def test_a_rate_by_amount_needs_the_amounts_of_both_sides() -> None:
    """Of five lost four have an amount: 80 %. Without one more the rate would say nothing."""
    sides = [
        *numbered(2, "won", amount=100, outcome=won("2026-05-01")),
        *numbered(4, "lost", amount=50, outcome=ended("lost", "2026-05-01")),
        *numbered(1, "bare", outcome=ended("lost", "2026-05-01")),
    ]
    totals = velocity(*sides).totals
    assert (totals.win_rate_amount, totals.no_amount) == (Decimal("0.5"), 1)
    pounds = opportunity("acme/x", amount=9, currency="GBP", outcome=ended("lost", "2026-05-01"))
    totals = velocity(*sides, pounds).totals
    assert (totals.win_rate_amount, totals.no_amount) == (None, 2)


def test_a_cycle_that_ends_before_it_begins_is_none() -> None:
    result = velocity(
        opportunity("acme/a", history=("2026-05-11 G",), outcome=won("2026-05-01")),
        opportunity("acme/b", history=("2026-05-01 G",), outcome=won("2026-05-05")),
        opportunity("acme/c", history=("2026-05-01 G",), outcome=won("2026-05-12")),
    )
    totals = result.totals
    assert facts(totals, "mean_cycle_days median_cycle_days no_cycle") == (
        Decimal("7.5"),
        Decimal("7.5"),
        1,
    )


def test_a_window_takes_what_ended_in_it_and_what_is_open_stays() -> None:
    found = [
        opportunity("acme/a", outcome=won("2026-03-31")),
        opportunity("acme/b", outcome=won("2026-04-01")),
        opportunity("acme/c", stage="C"),
        opportunity("acme/hand", stage="S"),
    ]
    quarter = Period.parse("2026Q1")
    inside = velocity(*found, first=quarter, last=quarter).totals
    assert facts(inside, "won open") == (1, 1)
    assert velocity(*found, first=quarter.next).totals.won == 1
    assert velocity(*found).totals.won == 3


def test_by_line_each_line_has_its_part_and_totals_count_once() -> None:
    both = {"automation": 60, "service": 40}
    result = velocity(
        opportunity("acme/a", amount=100, products=both, outcome=won("2026-05-01")),
        opportunity("acme/b", outcome=ended("lost", "2026-05-01")),
        opportunity("acme/c", amount=5, products={"service": 5}, stage="C"),
        by=By.LINE,
    )
    rows = {row.group: facts(row, "won lost won_amount open") for row in result.rows}
    assert rows == {"automation": (1, 0, 60, 0), "service": (1, 0, 40, 1), "other": (0, 1, 0, 0)}
    assert facts(result.totals, "won lost won_amount open") == (1, 1, 100, 1)


def test_a_framework_that_is_won_is_worth_its_orders() -> None:
    calls = (
        order("po-1", "2026-02-01", 30, opportunity="frame", line="service"),
        order("po-2", "2026-03-01", 40, opportunity="frame", line="service"),
    )
    frame = opportunity("acme/frame", amount=500, kind=Kind.FRAMEWORK, outcome=won("2026-05-01"))
    empty = opportunity("acme/empty", amount=500, kind=Kind.FRAMEWORK, outcome=won("2026-05-01"))
    result = velocity(frame, empty, orders={"acme": calls}, by=By.LINE)
    assert facts(result.totals, "won won_amount mean_won_amount no_amount") == (2, 70, 70, 1)
    assert {row.group: row.won_amount for row in result.rows} == {"service": 70, "other": 0}


# What moves it most


def test_the_best_owner_with_enough_cases_shows_what_could_be_reached() -> None:
    """Li Wei wins 10 of 20 for 100 each, Anna Berg 8 of 10 for 50, Zhao Min both of 2."""
    end = {"history": ("2026-05-01 G",)}
    found = [
        *numbered(10, "a", owner="li.wei", amount=100, outcome=won("2026-05-11"), **end),
        *numbered(10, "b", owner="li.wei", outcome=ended("lost", "2026-05-11")),
        *numbered(8, "c", owner="anna.berg", amount=50, outcome=won("2026-05-11"), **end),
        *numbered(2, "d", owner="anna.berg", outcome=ended("lost", "2026-05-11")),
        *numbered(2, "e", owner="zhao.min", amount=900, outcome=won("2026-05-02"), **end),
        *numbered(3, "f", owner=None, outcome=won("2026-05-11")),
        *numbered(10, "open", stage="C"),
    ]
    result = velocity(*found)
    levers = {lever.factor: lever for lever in result.levers}
    rate = levers[Factor.WIN_RATE]
    assert facts(rate, "best_group best best_cases") == ("anna.berg", Decimal("0.8"), 10)
    assert rate.best_gain is not None
    assert rate.best_gain > 0
    assert levers[Factor.AMOUNT].best_group is None  # the whole has 160, Li Wei 100
    assert levers[Factor.OPEN].best_group is None
    assert facts(levers[Factor.OPEN], "value improved change") == (10, 11, Decimal("0.1"))
    cycle = levers[Factor.CYCLE].change
    assert cycle is not None
    assert cycle > Decimal("0.11")


def test_without_velocity_there_is_no_lever() -> None:
    levers = velocity(opportunity(stage="C")).levers
    assert [(lever.value, lever.gain) for lever in levers] == [
        (1, None),
        (None, None),
        (None, None),
        (None, None),
    ]


def test_a_perfect_lever_leaves_no_time_and_no_figure() -> None:
    model = replace(MODEL, improvement=Decimal(100))
    found = deals(*example(1, 1, 0, 10, "2026-05-01"))
    result = build_velocity(found, WORDS, CNY, model, TODAY)
    assert result.levers[-1].gain is None


# From stage to stage


def stage(result: Velocity, key: str | None) -> StageRow:
    return next(row for row in result.stages if row.stage == key)


def test_conversion_counts_who_came_further_of_those_whose_way_is_known() -> None:
    """Of four at G: one went on and is open, one jumped to D, one was lost, one stands there."""
    result = velocity(
        opportunity("acme/a", stage="F", history=("2026-01-01 G", "2026-01-11 F")),
        opportunity("acme/b", stage="D", history=("2026-01-01 G", "2026-01-21 D")),
        opportunity(
            "acme/c", stage="G", history=("2026-01-01 G",), outcome=ended("lost", "2026-02-01")
        ),
        opportunity("acme/d", stage="G", history=("2026-01-01 G",)),
        opportunity("acme/e", stage="G"),
    )
    assert facts(stage(result, "G"), "entered resolved converted open days_to_next") == (
        4,
        3,
        2,
        1,
        15,
    )
    assert stage(result, "G").conversion == Decimal("0.6667")
    assert facts(stage(result, "F"), "entered converted open") == (1, 0, 1)
    assert (stage(result, "G").ended, stage(result, "G").won) == (1, 0)
    assert result.no_history == 1


def test_a_move_back_keeps_the_first_entry_and_counts_once() -> None:
    back = ("2026-01-01 F", "2026-01-11 E", "2026-02-01 F", "2026-03-01 E")
    result = velocity(opportunity(stage="E", history=back))
    assert facts(stage(result, "F"), "entered converted days_to_next stays") == (1, 1, 10, 2)


def test_won_means_won_and_not_opened_again() -> None:
    jumped = opportunity("acme/a", history=("2026-01-01 C",), outcome=won("2026-01-31"))
    reopened = opportunity(
        "acme/b", stage="A", history=("2026-01-01 A", "2026-01-11 S", "2026-02-01 A")
    )
    result = velocity(jumped, reopened)
    assert facts(stage(result, "C"), "converted won won_conversion days_to_next") == (1, 1, 1, 30)
    assert facts(stage(result, "A"), "entered open won won_conversion") == (1, 1, 0, None)


def test_who_was_on_the_list_has_a_row_of_none_yet() -> None:
    listed = opportunity(stage="G", history=("2026-01-01", "2026-01-31 G"))
    assert facts(velocity(listed).stages[0], "stage next entered median_days") == (None, "G", 1, 30)


def test_working_days_stand_beside_the_days() -> None:
    """From Thursday 2026-01-01 to Thursday 2026-01-15 there are ten."""
    result = velocity(opportunity(stage="F", history=("2026-01-01 G", "2026-01-15 F")))
    assert facts(stage(result, "G"), "median_days median_workdays") == (14, 10)


def test_a_window_takes_those_who_entered_in_it() -> None:
    found = [
        opportunity("acme/a", stage="F", history=("2026-01-01 G", "2026-04-11 F")),
        opportunity("acme/b", stage="G", history=("2026-04-01 G",)),
    ]
    result = velocity(*found, last=Period.parse("2026Q1"))
    assert facts(stage(result, "G"), "entered converted standing") == (1, 1, 0)
    assert facts(stage(result, "F"), "entered stays standing") == (0, 0, 0)


@LAW
@given(books())
def test_stages_stay_as_long_here_as_in_the_pipeline_and_nobody_is_counted_twice(
    book: Book,
) -> None:
    found = build_deals(book, TODAY)
    result = build_velocity(found, book.methods, book.settings, MODEL, TODAY)
    ages = ages_of(found, book.methods.playbooks, TODAY)
    for row in result.stages:
        known = ages.get((row.playbook, None, row.stage))
        assert row.median_days == (known.median if known else None)
        assert row.converted <= row.resolved <= row.entered
        assert row.won <= row.ended <= row.entered
    for by in (By.OWNER, By.ACCOUNT):
        rows = build_velocity(found, book.methods, book.settings, MODEL, TODAY, by).rows
        for name in ("won", "lost", "abandoned", "open", "won_amount", "lost_amount"):
            assert sum(getattr(row, name) for row in rows) == getattr(result.totals, name)


# Cohorts


def cohorts(result: Velocity) -> list[tuple[Any, ...]]:
    return [facts(row, "cohort count open won lost win_rate") for row in result.cohorts]


COHORTS = (
    opportunity("acme/a", history=("2026-01-01 G", "2026-02-01 F"), outcome=won("2026-04-01")),
    opportunity("acme/b", history=("2026-03-01 F",), outcome=ended("lost", "2026-04-01")),
    opportunity("acme/c", stage="G", history=("2026-04-01 G",)),
    opportunity("acme/d", playbook="dealer", stage="visit", history=("2026-04-01 visit",)),
)


def test_cohorts_are_by_the_quarter_of_the_first_entry() -> None:
    result = velocity(*COHORTS)
    assert cohorts(result) == [
        ("2026Q2", 1, 1, 0, 0, None),
        ("2026Q1", 2, 0, 1, 1, Decimal("0.5")),
        ("2026Q2", 1, 1, 0, 0, None),
    ]
    first = result.cohorts[1].reached
    half = Decimal("0.5")
    assert [first[key].ratio for key in ("F", "E", "S")] == [Decimal(1), half, half]
    assert result.cohorts[2].reached["F"].ratio is None


def test_cohorts_of_a_stage_are_of_those_who_entered_it() -> None:
    result = velocity(*COHORTS, stage="F")
    assert cohorts(result) == [("2026Q1", 2, 0, 1, 1, Decimal("0.5"))]
    assert list(result.cohorts[0].reached) == ["E", "D", "C", "B", "A", "S"]
    assert velocity(*COHORTS, stage="F", first=Period.parse("2026Q2")).cohorts == ()


def test_a_credit_note_carries_no_rate_by_amount() -> None:
    whole = velocity(
        opportunity("acme/a", amount=5001, outcome=won("2026-05-01")),
        opportunity("acme/b", amount=-49, outcome=ended("lost", "2026-05-01")),
    ).totals
    assert (whole.win_rate, whole.win_rate_amount) == (Decimal("0.5"), None)


# Losses


def lost(name: str, reason: str | None, **more: Any) -> Opportunity:
    to, price = more.pop("to", None), more.pop("price", None)
    given = {"reason": reason, "to": to, "price": price and Decimal(price)}
    return opportunity(f"acme/{name}", outcome=ended("lost", "2026-05-01", **given), **more)


def rivals(*names: str, **prices: int) -> Sequence[Competitor]:
    return tuple(
        Competitor(name=name, price=Decimal(prices[name]) if name in prices else None)
        for name in names
    )


def test_one_reason_in_all_its_spellings_is_one_and_abandoned_ones_stand_apart() -> None:
    result = velocity(
        lost("a", "价格", amount=100),
        lost("b", "Too  expensive", amount=50),
        lost("c", "Their cousin", amount=10),
        lost("d", "their cousin"),
        lost("e", None),
        opportunity("acme/f", outcome=ended("abandoned", "2026-05-01", reason="price")),
    )
    rows = [facts(row, "kind reason count share amount no_amount") for row in result.reasons]
    assert rows == [
        ("lost", "price", 2, Decimal("0.4"), 150, 0),
        ("lost", "Their cousin", 2, Decimal("0.4"), 10, 1),
        ("lost", None, 1, Decimal("0.2"), 0, 1),
        ("abandoned", "price", 1, 1, 0, 1),
    ]


def test_competitors_by_what_went_to_them_and_how_often_they_were_beaten() -> None:
    both = rivals("Siemens", "Corvane", Siemens=80)
    result = velocity(
        lost("a", "price", amount=100, to="siemens ", price=90),
        lost("b", "price", amount=200, to="Siemens", competitors=both),
        lost("c", "price", amount=100, to="Tessaron"),
        opportunity("acme/d", competitors=both, outcome=won("2026-05-01")),
        opportunity("acme/e", competitors=both, stage="C"),
        opportunity("acme/f", competitors=both, outcome=ended("abandoned", "2026-05-01")),
    )
    names = "competitor met won lost lost_to win_rate lost_amount price_ratio prices"
    assert [facts(row, names) for row in result.competitors] == [
        ("Siemens", 3, 1, 2, 2, Decimal("0.3333"), 300, Decimal("0.65"), 2),
        ("Tessaron", 1, 0, 1, 1, 0, 100, None, 0),
        ("Corvane", 2, 1, 1, 0, Decimal("0.5"), 0, None, 0),
    ]
