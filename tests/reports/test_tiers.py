"""Tiers by data: profit of the last months, class, suggestion with its reasons, review, value."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given

from kam.domain.account import Acquisition, KeyAccountTests, Purchasing
from kam.domain.accounts_model import TierLimits
from kam.domain.book import Book
from kam.domain.deals import build_deals
from kam.domain.order import Order
from kam.domain.states import Kind
from kam.reports.selection import Filter
from kam.reports.tiers import TierRow, Tiers, build_tiers
from tests.domain.builders import (
    MODELS,
    TODAY,
    account,
    book,
    day,
    facts,
    opportunity,
    order,
    won,
)
from tests.strategies import LAW, books

MODEL = MODELS.accounts


def tiers(whole: Book, unread: frozenset[str] = frozenset(), **chosen: str) -> Tiers:
    deals = build_deals(whole, TODAY)
    return build_tiers(whole.folders, deals, MODEL, whole.settings, unread, TODAY, Filter(**chosen))


def row(*orders: Order, **stated: Any) -> TierRow:
    """The row of a book's only account."""
    one = account("acme", **stated)
    return tiers(book(accounts=(one,), orders={"acme": orders})).rows[0]


def sold(margin: object = 100, on: str = "2026-03-01", amount: object = 1000) -> Order:
    return order(f"po-{on}-{amount}-{margin}", on, amount, margin=margin)


def grounds(one: TierRow) -> list[str]:
    return [
        f"{reason.ground} {'' if reason.holds is None else '+' if reason.holds else '-'}".strip()
        for reason in one.reasons
    ]


# Profit


def test_profit_is_the_margins_of_a_year_and_not_turnover() -> None:
    one = row(
        sold(100, "2025-11-21"),  # a day too early
        sold(200, "2025-11-22"),
        sold(300, "2026-11-21"),
        sold(500, "2026-11-22"),  # not yet
    )
    assert facts(one, "sales profit bare") == (2000, 500, 0)


def test_upkeep_and_a_year_of_the_acquisition_come_off() -> None:
    cost = Acquisition(
        invested=Decimal(5_000_000), years=10, upkeep_per_year=Decimal(500_000), since=2020
    )
    assert row(sold(3_000_000), acquisition=cost).profit == 2_000_000


@pytest.mark.parametrize(
    ("first", "profit"),
    [
        ("2024-11-22", -400),  # all of the last year
        ("2024-11-21", Decimal("-398.61")),  # but its last day, 1/30 of a month
        ("2023-11-21", 100),  # over before
        ("2026-05-01", Decimal("-179.17")),  # 6.7 of 24 months
    ],
)
def test_the_acquisition_is_spread_over_its_years_from_the_first_sale(
    first: str, profit: int
) -> None:
    cost = Acquisition(invested=Decimal(1000), years=2)
    early = sold(0 if first > "2025-11-21" else 5, first)
    assert row(early, sold(100, "2026-06-01"), acquisition=cost).profit == profit


@pytest.mark.parametrize(
    ("since", "profit"),
    [
        (2024, Decimal("15.83")),  # 1.3 of 24 months are of the last twelve
        (2025, -430),
        (2026, Decimal("-372.58")),  # 10.7 months of upkeep and acquisition
        (2027, 100),
    ],
)
def test_a_stated_year_begins_the_cost_of_an_account(since: int, profit: int) -> None:
    cost = Acquisition(invested=Decimal(1000), years=2, upkeep_per_year=Decimal(30), since=since)
    assert row(sold(100), acquisition=cost).profit == profit


def test_a_sale_without_a_margin_is_said_apart() -> None:
    one = row(sold(100), order("po-2", "2026-04-01", 700))
    assert facts(one, "sales profit without_margin bare") == (1700, 100, 700, 1)
    assert "some-without-margin" in grounds(one)


def test_without_any_margin_nothing_is_guessed() -> None:
    one = row(order("po-2", "2026-04-01", 700))
    assert facts(one, "profit share class_ suggested_tier") == (None, None, None, None)
    assert grounds(one) == ["no-margin"]


def test_a_won_opportunity_without_orders_is_a_sale_without_a_margin() -> None:
    signed = opportunity("acme/mes", amount=100, outcome=won("2026-03-01"))
    found = tiers(book(signed)).rows[0]
    assert facts(found, "sales profit bare without_margin") == (100, None, 1, 100)


def test_orders_are_in_their_opportunitys_currency() -> None:
    dollars = opportunity("acme/mes", currency="USD", kind=Kind.FRAMEWORK)
    pounds = opportunity("acme/oil", currency="GBP", kind=Kind.FRAMEWORK)
    orders = (
        order("po-1", "2026-03-01", 100, margin=10, opportunity="mes"),
        order("po-2", "2026-03-01", 100, margin=10, opportunity="oil"),
    )
    found = tiers(book(dollars, pounds, orders={"acme": orders})).rows[0]
    assert facts(found, "sales profit bare unconverted") == (712, Decimal("71.2"), 0, 1)


