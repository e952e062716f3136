"""`kam forecast --basis`: its title, its notes, and what it says of orders."""

import json
from typing import Any

import pytest

from tests.conftest import MakeBook, RunKam

BOOK = {
    "kam.yaml": "currency: CNY\n",
    "targets.yaml": "- {period: 2026Q4, amount: 500, measure: cash}\n",
    "accounts/acme/account.yaml": "name: Acme Mills\n",
    "accounts/acme/opportunities/mes.yaml": """\
name: MES
amount: 1000
outcome: {result: won, date: 2026-02-01}
""",
    "accounts/acme/opportunities/line-3.yaml": """\
name: Line 3
stage: C
amount: 400
close_date: 2026-12-20
schedule: [{period: 2027Q1, amount: 300}, {period: 2027-06, amount: 100}]
""",
    "accounts/acme/orders.yaml": """\
po-1:
  date: 2026-02-01
  amount: 900
  opportunity: mes
  accept_by: 2027-01-31
  payments:
    - {kind: advance, amount: 300, due: 2026-03-01, paid: 2026-03-04}
    - {kind: delivery, amount: 600, due: 2026-12-01}
""",
}


@pytest.mark.parametrize("flags", [[], ["--no-index"]])
def test_each_basis_has_its_own_periods(book: MakeBook, kam: RunKam, flags: list[str]) -> None:
    root = book(BOOK)
    found: dict[str, Any] = {}
    for basis in ("bookings", "收入", "cash"):
        answer = json.loads(kam(root, "forecast", "--basis", basis, "--json", *flags).stdout)
        rows = {
            row["period"]: (row["closed"], row["commit"], row["best_case"])
            for row in answer["rows"]
        }
        found[answer["basis"]] = {period: cells for period, cells in rows.items() if any(cells)}
    assert found == {
        "bookings": {"2026Q1": (1000, 0, 0), "2026Q4": (0, 0, 400)},
        "revenue": {"2027Q1": (0, 900, 300), "2027Q2": (0, 0, 100)},
        "cash": {
            "2026Q1": (300, 0, 0),
            "2026Q4": (0, 600, 0),
            "2027Q1": (0, 0, 300),
            "2027Q2": (0, 0, 100),
        },
    }


def test_the_table_says_what_it_counts(book: MakeBook, kam: RunKam) -> None:
    root = book(BOOK)
    cash = kam(root, "forecast", "--basis", "cash").stdout
    assert cash.startswith("Forecast by quarter   2026-11-21   cash   CNY")
    assert "commit has 600 of payments to come" in cash
    assert "not counted: 1 undated (100)" in cash
    late = kam(root, "forecast", "--basis", "cash", "--today", "2026-12-02").stdout
    assert "1 past its day (acme po-1): kam show acme" in late
    assert "not counted: 1 past its day (600)" in late
    late = kam(root, "forecast", "--basis", "revenue", "--today", "2027-02-01").stdout
    assert "2 past their day (acme/line-3, acme po-1): kam show acme/line-3" in late
    assert kam(root, "forecast", "--basis", "profit").exit_code == 2


@pytest.mark.parametrize("more", [(), ("--range",)])
@pytest.mark.parametrize("width", ["80", "200"])
def test_revenue_has_no_targets_and_no_columns_of_them(
    more: tuple[str, ...], width: str, book: MakeBook, kam: RunKam, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    root = book(BOOK)
    for basis, there in (("revenue", False), ("cash", True)):
        text = kam(root, "forecast", "--basis", basis, *more).stdout
        words = {"Target", "Coverage", "Attained", "target"}
        assert bool(words & set(text.replace("≥ ", "").split())) is there


def test_a_line_says_where_orders_differ_from_what_was_won(book: MakeBook, kam: RunKam) -> None:
    root = book(BOOK)
    text = kam(root, "forecast").stdout
    assert "closed 1,000, by orders 900: 1 opportunity differs, acme/mes -100: kam list" in text
    found = json.loads(kam(root, "forecast", "--json").stdout)["reconciliation"]
    assert found == {
        "closed": 1000,
        "orders": 900,
        "difference": -100,
        "unordered": 0,
        "opportunities": [{"id": "acme/mes", "closed": 1000, "orders": 900, "difference": -100}],
    }
    equal = {
        "accounts/acme/orders.yaml": "po-1: {date: 2026-02-01, amount: 1000, opportunity: mes}\n"
    }
    assert "by orders" not in kam(book({**BOOK, **equal}), "forecast").stdout
    won = BOOK["accounts/acme/opportunities/mes.yaml"]
    more = dict.fromkeys((f"accounts/acme/opportunities/m{place}.yaml" for place in range(5)), won)
    orders = "".join(
        f"po-{place}: {{date: 2026-02-01, amount: 1, opportunity: m{place}}}\n"
        for place in range(5)
    )
    text = kam(book({**BOOK, **more, "accounts/acme/orders.yaml": orders}), "forecast").stdout
    assert "5 opportunities differ, acme/m0 -999, acme/m1 -999, acme/m2 -999, …" in text
