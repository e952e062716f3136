"""`kam commission`: what each of us earned, as people and scripts read it (METHODS.md 10)."""

import csv
import json
from decimal import Decimal
from typing import Any

from tests.conftest import MakeBook, RunKam

WORKED = {
    "kam.yaml": "format: 1\ncurrency: CNY\n",
    "commission.yaml": """\
plans:
  standard: {tiers: [{to: 100000, rate: 5}, {to: 125000, rate: 6}, {rate: 7}]}
default: standard
""",
    "accounts/acme/account.yaml": "name: Acme\nowner: li.wei\n",
    "accounts/acme/opportunities/mes.yaml": """\
name: MES
amount: 150000
outcome: {result: won, date: 2026-05-01}
""",
}


def found(kam: RunKam, root: Any, *words: str) -> Any:
    return json.loads(kam(root, "commission", *words, "--json").stdout, parse_float=Decimal)


def test_the_worked_example_is_paid_to_the_cent(book: MakeBook, kam: RunKam) -> None:
    root = book(WORKED)
    result = found(kam, root)
    (row,) = result["rows"]
    assert row == {
        "person": "li.wei", "period": "2026", "basis": 150_000, "commission": 8_250,
        "paid": 8_250, "deferred": 0, "clawback": 0, "payout": 8_250, "plan": "standard",
    }  # fmt: skip
    assert [
        (one["amount"], one["tier"], one["rate"], one["commission"]) for one in result["audit"]
    ] == [
        (100_000, 1, 5, 5_000),
        (25_000, 2, 6, 1_500),
        (25_000, 3, 7, 1_750),
    ]
    lines = list(
        csv.DictReader(kam(root, "commission", "--person", "li.wei", "--csv").stdout.splitlines())
    )
    assert [line["commission"] for line in lines] == ["5000", "1500", "1750"]
    assert "8,250" in kam(root, "commission", "--person", "li.wei").stdout