def test_a_sale_that_nothing_converts_is_no_sale_without_a_margin() -> None:
    pounds = opportunity("acme/oil", currency="GBP", kind=Kind.FRAMEWORK)
    order_ = order("po-1", "2026-03-01", 5_000_000, margin=2_000_000, opportunity="oil")
    result = tiers(book(pounds, orders={"acme": (order_,), "bell": (sold(40, amount=100),)}))
    bell, acme = result.rows
    assert facts(acme, "profit bare unconverted") == (None, 0, 1)
    assert grounds(acme) == ["not-converted"]
    assert grounds(bell)[-1] == "others-unknown"
    assert [(one.kind, one.count, one.stated) for one in result.other] == [
        ("unconverted", 1, (("GBP", Decimal(5_000_000)),))
    ]


def unread(account_: str, whole: Book) -> Tiers:
    return tiers(whole, frozenset({f"accounts/{account_}/orders.yaml"}))


def unreadable(account_: str, whole: Book) -> Tiers:
    folders = tuple(
        replace(folder, readable=folder.account.id != account_) for folder in whole.folders
    )
    return tiers(replace(whole, folders=folders))


def unconverted(account_: str, whole: Book) -> Tiers:
    pounds = opportunity(f"{account_}/oil", currency="GBP", amount=1, outcome=won("2026-03-01"))
    folders = tuple(
        replace(folder, opportunities=(pounds,)) if folder.account.id == account_ else folder
        for folder in whole.folders
    )
    return tiers(replace(whole, folders=folders))


@pytest.mark.parametrize("spoil", [unread, unreadable, unconverted])
def test_while_the_sales_of_one_account_are_not_known_no_other_has_a_large_share_of_all(
    spoil: Callable[[str, Book], Tiers],
) -> None:
    accounts = (account("acme", tier="general", qualification=GOOD), account("bell"))
    whole = book(accounts=accounts, orders={"acme": (sold(),), "bell": (sold(),)})
    known = tiers(whole)
    assert known.differing == 1
    assert "sales-share" in yes_to(known.rows[0])
    result = spoil("bell", whole)
    assert result.differing == 0
    acme = next(one for one in result.rows if one.account == "acme")
    assert "sales-share" not in yes_to(acme)
    assert grounds(acme)[-1] == "others-unknown"


def yes_to(one: TierRow) -> list[str]:
    return [answer.key for judgement in one.judgements for answer in judgement.of(holds=True)]


@pytest.mark.parametrize("path", ["orders.yaml", "opportunities/mes.yaml"])
def test_what_does_not_read_leaves_the_profit_unknown(path: str) -> None:
    whole = book(accounts=(account("acme"),), orders={"acme": (sold(),)})
    found = tiers(whole, frozenset({f"accounts/acme/{path}"})).rows[0]
    assert facts(found, "profit class_ growth") == (None, None, None)
    assert grounds(found) == ["unread"]


def test_an_account_whose_own_file_does_not_read_has_no_row() -> None:
    whole = book(accounts=(account("acme"),), orders={"acme": (sold(),)})
    folders = tuple(replace(folder, readable=False) for folder in whole.folders)
    assert tiers(replace(whole, folders=folders)).rows == ()


# Suggestion


def of(share: int, *earlier: Order, **stated: Any) -> TierRow:
    """The row of an account that has this percentage of a book's profit; margins are thin."""
    mine = (sold(share, amount=100_000), *earlier)
    rest = (sold(100 - share, amount=1_000_000),)
    accounts = (account("acme", **stated), account("rest"))
    whole = book(accounts=accounts, orders={"acme": mine, "rest": rest})
    return next(one for one in tiers(whole).rows if one.account == "acme")


GOOD = KeyAccountTests(forward_looking=True, good_credit=True)


@pytest.mark.parametrize(
    ("share", "screens", "tier"),
    [
        (15, GOOD, "core"),
        (14, GOOD, "key"),
        (15, KeyAccountTests(good_credit=True), "key"),
        (5, KeyAccountTests(good_credit=True), "key"),
        (5, KeyAccountTests(), "general"),
        (4, GOOD, "general"),
    ],
)
def test_the_share_of_profit_and_the_screens_suggest_a_tier(
    share: int, screens: KeyAccountTests, tier: str
) -> None:
    assert of(share, qualification=screens).suggested_tier == tier


