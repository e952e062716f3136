"""What a deal is: every default resolved, amounts in the book's terms, one row a deal."""

from decimal import Decimal
from typing import Any

import pytest

from kam.domain.deal import Deal
from kam.domain.deals import closing_day, playbook_of, topmost_parents
from kam.domain.opportunity import Opportunity
from kam.domain.settings import Amounts, Member, RateFrom, Settings, TaxBasis, TeamFrom
from kam.domain.states import Category, Kind, State
from tests.domain.builders import (
    CNY,
    INCLUDED,
    MILESTONE,
    account,
    day,
    deal,
    deals,
    ended,
    facts,
    opportunity,
    order,
    won,
)

EUR_STEPS = (
    RateFrom(from_=day("2026-01-01"), rate=Decimal("7.8")),
    RateFrom(from_=day("2026-07-01"), rate=Decimal(8)),
)
TEAMS = (
    TeamFrom(team="north", from_=day("2025-01-01")),
    TeamFrom(team="south", from_=day("2026-07-01")),
)
BOOK = Settings(
    currency="CNY",
    rates={"USD": Decimal("7.12"), "EUR": EUR_STEPS},
    amounts=INCLUDED,
    people={"chen.jie": Member(team=TEAMS), "li.wei": Member(team="north")},
)


def lines(one: Deal) -> dict[str, Decimal]:
    return dict(one.lines)


def booked(one: Deal) -> list[str]:
    return [f"{entry.day} {entry.line} {entry.amount}" for entry in one.bookings]


# Amounts


def test_an_amount_is_weighted_by_the_stage() -> None:
    one = deal(opportunity(amount=3800, stage="A"))
    assert facts(one, "amount probability weighted") == (3800, 90, 3420)


def test_no_stage_is_no_weight() -> None:
    one = deal(opportunity(amount=3800))
    assert facts(one, "amount probability weighted") == (3800, None, 0)


def test_a_manual_probability_survives_the_stage() -> None:
    one = deal(opportunity(amount=1000, stage="G", probability=60))
    assert facts(one, "probability weighted") == (60, 600)


def test_without_an_amount_the_products_are_the_amount() -> None:
    one = deal(opportunity(products={"agv": 60, "service": 40, "training": None}))
    assert one.amount == one.stated == 100


def test_no_amount_is_none_and_adds_nothing() -> None:
    one = deal(opportunity(stage="A"))
    assert facts(one, "amount value weighted lines") == (None, 0, 0, ())
    assert not one.unconverted


def test_a_foreign_amount_is_converted_and_rounded_once() -> None:
    one = deal(opportunity(amount="100.01", currency="USD", stage="G"))
    assert facts(one, "stated currency") == (Decimal("100.01"), "USD")
    assert facts(one, "amount weighted") == (Decimal("712.07"), Decimal("71.21"))


def test_an_open_deal_takes_todays_rate_and_an_ended_one_that_of_its_day() -> None:
    lost = opportunity("acme/lost", amount=100, currency="EUR", outcome=ended("lost", "2026-03-01"))
    still = opportunity("acme/open", amount=100, currency="EUR")
    assert [one.amount for one in deals(lost, still, settings=BOOK)] == [780, 800]


def test_what_the_closing_fixed_does_not_change() -> None:
    fixed = won("2026-03-01", amount=90, currency="EUR", rate="7.5", owner="li.wei", team="east")
    one = deal(opportunity(amount=100, owner="chen.jie", outcome=fixed), settings=BOOK)
    assert facts(one, "amount currency owner team") == (675, "EUR", "li.wei", "east")


def test_a_rate_that_was_fixed_in_the_books_own_currency_is_1() -> None:
    one = deal(opportunity(amount=100, outcome=won("2026-03-01", currency="CNY", rate=2)))
    assert one.amount == 100


def test_an_amount_without_a_rate_is_unconverted() -> None:
    one = deal(opportunity(amount=100, currency="GBP", stage="A"))
    assert one.unconverted
    assert facts(one, "amount value weighted lines") == (None, 0, 0, ())


def test_an_amount_without_its_tax_rate_is_unconverted() -> None:
    gross = Settings(currency="CNY", amounts=Amounts(tax=TaxBasis.INCLUDED))
    unsaid = opportunity(amount=100, tax=TaxBasis.EXCLUDED)
    assert deal(unsaid, settings=gross).unconverted
    said = opportunity(amount=100, tax=TaxBasis.EXCLUDED, tax_rate=13)
    assert deal(said, settings=gross).amount == 113


