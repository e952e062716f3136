"""The bridge: what an opportunity did between two days, told as the movements that it made."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from kam.domain.opportunity import Opportunity
from kam.domain.periods import Period
from kam.domain.settings import Amounts, Member, RateFrom, Settings, TaxBasis, Team
from kam.domain.states import Kind
from kam.reports import bridge as report
from kam.reports.bridge import Bridge, Side, Unbalanced, build_bridge
from kam.reports.movements import Movement
from kam.reports.repricing import Rates, at_old_rates
from kam.reports.selection import Filter
from tests.domain.builders import (
    CNY,
    INCLUDED,
    account,
    day,
    deals,
    ended,
    facts,
    opportunity,
    order,
    won,
)

THEN, NOW = day("2026-09-30"), day("2026-11-21")
Q1 = Period.parse("2027Q1")
TEAMS = replace(
    CNY,
    people={"li.wei": Member(team="north"), "zhao.min": Member(team="south")},
    teams={"north": Team(parent="china"), "south": Team(parent="china"), "china": Team()},
)


def one(amount: object = 100, stage: str = "C", **stated: Any) -> Opportunity:
    return opportunity("acme/mes", amount=amount, stage=stage, **stated)


def bridge(  # noqa: PLR0913 - what a bridge hangs on
    before: Sequence[Opportunity],
    after: Sequence[Opportunity],
    *,
    settings: Settings = CNY,
    settings_now: Settings | None = None,
    before_more: dict[str, Any] | None = None,
    after_more: dict[str, Any] | None = None,
    unread: tuple[str, ...] = (),
    **options: Any,
) -> Bridge:
    present = settings_now or settings
    old = deals(*before, today=THEN, settings=settings, **(before_more or {}))
    new = deals(*after, today=NOW, settings=present, **(after_more or {}))
    return build_bridge(
        Side(THEN, old, settings), Side(NOW, new, present, frozenset(unread)), **options
    )


def plain(amount: Decimal) -> str:
    return f"{amount.normalize():f}" if amount else "0"


def ends(result: Bridge) -> tuple[object, object]:
    return result.opening.amount, result.closing.amount


def told(before: Opportunity | None, after: Opportunity | None, **options: Any) -> str:
    """The movements of one opportunity, `100 increased 20 won -120` from opening to closing."""
    result = bridge([before] if before else [], [after] if after else [], **options)
    moves = [f"{row.kind} {plain(row.amount)}" for row in result.movements if row.count]
    return " ".join(
        [f"{plain(result.opening.amount)}", *moves, f"= {plain(result.closing.amount)}"]
    )


# Each kind


def test_nothing_happened() -> None:
    assert told(one(), one()) == "100 = 100"
    assert told(None, None) == "0 = 0"


def test_created() -> None:
    assert told(None, one()) == "0 created 100 = 100"


def test_pulled_in() -> None:
    before, after = one(close_date="2027-05-31"), one(close_date="2027-03-31")
    assert told(before, after, due=Q1) == "0 pulled_in 100 = 100"


def test_increased() -> None:
    assert told(one(100), one(130)) == "100 increased 30 = 130"


def test_reopened() -> None:
    lost = one(outcome=ended("lost", "2026-08-01"))
    assert told(lost, one(80)) == "0 reopened 80 = 80"


def test_resumed() -> None:
    assert told(one(hold="2026-09-01"), one(110)) == "0 resumed 110 = 110"


def test_transferred_in() -> None:
    before, after = one(owner="zhao.min"), one(owner="li.wei")
    assert told(before, after, chosen=Filter(owner="li.wei")) == "0 transferred_in 100 = 100"


def test_revalued() -> None:
    dollars = one(currency="USD")
    dearer = replace(CNY, rates={"USD": Decimal("7.20")})
    assert told(dollars, dollars, settings_now=dearer) == "712 revalued 8 = 720"


def test_decreased() -> None:
    assert told(one(100), one(70)) == "100 decreased -30 = 70"


def test_pushed_out() -> None:
    before, after = one(close_date="2027-03-31"), one(close_date="2027-05-31")
    assert told(before, after, due=Q1) == "100 pushed_out -100 = 0"


def test_held() -> None:
    assert told(one(), one(hold="2026-10-01")) == "100 held -100 = 0"


def test_transferred_out() -> None:
    before, after = one(owner="li.wei"), one(owner="zhao.min")
    assert told(before, after, chosen=Filter(owner="li.wei")) == "100 transferred_out -100 = 0"


def test_removed() -> None:
    assert told(one(), None) == "100 removed -100 = 0"


@pytest.mark.parametrize("result", ["lost", "abandoned", "won"])
def test_how_it_ended(result: str) -> None:
    gone = one(outcome=ended(result, "2026-10-15"))
    assert told(one(), gone) == f"100 {result} -100 = 0"


# Amounts


def test_a_change_of_the_amount_counts_before_the_outcome() -> None:
    signed = one(120, outcome=won("2026-10-15"))
    assert told(one(100), signed) == "100 increased 20 won -120 = 0"


def test_an_amount_that_was_not_known_counted_nothing() -> None:
    assert told(one(None), one(50)) == "0 increased 50 = 50"
    assert told(one(50), one(None)) == "50 decreased -50 = 0"
    assert told(one(None), one(-5)) == "0 decreased -5 = -5"


def test_one_without_an_amount_is_in_its_row_all_the_same() -> None:
    result = bridge([one(None)], [one(None, outcome=ended("lost", "2026-10-15"))])
    rows = {row.kind: facts(row, "amount count") for row in result.rows if row.count}
    assert rows == {"opening": (0, 1), "lost": (0, 1)}


def test_an_amount_in_dollars_grows_at_the_old_rate_and_the_rest_is_the_rate() -> None:
    dearer = replace(CNY, rates={"USD": Decimal("7.20")})
    found = told(one(100, currency="USD"), one(150, currency="USD"), settings_now=dearer)
    assert found == "712 increased 356 revalued 12 = 1080"


def test_a_tiny_amount_hides_no_change_of_the_rate() -> None:
    """Seven yuan tell the rate of a dollar to three digits only; the book tells it exactly."""
    dearer = replace(CNY, rates={"USD": Decimal("7.1234")})
    before, after = one(1, currency="USD"), one(100000, currency="USD")
    found = told(before, after, settings_now=dearer)
    assert found == "7.12 increased 711992.88 revalued 340 = 712340"


def test_a_change_of_the_amount_alone_is_never_a_matter_of_rounding() -> None:
    odd = replace(CNY, rates={"USD": Decimal("7.123456")})
    before, after = one("0.03", currency="USD"), one("333.33", currency="USD")
    assert told(before, after, settings=odd).count("revalued") == 0
    own_tax: dict[str, Any] = {"tax": TaxBasis.EXCLUDED, "tax_rate": 6}
    assert told(one("0.05", **own_tax), one("99.99", **own_tax)).count("revalued") == 0


def test_a_rate_of_its_own_is_known_from_the_row() -> None:
    excluded: dict[str, Any] = {"tax": TaxBasis.EXCLUDED}
    before, after = one(100, tax_rate=6, **excluded), one(200, tax_rate=9, **excluded)
    assert told(before, after) == "106 increased 106 revalued 6 = 218"
    assert told(before, one(None, tax_rate=9, **excluded)) == "106 decreased -106 = 0"
    assert told(before, one(0, tax_rate=9, **excluded)) == "106 decreased -106 = 0"


def test_a_rate_that_begins_between_the_days() -> None:
    steps = (
        RateFrom(from_=day("2026-01-01"), rate=Decimal(8)),
        RateFrom(from_=day("2026-10-01"), rate=Decimal(9)),
    )
    euros = one(10, currency="EUR")
    assert told(euros, euros, settings=replace(CNY, rates={"EUR": steps})) == (
        "80 revalued 10 = 90"
    )


def test_the_tax_basis_of_the_book_changes_no_amount() -> None:
    net = replace(CNY, amounts=Amounts(tax=TaxBasis.EXCLUDED, rate=Decimal(13)))
    gross: dict[str, Any] = {"tax": TaxBasis.INCLUDED}
    found = told(one(113, **gross), one(226, **gross), settings_now=net)
    assert found == "113 increased 113 revalued -26 = 200"


def test_the_currency_of_the_book_changes_no_amount() -> None:
    dollars = Settings(currency="USD", amounts=INCLUDED)
    stated = one(100, currency="USD")
    result = bridge([stated], [stated], settings_now=dollars)
    assert told(stated, stated, settings_now=dollars) == "712 revalued -612 = 100"
    assert facts(result, "from_currency currency") == ("CNY", "USD")


def test_an_amount_stated_anew_in_another_currency_is_a_change_of_the_amount() -> None:
    assert told(one(100), one(20, currency="USD")) == "100 increased 42.4 = 142.4"


def test_a_rate_that_only_the_row_knows() -> None:
    """A book that has lost a rate since tells it by what it was counted at."""
    before, after = deals(one(100, currency="USD")), deals(one(150, currency="USD"))
    lost = Rates(replace(CNY, rates={}), THEN)
    dearer = after[0]._replace(amount=Decimal(1200))
    assert at_old_rates(before[0], dearer, dearer.value, lost, lost) == 1068


def test_what_no_rate_converts_comes_and_goes_with_its_rate() -> None:
    pounds = one(100, currency="GBP")
    known = replace(CNY, rates={"GBP": Decimal(9)})
    assert told(pounds, pounds) == "0 = 0"
    assert told(pounds, pounds, settings_now=known) == "0 revalued 900 = 900"
    assert told(pounds, pounds, settings=known, settings_now=CNY) == "900 revalued -900 = 0"
    held = one(100, currency="GBP", hold="2026-10-01")
    assert told(pounds, held, settings=known, settings_now=CNY) == "900 revalued -900 = 0"


# Outcomes


def test_one_that_came_and_ended_was_in_the_pipeline_meanwhile() -> None:
    assert told(None, one(outcome=won("2026-10-15"))) == "0 created 100 won -100 = 0"
    assert told(None, one(outcome=ended("lost", "2026-10-15"))) == "0 created 100 lost -100 = 0"


def test_an_old_story_that_is_put_on_record_moves_nothing() -> None:
    assert told(None, one(outcome=won("2025-03-01"))) == "0 = 0"


def test_one_that_came_and_is_held_was_created_first() -> None:
    assert told(None, one(hold="2026-10-01")) == "0 created 100 held -100 = 0"


def test_a_held_one_that_is_won_was_resumed_first() -> None:
    signed = one(outcome=won("2026-10-15"))
    assert told(one(hold="2026-09-01"), signed) == "0 resumed 100 won -100 = 0"


def test_what_had_ended_before_moves_nothing() -> None:
    lost = one(outcome=ended("lost", "2026-08-01"))
    assert told(lost, lost) == "0 = 0"
    assert told(lost, one(90, outcome=ended("lost", "2026-10-02"))) == "0 = 0"
    assert told(lost, one(outcome=ended("abandoned", "2026-08-01"))) == "0 = 0"
    assert told(lost, None) == "0 = 0"


def test_a_lost_one_that_was_won_after_all_was_reopened_first() -> None:
    lost, signed = one(outcome=ended("lost", "2026-08-01")), one(outcome=won("2026-10-15"))
    assert told(lost, signed) == "0 reopened 100 won -100 = 0"


def test_a_reopened_one_may_be_held() -> None:
    lost, held = one(outcome=ended("lost", "2026-08-01")), one(hold="2026-10-01")
    assert told(lost, held) == "0 reopened 100 held -100 = 0"


def test_held_at_both_ends_is_in_no_row() -> None:
    assert told(one(hold="2026-09-01"), one(200, hold="2026-09-01")) == "0 = 0"
    assert told(one(hold="2026-09-01"), None) == "0 = 0"


def test_one_won_by_hand_has_no_outcome_and_is_won() -> None:
    signed = one(100, "S", history=("2026-10-15 S",))
    assert told(one(), signed) == "100 won -100 = 0"


# Frameworks


def framework(amount: object = 100, **stated: Any) -> Opportunity:
    return one(amount, kind=Kind.FRAMEWORK, **stated)


def orders(*amounts: object, on: str = "2026-10-15") -> dict[str, Any]:
    found = [
        order(f"po-{number}", on, amount, opportunity="mes")
        for number, amount in enumerate(amounts)
    ]
    return {"orders": {"acme": tuple(found)}}


def test_the_orders_of_a_framework_are_won() -> None:
    assert told(framework(), framework(), after_more=orders(30)) == "100 won -30 = 70"
    assert (
        told(framework(), framework(120), before_more=orders(30), after_more=orders(30, 10))
        == "70 increased 20 won -10 = 80"
    )


def test_more_ordered_than_agreed_is_an_increase_that_is_won() -> None:
    assert told(framework(), framework(), after_more=orders(130)) == (
        "100 increased 30 won -130 = 0"
    )


def test_an_order_that_is_taken_back_is_an_increase() -> None:
    assert told(framework(), framework(), before_more=orders(30)) == "70 increased 30 = 100"


def test_what_a_framework_leaves_when_it_ends() -> None:
    """A won one gives up what was not ordered; a lost one loses it."""
    signed = framework(outcome=won("2026-11-01"))
    lost = framework(outcome=ended("lost", "2026-11-01"))
    assert told(framework(), signed, after_more=orders(30)) == ("100 decreased -70 won -30 = 0")
    assert told(framework(), lost, after_more=orders(30)) == "100 lost -70 won -30 = 0"


def test_a_new_framework_with_orders() -> None:
    assert told(None, framework(), after_more=orders(30)) == "0 created 100 won -30 = 70"
    before = orders(30, on="2026-01-15")
    assert told(None, framework(), after_more=before) == "0 created 70 = 70"


def test_a_framework_is_revalued_in_what_is_left_of_it() -> None:
    dearer = replace(CNY, rates={"USD": Decimal("7.30")})
    agreed = framework(currency="USD")
    assert told(agreed, agreed, settings_now=dearer) == "712 revalued 18 = 730"
    pounds = framework(currency="GBP")
    assert told(pounds, pounds, after_more=orders(30)) == "0 = 0"


def test_a_framework_in_a_book_without_a_currency() -> None:
    nothing = Settings()
    agreed = [framework(), framework(120)]
    assert told(*agreed, settings=nothing) == "100 increased 20 = 120"


def test_a_framework_that_is_held_had_its_orders_first() -> None:
    held = framework(hold="2026-11-01")
    assert told(framework(), held, after_more=orders(30)) == "100 held -70 won -30 = 0"


# A period


def test_into_a_period_it_comes_at_the_old_amount() -> None:
    before, after = one(100, close_date="2027-05-31"), one(130, close_date="2027-03-31")
    assert told(before, after, due=Q1) == "0 pulled_in 100 increased 30 = 130"


def test_out_of_a_period_it_goes_at_the_old_amount() -> None:
    before, after = one(100, close_date="2027-03-31"), one(130, close_date="2027-05-31")
    assert told(before, after, due=Q1) == "100 pushed_out -100 = 0"
    assert told(before, one(100), due=Q1) == "100 pushed_out -100 = 0"


def test_without_a_period_dates_move_nothing() -> None:
    assert told(one(close_date="2027-05-31"), one(close_date="2026-12-31")) == "100 = 100"


def test_a_fiscal_year_says_which_days_a_quarter_has() -> None:
    april = Period.parse("2027Q1", 4)
    assert told(one(close_date="2026-06-30"), None, due=april) == "100 removed -100 = 0"


def test_won_early_it_is_won_in_the_period_in_which_it_was_due() -> None:
    due: dict[str, Any] = {"close_date": "2027-03-31"}
    signed = one(outcome=won("2026-10-15"), **due)
    assert told(one(**due), signed, due=Q1) == "100 won -100 = 0"


def test_won_in_the_period_though_it_was_due_elsewhere() -> None:
    signed = one(120, close_date="2027-05-31", outcome=won("2026-10-15"))
    found = told(one(close_date="2027-05-31"), signed, due=Period.parse("2026Q4"))
    assert found == "0 pulled_in 100 increased 20 won -120 = 0"


def test_lost_elsewhere_is_no_loss_of_the_period() -> None:
    lost = one(close_date="2027-05-31", outcome=ended("lost", "2026-10-15"))
    assert told(one(close_date="2027-05-31"), lost, due=Q1) == "0 = 0"
    assert told(one(close_date="2027-03-31"), lost, due=Q1) == "100 pushed_out -100 = 0"


def test_created_for_another_period_it_is_not_in_this_one() -> None:
    assert told(None, one(close_date="2027-05-31"), due=Q1) == "0 = 0"
    assert told(None, one(close_date="2027-02-28"), due=Q1) == "0 created 100 = 100"


def test_held_and_due_elsewhere_it_comes_by_being_resumed() -> None:
    before = one(100, close_date="2027-05-31", hold="2026-09-01")
    assert told(before, one(130, close_date="2027-03-31"), due=Q1) == "0 resumed 130 = 130"


def test_converted_and_pulled_in_at_once_it_comes_at_the_new_amount() -> None:
    known = replace(CNY, rates={"GBP": Decimal(9)})
    before = one(100, currency="GBP", close_date="2027-05-31")
    after = one(100, currency="GBP", close_date="2027-03-31")
    assert told(before, after, settings_now=known, due=Q1) == "0 pulled_in 900 = 900"


# The filter


def test_it_leaves_at_the_new_amount_and_comes_at_the_new_amount() -> None:
    ours, theirs = one(100, owner="li.wei"), one(130, owner="zhao.min")
    assert told(ours, theirs, chosen=Filter(owner="li.wei")) == (
        "100 increased 30 transferred_out -130 = 0"
    )
    assert told(ours, theirs, chosen=Filter(owner="zhao.min")) == "0 transferred_in 130 = 130"


def test_a_team_has_the_members_of_each_day() -> None:
    moved = replace(TEAMS, people={**TEAMS.people, "li.wei": Member(team="south")})
    mine = one(owner="li.wei")
    options: dict[str, Any] = {"settings": TEAMS, "settings_now": moved}
    assert told(mine, mine, chosen=Filter(team="south"), **options) == (
        "0 transferred_in 100 = 100"
    )
    assert told(mine, mine, chosen=Filter(team="north"), **options) == (
        "100 transferred_out -100 = 0"
    )
    assert told(mine, mine, chosen=Filter(team="china"), **options) == "100 = 100"


def test_the_tier_of_the_account_may_change() -> None:
    key = {"accounts": (account("acme", tier="key"),)}
    found = told(one(), one(), after_more=key, chosen=Filter(tier="key"))
    assert found == "0 transferred_in 100 = 100"


def test_won_by_another_it_went_to_the_other_and_is_no_win_of_ours() -> None:
    ours = one(owner="li.wei")
    signed = one(owner="zhao.min", outcome=won("2026-10-15"))
    assert told(ours, signed, chosen=Filter(owner="li.wei")) == "100 transferred_out -100 = 0"
    assert told(ours, signed, chosen=Filter(owner="zhao.min")) == (
        "0 transferred_in 100 won -100 = 0"
    )


def test_counted_at_neither_end_and_not_ended_it_moves_nothing() -> None:
    held = one(owner="li.wei", hold="2026-09-01")
    assert told(held, one(owner="zhao.min"), chosen=Filter(owner="li.wei")) == "0 = 0"
    assert told(None, one(owner="zhao.min"), chosen=Filter(owner="li.wei")) == "0 = 0"


def test_an_account_that_had_another_id_has_its_own_filter_for_then() -> None:
    before = [opportunity("acme/mes", amount=100)]
    after = [opportunity("axis/mes", amount=100, formerly=("acme/mes",))]
    result = bridge(
        before, after, chosen=Filter(account="axis"), chosen_before=Filter(account="acme")
    )
    assert ends(result) == (100, 100)
    assert all(row.count == 0 for row in result.movements)


# Alternatives


def rivals(small: int, **stated: Any) -> list[Opportunity]:
    shared: dict[str, Any] = {"stage": "C", "project": "line-3", "alternative": True}
    return [
        opportunity("acme/large", amount=100, **shared),
        opportunity("acme/small", amount=small, **{**shared, **stated}),
    ]


def test_an_alternative_that_takes_the_place_of_another_is_a_transfer() -> None:
    result = bridge(rivals(60), rivals(140))
    moves: dict[str, list[tuple[str, object]]] = {
        row.kind: [(entry.id, entry.amount) for entry in row.opportunities]
        for row in result.movements
        if row.count
    }
    assert moves == {
        "transferred_in": [("acme/small", 140)],
        "transferred_out": [("acme/large", -100)],
    }


def test_an_alternative_that_did_not_count_and_is_won() -> None:
    result = bridge(rivals(60), rivals(60, outcome=won("2026-10-15")))
    assert {row.kind: row.amount for row in result.movements if row.count} == {
        "transferred_in": 60,
        "won": -60,
        "transferred_out": -100,
    }


def test_alternatives_leave_by_the_win_of_one_that_is_called_none() -> None:
    def ways(**outcome: Any) -> list[Opportunity]:
        direct = opportunity("acme/direct", amount=120, stage="C", project="line-3", **outcome)
        lot = opportunity("bell/lot", amount=40, project="line-3", lot="1", alternative=True)
        return [direct, *rivals(60), lot]

    result = bridge(ways(), ways(outcome=won("2026-10-15")))
    assert {row.kind: row.amount for row in result.movements if row.count} == {
        "won": -120,
        "transferred_out": -140,
    }
    assert ends(result) == (260, 0)


# Files that do not read


def test_what_does_not_read_at_one_end_is_out_of_both() -> None:
    both = [one(), opportunity("bell/line", amount=7)]
    result = bridge(both, both[:1], unread=("bell/line",))
    assert (*ends(result), result.left_out) == (100, 100, 1)
    assert bridge(both, both, unread=("bell",)).opening.amount == 100


def test_what_was_called_so_before_is_out_too() -> None:
    after = [opportunity("axis/mes", amount=90, formerly=("acme/mes",))]
    result = bridge([one()], after, unread=("acme/mes",))
    assert ends(result) == (0, 0)


# The whole


def test_rows_stand_in_their_order_and_name_what_moved_the_largest_first() -> None:
    before = [one(100, close_date="2026-12-31"), opportunity("bell/line", amount=40, stage="G")]
    after = [
        one(150, "B", close_date="2027-01-31"),
        opportunity("bell/line", amount=50, stage="G"),
        opportunity("bell/new", name="New", amount=9),
    ]
    result = bridge(before, after)
    assert [row.kind for row in result.rows] == list(Movement)
    rows = {row.kind: row for row in result.rows}
    assert [entry.id for entry in rows[Movement.INCREASED].opportunities] == [
        "acme/mes",
        "bell/line",
    ]
    first = rows[Movement.INCREASED].opportunities[0]
    assert facts(first, "from_amount to_amount from_stage to_stage amount") == (
        100, 150, "C", "B", 50,
    )  # fmt: skip
    assert facts(first, "from_close to_close") == (day("2026-12-31"), day("2027-01-31"))
    (new,) = rows[Movement.CREATED].opportunities
    assert facts(new, "id name from_amount to_amount from_stage amount") == (
        "bell/new", "New", None, 9, None, 9,
    )  # fmt: skip
    assert facts(result.closing, "amount count") == (209, 3)
    assert facts(result, "from_day as_of currency tax due balanced") == (
        THEN, NOW, "CNY", TaxBasis.INCLUDED, None, True,
    )  # fmt: skip


def test_an_opportunity_is_named_as_it_is_called_last() -> None:
    after = [opportunity("bell/line-3", name="Line 3", amount=130, formerly=("acme/mes",))]
    result = bridge([one()], after)
    (row,) = (row for row in result.movements if row.count)
    assert (row.kind, row.opportunities[0].id) == ("increased", "bell/line-3")


def test_a_bridge_that_does_not_balance_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "steps", lambda *_: iter(()))
    with pytest.raises(Unbalanced, match=r"100\.00 and 0 do not make 130\.00"):
        bridge([one(100)], [one(130)])


def test_backwards_an_id_that_was_left_and_taken_is_named_for_both_of_its_opportunities() -> None:
    then = deals(opportunity("acme/mes", amount=100), today=THEN, settings=CNY)
    moved = opportunity("axis/mes", amount=100, formerly=("acme/mes",))
    now = deals(moved, opportunity("acme/mes", amount=40), today=NOW, settings=CNY)
    result = build_bridge(Side(NOW, now, CNY), Side(THEN, then, CNY))
    assert [(entry.id, entry.amount, entry.there) for entry in result.opening.opportunities] == [
        ("acme/mes", Decimal(100), (True, True)),
        ("acme/mes", Decimal(40), (True, False)),
    ]
    assert (result.opening.count, result.closing.count) == (2, 1)
