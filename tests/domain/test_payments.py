"""Payments of orders: what they are worth, when they are due, what they leave."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kam.domain.payments import KnownOrder, known_orders
from kam.domain.settings import Settings
from tests.domain.builders import (
    CNY,
    MODELS,
    TODAY,
    book,
    day,
    facts,
    opportunity,
    order,
    won,
)

ODD = Settings(currency="CNY", rates={"USD": Decimal("7.123")})


def known(
    *payments: str, amount: object = 1000, settings: Settings = CNY, **stated: Any
) -> KnownOrder:
    """The only order of a book, with its opportunity where that is stated."""
    source = (opportunity("acme/mes", **stated),) if stated else ()
    one = order("po-1", "2026-02-01", amount, payments=payments, opportunity="mes")
    (folder,) = book(*source, settings=settings, orders={"acme": (one,)}).folders
    (found,) = known_orders(folder, settings)
    return found


def test_a_payment_is_paid_from_its_day_on() -> None:
    paid, promised, dated, undated = known(
        "advance 300 due=2026-11-01 paid=2026-11-21",
        "delivery 300 paid=2026-12-01",
        "final 300 due=2026-11-23",
        "retention 100",
    ).payments
    assert [one.is_paid(TODAY) for one in (paid, promised, dated, undated)] == [True, *[False] * 3]
    assert [one.days_late(TODAY) for one in (paid, promised, dated, undated)] == [20, -10, -2, None]
    assert not paid.is_paid(day("2026-11-20"))
    assert paid.days_late(day("2026-11-20")) == 19


def test_payments_are_worth_what_their_order_is() -> None:
    dollars = known("advance 300", "final 700", currency="USD", outcome=won("2026-05-01", rate=8))
    assert [one.amount for one in dollars.payments] == [2400, 5600]
    assert facts(dollars, "currency value planned unplanned") == ("USD", 8000, 1000, 0)
    pounds = known("full 1000", currency="GBP")
    assert facts(pounds, "currency value planned unplanned") == ("GBP", None, 1000, None)
    assert [one.amount for one in pounds.payments] == [None]


def test_what_payments_leave_and_what_they_are_too_much() -> None:
    assert known("advance 300").unplanned == 700
    assert known("full 1100").unplanned == -100
    assert known().unplanned == 1000


def test_payments_that_cancel_each_other_out_keep_their_amounts() -> None:
    back = known("advance 300.01", "final -300.01", amount=0, settings=ODD, currency="USD")
    assert [one.amount for one in back.payments] == [Decimal("2136.97"), Decimal("-2136.97")]


def test_an_order_of_an_opportunity_that_did_not_read_is_not_known() -> None:
    lost = order("po-1", "2026-02-01", 1000, opportunity="mes")
    (folder,) = book(orders={"acme": (lost,)}).folders
    assert (
        list(known_orders(folder, CNY, frozenset({"accounts/acme/opportunities/mes.yaml"}))) == []
    )
    assert [one.value for one in known_orders(folder, CNY)] == [1000]


@given(st.lists(st.integers(1, 10**9), min_size=1, max_size=6))
def test_payments_that_make_up_an_order_are_worth_it_to_the_cent(cents: list[int]) -> None:
    amounts = [Decimal(one).scaleb(-2) for one in cents]
    one = known(
        *(f"full {amount}" for amount in amounts), amount=sum(amounts), settings=ODD, currency="USD"
    )
    assert one.unplanned == 0


def test_the_spans_of_lateness_come_from_their_bounds() -> None:
    model = MODELS.receivables
    assert model.spans == ((1, 30), (31, 60), (61, 90), (91, None))
    assert [model.span_of(days) for days in (1, 30, 31, 90, 91, 9999)] == [0, 0, 1, 2, 3, 3]
