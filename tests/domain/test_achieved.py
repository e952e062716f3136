"""What counts for a measure, and for whom (METHODS.md 10)."""

from decimal import Decimal
from typing import Any

from kam.domain.achieved import Achieved, achieved
from kam.domain.book import Book
from kam.domain.deals import build_deals
from kam.domain.opportunity import Opportunity, Split
from kam.domain.states import Kind
from kam.domain.target import Measure
from tests.domain.builders import TODAY, account, book, facts, opportunity, order, won


def made(*opportunities: Opportunity, **orders: Any) -> Book:
    mine = {"acme": tuple(orders.pop("orders", ()))}
    return book(*opportunities, accounts=(account("acme", owner="boss"),), orders=mine)


def of(whole: Book, measure: Measure, unread: frozenset[str] = frozenset()) -> Achieved:
    deals = build_deals(whole, TODAY)
    return achieved(measure, deals, whole.folders, whole.settings, TODAY, unread)


def short(found: Achieved) -> list[tuple[Any, ...]]:
    return [(one.owner, str(one.day), one.amount) for one in found.credits]


SPLIT = (
    Split(owner="li.wei", share=Decimal(75)),
    Split(owner="chen.jie", share=Decimal(25)),
)
ORDER = order("one", "2026-03-01", 1000, opportunity="mes", margin=200)
LOOSE = order("two", "2026-04-01", 50)
MES = opportunity(amount=1200, outcome=won("2026-02-01"), splits=SPLIT)


def test_bookings_are_won_deals_and_the_orders_of_frameworks() -> None:
    frame = opportunity("acme/frame", kind=Kind.FRAMEWORK, stage="A", owner="zhao.min")
    whole = made(MES, frame, orders=(ORDER, order("off", "2026-06-01", 9, opportunity="frame")))
    assert sorted(short(of(whole, Measure.BOOKINGS))) == [
        ("chen.jie", "2026-02-01", 300),
        ("li.wei", "2026-02-01", 900),
        ("zhao.min", "2026-06-01", 9),
    ]


def test_orders_count_on_their_day_with_the_splits_of_their_deal() -> None:
    assert short(of(made(MES, orders=(ORDER, LOOSE)), Measure.ORDERS)) == [
        ("li.wei", "2026-03-01", 750),
        ("chen.jie", "2026-03-01", 250),
        ("boss", "2026-04-01", 50),
    ]


def test_cash_is_what_was_paid_at_the_rate_of_the_order() -> None:
    paid = (
        "advance 10 paid=2026-05-05",
        "progress 20 paid=2026-12-05",
        "final 70 due=2026-09-01",
    )
    dollars = opportunity(
        amount=100, currency="USD", owner="li.wei", outcome=won("2026-02-01", rate=6)
    )
    whole = made(
        dollars, orders=(order("one", "2026-03-01", 100, opportunity="mes", payments=paid),)
    )
    assert short(of(whole, Measure.CASH)) == [("li.wei", "2026-05-05", 60)]


def test_margin_is_what_orders_state_and_the_rest_is_not_known() -> None:
    bare = opportunity("acme/bare", amount=7, outcome=won("2026-02-02"), owner="li.wei")
    frame = opportunity("acme/frame", kind=Kind.FRAMEWORK, outcome=won("2026-02-02"))
    lost = order("odd", "2026-04-01", 50, opportunity="pound")
    pound = opportunity("acme/pound", amount=1, currency="GBP", stage="A")
    back = order("cn", "2026-04-01", -1, opportunity="bare", margin=0)
    found = of(made(MES, bare, frame, pound, orders=(ORDER, LOOSE, lost, back)), Measure.MARGIN)
    assert short(found) == [
        ("li.wei", "2026-03-01", 150),
        ("chen.jie", "2026-03-01", 50),
        ("li.wei", "2026-04-01", 0),
    ]
    assert [facts(one, "owner amount") for one in found.unknown] == [("boss", 50), ("li.wei", 7)]


def test_what_nothing_converts_stands_apart_as_stated() -> None:
    closed = opportunity(amount=500, currency="GBP", outcome=won("2026-02-01"), splits=SPLIT)
    whole = made(closed, orders=(ORDER,))
    for measure, parts in ((Measure.BOOKINGS, [375, 125]), (Measure.ORDERS, [750, 250])):
        found = of(whole, measure)
        assert not found.credits
        assert {currency for currency, _ in found.apart} == {"GBP"}
        assert [one.amount for _, one in found.apart] == parts


def test_an_order_of_a_deal_that_does_not_read_is_left_out() -> None:
    whole = made(orders=(ORDER, LOOSE))
    unread = frozenset({"accounts/acme/opportunities/mes.yaml"})
    assert short(of(whole, Measure.ORDERS, unread)) == [("boss", "2026-04-01", 50)]
    assert len(of(whole, Measure.ORDERS).credits) == 2
