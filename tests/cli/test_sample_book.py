"""The forecast of the sample book against figures worked out by hand from its files."""

import json
from decimal import Decimal
from pathlib import Path

from tests.conftest import RunKam

ROOT = Path(__file__).parents[2]
CLOSED = {
    "2026Q2": 600_000 + 300_000,  # agv-pilot; the framework's call-off of April
    "2026Q3": 400_000,  # its call-off of July
    "2026Q4": 1_200_000 + 500_000,  # reheating-furnace; the call-off of October
}
WEIGHTED = {
    "2026Q4": 1_000_000 * 90 // 100 + 1_000_000 * 75 // 100 + 3_200_000 * 75 // 100,
    "2027Q1": (
        200_000 * 7 * 50 // 100  # test-bench: dollars at 7.00
        + 100_000 * 8 * 113 // 100 * 25 // 100  # palletising: euros at 8.00, tax of 13 % added
        + 2_000_000 * 30 // 100  # cold-store-full, the better alternative
    ),
    "2027Q2": 4_000_000 * 60 // 100 + 0,  # line-4-monitoring by override; drawing-line: none yet
}


def test_the_forecast_is_what_the_files_add_up_to(kam: RunKam) -> None:
    answer = json.loads(kam(ROOT, "forecast", "--json").stdout, parse_float=Decimal)
    rows = {row["period"]: row for row in answer["rows"]}
    assert {name: row["closed"] for name, row in rows.items() if row["closed"]} == CLOSED
    assert {name: row["weighted"] for name, row in rows.items() if row["weighted"]} == WEIGHTED
    total = sum(CLOSED.values()) + sum(WEIGHTED.values())
    assert answer["totals"]["expected"] == total == 10_976_000


def test_what_is_not_counted_is_named(kam: RunKam) -> None:
    answer = json.loads(kam(ROOT, "forecast", "--json").stdout)
    assert {row["kind"]: row["amount"] for row in answer["other"]} == {
        "held": 1_500_000,
        "alternatives": 1_200_000,
        "overdue": 700_000,
        "undated": 400_000,
    }