def test_a_foreign_net_amount_is_rounded_only_at_the_end() -> None:
    net = Settings(
        currency="CNY", rates={"USD": Decimal("1.13")}, amounts=Amounts(tax=TaxBasis.EXCLUDED)
    )
    one = opportunity(amount="0.05", currency="USD", tax=TaxBasis.INCLUDED, tax_rate=13)
    assert deal(one, settings=net).amount == Decimal("0.05")


def test_a_book_without_a_currency_adds_what_states_none() -> None:
    plain = Settings()
    assert deal(opportunity(amount=100), settings=plain).amount == 100
    assert deal(opportunity(amount=100, currency="CNY"), settings=plain).unconverted


def test_a_currency_that_only_an_amount_states_is_unconverted_without_one_in_the_book() -> None:
    one = deal(opportunity(amount=100, tax=TaxBasis.INCLUDED), settings=Settings())
    assert facts(one, "unconverted currency") == (True, None)


# Lines


def test_lines_add_up_to_the_amount() -> None:
    one = deal(opportunity(amount=100, products={"agv": 60}))
    assert lines(one) == {"agv": 60, "other": 40}


def test_converted_lines_add_up_to_the_cent_and_leave_no_other() -> None:
    one = deal(
        opportunity(amount="0.03", currency="USD", products={"a": 0.01, "b": 0.01, "c": 0.01})
    )
    assert one.amount == Decimal("0.21")
    assert lines(one) == {"a": Decimal("0.07"), "b": Decimal("0.07"), "c": Decimal("0.07")}


def test_an_amount_without_products_is_other() -> None:
    assert lines(deal(opportunity(amount=100))) == {"other": 100}
    assert lines(deal(opportunity(amount=0))) == {"other": 0}


# Bookings


def test_a_won_deal_is_booked_by_line_on_the_day_of_its_outcome() -> None:
    one = deal(opportunity(amount=100, products={"agv": 60}, outcome=won("2026-03-01")))
    assert booked(one) == ["2026-03-01 agv 60.00", "2026-03-01 other 40.00"]
    assert facts(one, "state category probability weighted") == ("won", "closed", 100, 0)


@pytest.mark.parametrize("result", ["lost", "abandoned"])
def test_what_ended_without_being_won_is_not_booked(result: str) -> None:
    one = deal(opportunity(amount=100, stage="A", outcome=ended(result, "2026-03-01")))
    assert facts(one, "bookings state probability weighted") == ((), result, None, 0)
    assert not one.is_open


def test_a_won_deal_without_an_amount_books_nothing() -> None:
    one = deal(opportunity(outcome=won("2026-03-01")))
    assert facts(one, "bookings unbooked") == ((), ())


def test_a_won_deal_that_nothing_converts_stands_among_the_unbooked() -> None:
    one = deal(opportunity(amount=100, currency="GBP", outcome=won("2026-03-01")))
    assert one.bookings == ()
    assert [tuple(entry) for entry in one.unbooked] == [(day("2026-03-01"), 100, "other")]


def test_the_winning_stage_by_hand_is_won_on_the_day_of_its_last_entry() -> None:
    one = deal(opportunity(amount=100, stage="S", history=("2026-03-01 A", "2026-03-05 S")))
    assert (one.state, booked(one)) == ("won", ["2026-03-05 other 100.00"])


def test_without_history_its_close_date_is_the_day() -> None:
    by_hand = opportunity(stage="S", close_date="2026-03-07")
    assert closing_day(by_hand, MILESTONE) == day("2026-03-07")
    assert closing_day(opportunity(stage="A"), MILESTONE) is None


def test_a_stage_after_the_winning_one_is_won() -> None:
    one = deal(opportunity(playbook="dealer", stage="retain", history=("2026-03-05 retain",)))
    assert one.state is State.WON


# Frameworks


def framework(**stated: Any) -> Opportunity:
    return opportunity(kind=Kind.FRAMEWORK, **{"amount": 1000, **stated})


ORDERS = (
    order("po-1", "2026-02-01", 300, line="agv", opportunity="mes"),
    order("po-2", "2026-08-01", 100, opportunity="mes"),
    order("po-3", "2026-08-01", 999, opportunity="else"),
)


