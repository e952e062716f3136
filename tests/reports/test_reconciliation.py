"""Closed against orders: which won opportunities differ, and by how much."""

from typing import Any

from kam.domain.opportunity import Opportunity
from kam.domain.order import Order
from kam.domain.states import Kind
from kam.reports.forecast import build_forecast
from kam.reports.reconciliation import Reconciliation
from tests.domain.builders import CNY, TODAY, deals, facts, opportunity, order, won


def reconciled(*opportunities: Opportunity, orders: tuple[Order, ...]) -> Reconciliation:
    rows = deals(*opportunities, orders={"acme": orders})
    found = build_forecast(rows, (), CNY, TODAY).reconciliation
    assert found
    return found


def sold(name: str, amount: int, **more: Any) -> Opportunity:
    return opportunity(f"acme/{name}", **{"amount": amount, "outcome": won("2026-05-01"), **more})


def test_orders_are_held_against_what_was_won() -> None:
    found = reconciled(
        sold("less", 1000),
        sold("more", 500),
        sold("same", 300),
        sold("none", 70),
        sold("frame", 900, kind=Kind.FRAMEWORK),
        sold("pounds", 100, currency="GBP"),
        sold("before", 100, outcome=won("2025-12-31")),
        opportunity("acme/open", amount=5, stage="A", close_date="2026-12-01"),
        orders=(
            order("po-1", "2026-05-02", 700, opportunity="less"),
            order("po-2", "2026-06-02", 100, opportunity="less"),
            order("po-3", "2026-05-02", 510, opportunity="more"),
            order("po-4", "2026-05-02", 300, opportunity="same"),
            order("po-5", "2026-05-02", 30, opportunity="frame"),
            order("po-6", "2026-05-02", 7, opportunity="pounds"),
            order("po-7", "2026-05-02", 1, opportunity="before"),
            order("po-8", "2026-05-02", 1, opportunity="open"),
            order("po-9", "2026-05-02", 1),
            order("cn-1", "2026-05-02", -5, opportunity="none"),
        ),
    )
    assert facts(found, "closed orders difference unordered") == (1900, 1710, -190, 1)
    assert [facts(row, "id closed orders difference") for row in found.rows] == [
        ("acme/less", 1000, 800, -200),
        ("acme/more", 500, 510, 10),
    ]


def test_orders_of_a_deal_are_summed_where_all_of_them_convert() -> None:
    for currency, ordered in {"USD": "21.36", "GBP": "None"}.items():
        (row,) = deals(
            opportunity("acme/mes", amount=1, currency=currency),
            orders={"acme": (order("po-1", "2026-05-02", 3, opportunity="mes"),)},
        )
        assert str(row.ordered) == ordered