def test_what_holds_is_said_and_what_the_next_tier_lacks() -> None:
    one = of(15, qualification=KeyAccountTests(good_credit=True))
    assert grounds(one) == ["share +", "screens +", "screens -"]
    lacking = one.reasons[-1]
    assert facts(lacking, "tier value limit holds") == ("core", 1, 2, False)


def test_one_that_grows_needs_less_of_the_profit() -> None:
    before = order("po-0", "2025-06-01", 50_000, margin=1)
    grown = of(10, before, qualification=GOOD)
    assert (grown.suggested_tier, grown.growth) == ("core", Decimal(1))
    assert grounds(grown)[:2] == ["growth +", "share +"]
    slow = of(10, order("po-0", "2025-06-01", 99_000, margin=1), qualification=GOOD)
    assert slow.suggested_tier == "key"


def test_growth_is_not_known_where_a_sale_does_not_convert() -> None:
    pounds = opportunity("acme/oil", currency="GBP", kind=Kind.FRAMEWORK)
    orders = (
        order("po-1", "2025-03-01", 100, opportunity="oil"),
        order("po-2", "2025-03-01", 100),
        order("po-3", "2026-03-01", 100, margin=1),
    )
    assert tiers(book(pounds, orders={"acme": orders})).rows[0].growth is None


def test_of_an_account_that_bought_nothing_no_tier_is_suggested() -> None:
    one = row(tier="key", acquisition=Acquisition(upkeep_per_year=Decimal(50)))
    assert facts(one, "profit class_ suggested_tier") == (-50, None, None)
    assert grounds(one) == ["no-sales"]


def test_one_that_loses_money_is_of_the_last_class_and_tier() -> None:
    one = row(sold(-5))
    assert facts(one, "share class_ suggested_tier") == (None, "C", "general")


def test_where_every_tier_asks_for_more_none_is_suggested() -> None:
    strict = replace(MODEL, tiers={"core": TierLimits(share=Decimal(100))})
    whole = book(orders={"acme": (sold(50),), "bell": (sold(50),)})
    deals = build_deals(whole, TODAY)
    found = build_tiers(whole.folders, deals, strict, whole.settings, frozenset(), TODAY).rows[0]
    assert (found.suggested_tier, grounds(found)) == (None, ["share -"])


# Review and value


def test_a_tier_is_due_for_review_a_year_after_the_last() -> None:
    reviewed = row(tier="core", tier_reviewed=day("2024-02-29"))
    assert reviewed.review_due == day("2025-02-28")
    assert row(tier="core").review_due is None


@pytest.mark.parametrize(
    ("volume", "pattern", "cell"),
    [
        ("large", "recurring", "most-important"),
        ("small", "recurring", "important"),
        ("large", "one-off", "sudden"),
        ("small", "one-off", "occasional"),
        ("large", None, None),
    ],
)
def test_the_value_matrix(volume: str, pattern: str | None, cell: str | None) -> None:
    assert row(purchasing=Purchasing(volume=volume, pattern=pattern)).value == cell


# The whole


def test_rows_stand_by_profit_and_a_filter_leaves_the_shares_as_they_are() -> None:
    accounts = (account("acme", tier="general"), account("bell"), account("corp", tier="core"))
    orders = {"acme": (sold(600),), "bell": (sold(400),), "corp": (order("po", "2026-03-01", 5),)}
    whole = book(accounts=accounts, orders=orders)
    result = tiers(whole)
    assert [one.account for one in result.rows] == ["acme", "bell", "corp"]
    assert facts(result, "profit sales without_margin bare overdue differing") == (
        1000, 2005, 5, 1, 0, 1,
    )  # fmt: skip
    only = tiers(whole, tier="general")
    assert [facts(one, "account share") for one in only.rows] == [("acme", Decimal("0.6"))]


def test_reviews_that_are_due_are_counted() -> None:
    accounts = tuple(
        account(name, tier="core", tier_reviewed=day(on))
        for name, on in {"acme": "2025-11-20", "bell": "2025-11-21"}.items()
    )
    assert tiers(book(accounts=accounts)).overdue == 1


@LAW
@given(books())
def test_rows_add_up_to_totals_and_shares_to_a_whole(whole: Book) -> None:
    result = tiers(whole)
    assert sum(one.profit for one in result.rows if one.profit is not None) == result.profit
    assert sum(one.sales for one in result.rows) == result.sales
    shares = [one.share for one in result.rows if one.share is not None]
    assert not shares or abs(sum(shares, Decimal(-1))) <= len(shares) * Decimal("0.00005")
    letters = [one.class_ for one in result.rows if one.class_]
    assert letters == sorted(letters)


def test_a_review_of_a_day_to_come_has_not_happened() -> None:
    assert row(tier="core", tier_reviewed=day("2199-01-01")).review_due == TODAY