def test_a_framework_books_its_orders_and_keeps_the_rest_open() -> None:
    one = deal(framework(stage="B", products={"agv": 700}), orders={"acme": ORDERS})
    assert booked(one) == ["2026-02-01 agv 300.00", "2026-08-01 other 100.00"]
    assert facts(one, "stated amount weighted") == (1000, 600, 450)
    assert lines(one) == {"agv": 400, "other": 200}


def test_a_framework_that_is_ordered_up_brings_nothing_more() -> None:
    one = deal(framework(amount=350, stage="B"), orders={"acme": ORDERS})
    assert lines(one) == {"other": 0}


def test_a_framework_without_an_amount_books_its_orders() -> None:
    one = deal(framework(amount=None), orders={"acme": ORDERS})
    assert one.amount is None
    assert len(one.bookings) == 2


@pytest.mark.parametrize("outcome", [won("2026-09-01"), ended("lost", "2026-09-01")])
def test_an_ended_framework_has_booked_its_orders_and_no_more(outcome: object) -> None:
    one = deal(framework(outcome=outcome), orders={"acme": ORDERS})
    assert len(one.bookings) == 2
    assert one.amount == 1000


def test_a_frameworks_orders_take_the_rate_of_their_own_day_also_once_it_is_closed() -> None:
    for outcome in (None, won("2026-09-01", rate=9, currency="EUR")):
        one = framework(currency="EUR", outcome=outcome)
        found = deal(one, settings=BOOK, orders={"acme": ORDERS})
        assert booked(found) == ["2026-02-01 agv 2340.00", "2026-08-01 other 800.00"]


def test_what_nothing_converts_keeps_its_product_lines() -> None:
    parts = {"drives": 60}
    one = deal(opportunity(currency="EUR", amount=100, products=parts, outcome=won("2026-03-01")))
    assert [(entry.line, int(entry.amount)) for entry in one.unbooked] == [
        ("drives", 60),
        ("other", 40),
    ]


def test_an_order_before_the_first_rate_is_unbooked_and_the_rest_of_the_framework_counts() -> None:
    early = (order("po-1", "2025-02-01", 300, opportunity="mes"),)
    one = deal(framework(currency="EUR"), settings=BOOK, orders={"acme": early})
    assert [tuple(entry) for entry in one.unbooked] == [(day("2025-02-01"), 300, "other")]
    assert facts(one, "unconverted amount") == (False, 5600)


# Categories and states


def test_the_category_is_the_stages_unless_a_person_says_another() -> None:
    assert deal(opportunity(stage="A")).category is Category.COMMIT
    assert deal(opportunity(stage="A", category="omitted")).category is Category.OMITTED
    assert deal(opportunity()).category is Category.PIPELINE


def test_what_was_lost_is_in_no_category_that_counts() -> None:
    assert (
        deal(opportunity(stage="A", outcome=ended("lost", "2026-03-01"))).category
        is Category.OMITTED
    )


def test_a_deal_on_hold_is_open_and_held() -> None:
    one = deal(opportunity(stage="A", hold="2026-10-01"))
    assert facts(one, "state is_open") == (State.HELD, True)


def test_a_closed_deal_keeps_its_playbook() -> None:
    one = opportunity(playbook="dealer", outcome=won("2026-03-01", playbook="milestone"))
    assert playbook_of(one, CNY) == "milestone"
    assert playbook_of(opportunity(playbook="dealer"), CNY) == "dealer"
    assert playbook_of(opportunity(), CNY) == "milestone"


def test_the_history_tells_when_it_began_and_entered_its_stage() -> None:
    one = deal(opportunity(stage="F", history=("2026-05-01 G", "2026-05-20 F")))
    assert facts(one, "began entered") == (day("2026-05-01"), day("2026-05-20"))


# Owners, teams and groups


def test_the_owner_is_the_accounts_where_the_file_names_none() -> None:
    acme = account(owner="li.wei", segment="steel", tier="key")
    one = deal(opportunity(), settings=BOOK, accounts=(acme,))
    assert facts(one, "owner team segment tier") == ("li.wei", "north", "steel", "key")


def test_the_team_is_that_of_the_day_on_which_it_ended() -> None:
    early = opportunity("acme/a", owner="chen.jie", outcome=won("2026-03-01"))
    late = opportunity("acme/b", owner="chen.jie")
    assert [one.team for one in deals(early, late, settings=BOOK)] == ["north", "south"]


