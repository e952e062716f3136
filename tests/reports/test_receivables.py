"""Receivables: what is open by how late it is, kept back or paid, as of 2026-11-21."""

from typing import Any

from kam.domain.deals import build_deals
from kam.domain.opportunity import Opportunity
from kam.domain.order import Order
from kam.domain.states import Kind
from kam.reports.payments import Owing
from kam.reports.receivables import Owed, Receivables, build_receivables, window_of
from kam.reports.selection import By, Filter
from tests.domain.builders import (
    CNY,
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

SUMS = "count open not_due overdue undated retention retention_due soon paid"


def owing(
    *opportunities: Opportunity,
    orders: dict[str, tuple[Order, ...]],
    unread: tuple[str, ...] = (),
    **stated: Any,
) -> Owing:
    whole = book(
        *opportunities, accounts=tuple(account(name, **stated) for name in orders), orders=orders
    )
    return Owing(
        folders=whole.folders,
        deals={deal.id: deal for deal in build_deals(whole, TODAY)},
        settings=CNY,
        model=MODELS.receivables,
        unread=frozenset(unread),
        today=TODAY,
    )


def receivables(
    *opportunities: Opportunity, by: By = By.ACCOUNT, chosen: Filter | None = None, **more: Any
) -> Receivables:
    ground = owing(*opportunities, **more)
    window = window_of(ground, day("2026-01-01"), day("2026-12-31"), None)
    return build_receivables(ground, window, by, chosen or Filter())


def group(result: Receivables, name: str) -> Owed:
    (found,) = (one for one in result.groups if one.group == name)
    return found


def paid_by(*payments: str, amount: object = 1000, **stated: Any) -> tuple[Order, ...]:
    return (order("po-1", "2026-02-01", amount, payments=payments, **stated),)


def test_what_is_open_is_shared_out_by_how_late_it_is() -> None:
    result = receivables(
        orders={
            "acme": paid_by(
                "advance 1 due=2026-11-20",
                "progress 2 due=2026-10-22",
                "progress 4 due=2026-10-21",
                "progress 8 due=2026-09-22",
                "progress 16 due=2026-09-21",
                "progress 32 due=2026-08-23",
                "progress 64 due=2020-01-01",
                "final 128 due=2026-11-21",
                "final 256 due=2026-12-22",
                "final 489",
            )
        }
    )
    assert list(result.totals.ages) == [3, 12, 48, 64]
    assert facts(result.totals, SUMS) == (10, 1000, 384, 127, 489, 0, 0, 128, 0)
    assert [row.stated for row in result.rows] == [64, 32, 16, 8, 4, 2, 1, 128, 256, 489]
    assert facts(group(result, "acme"), SUMS) == facts(result.totals, SUMS)
    assert result.unplanned == ()


def test_retention_stands_apart_from_ordinary_payments() -> None:
    result = receivables(
        orders={
            "acme": paid_by(
                "retention 50 due=2026-11-01",
                "retention 50 due=2026-12-01",
                "full 900 paid=2026-03-01",
            )
        }
    )
    assert facts(result.totals, SUMS) == (2, 0, 0, 0, 0, 100, 50, 50, 900)
    assert [facts(row, "state retention days_late") for row in result.rows] == [
        ("overdue", True, 20),
        ("not_due", True, -10),
        ("paid", False, 0),
    ]


def test_only_what_came_in_within_the_window_counts_as_paid() -> None:
    paid = paid_by("advance 300 paid=2025-12-31", "final 700 paid=2026-11-22")
    result = receivables(orders={"acme": paid})
    assert facts(result.totals, "count open not_due paid") == (1, 700, 700, 0)
    assert result.window.last == TODAY


def test_a_payment_counts_for_the_owner_of_its_opportunity() -> None:
    sold = opportunity("acme/mes", owner="chen.jie", amount=1000, outcome=won("2026-02-01"))
    orders = {
        "acme": (
            *paid_by("full 1000", opportunity="mes"),
            order("po-2", "2026-03-01", 7, payments=("full 7",)),
        )
    }
    result = receivables(sold, orders=orders, by=By.OWNER, owner="li.wei")
    assert {one.group: one.open for one in result.groups} == {"chen.jie": 1000, "li.wei": 7}
    only = receivables(sold, orders=orders, chosen=Filter(owner="li.wei"), owner="li.wei")
    assert only.totals.open == 7
    kinds = receivables(sold, orders=orders, by=By.KIND)
    assert [facts(one, "group open") for one in kinds.groups] == [("full", 1007)]
    nobody = receivables(orders={"acme": paid_by("full 1000")}, by=By.OWNER)
    assert [one.group for one in nobody.groups] == [""]


def test_a_credit_note_is_taken_off_what_is_open() -> None:
    orders = {
        "acme": (
            *paid_by("full 1000 due=2026-12-01"),
            *paid_by("full -200 due=2026-12-01", amount=-200),
        )
    }
    assert receivables(orders=orders).totals.not_due == 800


def test_what_no_payment_tells_of_is_said_by_its_reason() -> None:
    more: dict[str, Any] = {"mes": {}, "frame": {"kind": Kind.FRAMEWORK}, "free": {"amount": 0}}
    sold = [
        opportunity(f"acme/{name}", **{"amount": 10, "outcome": won("2026-02-01"), **one})
        for name, one in more.items()
    ]
    pounds = opportunity("acme/pounds", amount=10, currency="GBP", outcome=won("2026-02-01"))
    orders = (
        order("po-1", "2026-02-01", 100),
        order("po-2", "2026-02-01", -30),
        order("po-3", "2026-02-01", 0),
        order("po-4", "2026-02-01", 100, payments=("advance 40",)),
        order("po-5", "2026-02-01", -100, payments=("full -70",)),
        order("po-6", "2026-02-01", 100, payments=("full 101",)),
        order("po-7", "2026-02-01", 9, opportunity="pounds", payments=("full 9 due=2026-11-01",)),
    )
    result = receivables(*sold, pounds, orders={"acme": orders})
    assert [facts(one, "kind count amount id") for one in result.unplanned] == [
        ("unplanned", 1, 100, "po-1"),
        ("credit", 1, -30, "po-2"),
        ("unordered", 1, 10, "mes"),
        ("short", 2, 30, "po-4"),
        ("beyond", 1, -1, "po-6"),
        ("unconverted", 1, 0, "po-7"),
    ]
    assert dict(result.unplanned[-1].stated) == {"GBP": 9}
    assert facts(result.totals, "count open overdue") == (4, 71, 0)


def test_a_credit_note_is_no_order_of_what_was_won() -> None:
    sold = opportunity("acme/mes", amount=10, outcome=won("2026-02-01"))
    credit = order("cn", "2026-02-01", -3, opportunity="mes", payments=("full -3",))
    result = receivables(sold, orders={"acme": (credit,)})
    assert [facts(one, "kind amount id") for one in result.unplanned] == [("unordered", 10, "mes")]


def test_nothing_false_is_said_of_what_did_not_read() -> None:
    sold = opportunity("acme/mes", amount=10, outcome=won("2026-02-01"))
    lost = "accounts/acme/orders.yaml"
    result = receivables(sold, orders={"acme": (), "beta": ()}, unread=(lost,))
    assert (result.unplanned, result.unread) == ((), ("acme",))
    only = receivables(
        sold, orders={"acme": (), "beta": ()}, unread=(lost,), chosen=Filter(account="beta")
    )
    assert only.unread == ()