def test_the_group_is_the_topmost_parent() -> None:
    family = [account("wire", parent="steel"), account("steel", parent="group"), account("acme")]
    assert topmost_parents(family) == {"wire": "group", "steel": "group", "acme": "acme"}


def test_accounts_that_are_each_others_parents_are_one_group() -> None:
    ring = [account("a", parent="b"), account("b", parent="a"), account("c", parent="b")]
    assert set(topmost_parents(ring).values()) == {"b"}


# Alternatives


def alternative(name: str, **stated: Any) -> Opportunity:
    return opportunity(f"acme/{name}", project="line-3", alternative=True, **stated)


def superseded(*options: Opportunity) -> list[str]:
    return [one.id.split("/")[1] for one in deals(*options) if one.superseded]


def test_of_one_project_and_lot_only_the_highest_weighted_alternative_counts() -> None:
    whole = alternative("whole", amount=100, stage="C")
    retrofit = alternative("retrofit", amount=90, stage="A")
    assert superseded(whole, retrofit) == ["whole"]


def test_of_equally_weighted_ones_the_larger_counts_then_the_first() -> None:
    assert superseded(alternative("a", amount=1), alternative("b", amount=2)) == ["a"]
    assert superseded(alternative("a", amount=1), alternative("b", amount=1)) == ["b"]


def test_lots_compete_apart() -> None:
    one, two = alternative("a", amount=1, lot="1"), alternative("b", amount=2, lot="2")
    assert superseded(one, two) == []


def test_a_won_alternative_takes_the_place_of_all() -> None:
    signed = alternative("signed", amount=1, outcome=won("2026-03-01"))
    assert superseded(signed, alternative("large", amount=900, stage="A")) == ["large"]


def test_what_is_won_takes_the_place_of_all_though_it_is_called_no_alternative() -> None:
    """Also without an exchange rate: the purchase is decided, whatever it brings."""
    signed = opportunity(
        "acme/signed", project="line-3", amount=1, currency="GBP", outcome=won("2026-03-01")
    )
    assert superseded(signed, alternative("best", amount=2), alternative("other")) == [
        "best",
        "other",
    ]


def test_a_whole_project_won_takes_the_place_of_every_lot_and_a_lot_of_its_own_alone() -> None:
    lots = [alternative(f"lot-{lot}", amount=2, lot=lot) for lot in ("1", "2")]
    whole = alternative("signed", amount=1, outcome=won("2026-03-01"))
    assert superseded(whole, *lots) == ["lot-1", "lot-2"]
    first = alternative("signed", amount=1, lot="1", outcome=won("2026-03-01"))
    assert superseded(first, *lots, alternative("whole", amount=3)) == ["lot-1"]


def test_held_lost_and_unconverted_alternatives_supersede_nothing() -> None:
    rivals = [
        alternative("held", amount=900, stage="A", hold="2026-10-01"),
        alternative("lost", amount=900, stage="A", outcome=ended("lost", "2026-03-01")),
        alternative("pounds", amount=900, stage="A", currency="GBP"),
        opportunity("acme/free", amount=900, stage="A", alternative=True),
    ]
    assert superseded(*rivals, alternative("small", amount=1)) == []


# Former names


def former(*formerly: str, account_formerly: tuple[str, ...] = ()) -> tuple[str, ...]:
    one = opportunity("axis/mes", formerly=formerly)
    return deal(one, accounts=(account("axis", formerly=account_formerly),)).formerly


def test_an_opportunity_keeps_the_full_ids_that_it_had() -> None:
    assert former() == ()
    assert former("acme/mes", "axis/mes-old") == ("acme/mes", "axis/mes-old")
    assert former("mes-old") == ("axis/mes-old",)


def test_where_an_account_was_renamed_so_were_its_opportunities() -> None:
    assert former(account_formerly=("acme",)) == ("acme/mes",)
    assert former(account_formerly=("acme", "apex")) == ("acme/mes", "apex/mes")


def test_former_names_of_account_and_opportunity_make_chains() -> None:
    """Its own names come last: the file says them, the others follow."""
    found = former("axis/mes-old", account_formerly=("acme",))
    assert found == ("acme/mes-old", "acme/mes", "axis/mes-old")
    assert former("bell/mes", account_formerly=("acme",)) == ("acme/mes", "bell/mes")


def test_a_name_that_it_has_again_is_no_former_one() -> None:
    assert former("axis/mes", "acme/mes") == ("acme/mes",)
