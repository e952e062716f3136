"""`kam economics`: what accounts cost and bring, as people and scripts read it (METHODS.md 5)."""

import csv
import json
from decimal import Decimal
from typing import Any

import pytest

from tests.conftest import MakeBook, RunKam

PROJECT = "name: Rolling line\namount: 10000000\nstage: C\nclose_date: 2027-03-01\n"
WORKED = {
    "kam.yaml": "format: 1\ncurrency: CNY\n",
    "accounts/again/account.yaml": """\
name: Every year
purchasing: {pattern: recurring}
acquisition: {invested: 5000000, years: 10, upkeep_per_year: 500000}
""",
    "accounts/again/opportunities/line.yaml": PROJECT,
    "accounts/once/account.yaml": """\
name: Once
purchasing: {pattern: one-off}
acquisition: {invested: 5000000}
""",
    "accounts/once/opportunities/line.yaml": PROJECT,
}


def found(kam: RunKam, root: Any, *words: str) -> Any:
    return json.loads(kam(root, "economics", *words, "--json").stdout, parse_float=Decimal)


def test_the_worked_case_is_answered_both_ways(book: MakeBook, kam: RunKam) -> None:
    root = book(WORKED)
    again = kam(root, "economics", "again").stdout
    assert "worth it: 5,000 invested are back in 2028" in again
    assert "margin assumed where none is stated (30 %): 100 % of all margins here" in again
    assert "planned: what is open is won, and comes again every year" in again
    once = kam(root, "economics", "once").stdout
    assert "not worth it: of 5,000 invested 2,000 are still out in 2027" in once
    both = {one["account"]: one for one in found(kam, root)["accounts"]}
    assert (both["again"]["worth_it"], both["again"]["payback_year"]) == (True, 2028)
    assert (both["once"]["worth_it"], both["once"]["payback_year"]) == (False, None)


def test_all_accounts_together_add_up_and_each_stands_by_itself(
    book: MakeBook, kam: RunKam
) -> None:
    root = book(WORKED)
    whole = found(kam, root)
    parts = [found(kam, root, name) for name in ("again", "once")]
    first = [part["rows"][0] for part in parts]
    for key in ("revenue", "margin", "acquisition", "profit", "cumulative"):
        assert whole["rows"][0][key] == sum(row[key] for row in first)
    last = sum(part["rows"][-1]["cumulative"] for part in parts)
    assert whole["rows"][-1]["cumulative"] == last == 18_000_000
    assert (whole["totals"]["payback_year"], whole["totals"]["count"]) == (2029, 2)
    rows = list(csv.DictReader(kam(root, "economics", "--csv").stdout.splitlines()))
    assert [(row["account"], row["year"]) for row in rows][-2:] == [
        ("again", "2036"), ("once", "2027"),
    ]  # fmt: skip


def test_the_list_shows_the_year_that_today_lies_in(book: MakeBook, kam: RunKam) -> None:
    root = book(
        {
            "accounts/now/account.yaml": """\
name: Now
purchasing: {pattern: recurring}
acquisition: {expected_per_year: 1000, expected_margin: 50}
""",
            "accounts/now/orders.yaml": "po-1: {date: 2025-03-01, amount: 100, margin: 7}\n",
            "accounts/next/account.yaml": "name: Next\nacquisition: {since: 2027, invested: 9}\n",
            "accounts/next/opportunities/line.yaml": PROJECT,
        }
    )
    both = {one["account"]: one for one in found(kam, root)["accounts"]}
    assert [both["now"][key] for key in ("profit", "cumulative")] == [500, 507]
    assert [both["next"][key] for key in ("profit", "cumulative")] == [None, None]


def test_an_open_deal_and_its_own_order_are_not_counted_twice(book: MakeBook, kam: RunKam) -> None:
    root = book(
        {
            "kam.yaml": "currency: CNY\n",
            "accounts/acme/account.yaml": "name: Acme\nacquisition: {invested: 1}\n",
            "accounts/acme/opportunities/eur.yaml": "name: Eur\ncurrency: EUR\namount: 500\n",
            "accounts/acme/orders.yaml": (
                "po-1: {date: 2026-02-10, amount: 500, opportunity: eur}\n"
            ),
        }
    )
    assert "not counted: 1 not converted (EUR 500)" in kam(root, "economics").stdout


def test_the_wallet_is_shown_by_year_and_line_and_an_estimate_says_so(
    book: MakeBook, kam: RunKam
) -> None:
    root = book(
        {
            "accounts/acme/account.yaml": """\
name: Acme
category_spend: {2025: 4000, 2026: 0}
category_spend_by_line: {drives: {2025: 1000}}
wallet_rank: {rank: 3, of: 10}
we_buy: {2025: 300}
""",
            "accounts/acme/orders.yaml": """\
po-1: {date: 2025-03-01, line: drives, amount: 400}
po-2: {date: 2025-04-01, amount: 600}
""",
        }
    )
    one = found(kam, root, "acme")["accounts"][0]
    assert one["wallet"] == [
        {"year": 2025, "line": None, "spend": 4000, "sales": 1000, "share": Decimal("0.25")},
        {"year": 2025, "line": "drives", "spend": 1000, "sales": 400, "share": Decimal("0.4")},
        {"year": 2026, "line": None, "spend": 0, "sales": 0, "share": None},
    ]
    assert one["wallet_estimate"] == Decimal("0.1455")
    text = kam(root, "economics", "acme").stdout
    assert "share of wallet ≈ 14.5 %: estimated by our rank, not measured" in text
    assert "reciprocal trade 2025: they buy 1,000, we buy 300" in text
    assert "what winning it cost is not stated: kam set acme acquisition.invested=AMOUNT" in text


def test_a_share_of_wallet_is_never_below_nothing_and_a_deal_is_counted_once(
    book: MakeBook, kam: RunKam
) -> None:
    root = book(
        {
            "kam.yaml": "currency: CNY\n",
            "accounts/acme/account.yaml": """\
name: Acme
category_spend: {2026: 2000}
purchasing: {pattern: one-off}
""",
            "accounts/acme/orders.yaml": """\
po-1: {date: 2025-12-01, amount: 1000}
po-2: {date: 2026-02-01, amount: -1200}
""",
            "accounts/bell/account.yaml": "name: Bell\nwe_buy: {2026: 1}\n",
            "accounts/bell/orders.yaml": "po-1: {date: 2025-12-01, amount: 1000}\n",
            "accounts/bell/opportunities/far.yaml": """\
name: Far
currency: EUR
amount: 900
products: [{line: drives, amount: 600}]
outcome: {result: won, date: 2026-02-01}
""",
        }
    )
    acme = found(kam, root, "acme")
    assert acme["accounts"][0]["wallet"][0]["share"] == 0
    assert acme["rows"][-1]["share_of_wallet"] == 0
    assert "1 not converted (EUR 900)" in kam(root, "economics").stdout


def test_what_does_not_read_or_convert_is_said_and_is_no_zero(book: MakeBook, kam: RunKam) -> None:
    root = book(
        {
            "kam.yaml": "currency: CNY\n",
            "accounts/acme/account.yaml": "name: Acme\nacquisition: {invested: 100}\n",
            "accounts/acme/orders.yaml": "po-1: {date: soon, amount: 1}\n",
            "accounts/corp/account.yaml": "name: [\n",
            "accounts/bell/account.yaml": "name: Bell\nwallet_rank: {rank: 5, of: 2}\n",
            "accounts/bell/opportunities/far.yaml": """\
name: Far
currency: EUR
amount: 900
outcome: {result: won, date: 2026-02-01}
""",
            "accounts/bell/opportunities/open.yaml": "name: Open\ncurrency: EUR\namount: 50\n",
            "accounts/bell/orders.yaml": "po-1: {date: 2026-02-01, amount: 5}\n",
        }
    )
    result = kam(root, "economics")
    assert result.exit_code == 3
    assert "acme is left out: a file of it does not read" in result.stdout
    assert "not counted: 2 not converted (EUR 950)" in result.stdout
    whole = found(kam, root)
    assert whole["unread"] == ["acme", "corp"]
    assert "corp is left out" in kam(root, "economics", "--account", "corp").stdout
    assert found(kam, root, "--account", "bell")["unread"] == []
    assert [one["account"] for one in whole["accounts"]] == ["bell"]
    assert whole["accounts"][0]["wallet_estimate"] is None


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_account_of_which_little_is_known_says_what_is_missing(
    book: MakeBook, kam: RunKam, language: str
) -> None:
    root = book(
        {
            "accounts/acme/account.yaml": "name: Acme\nacquisition: {invested: 100}\n",
            "accounts/bell/account.yaml": "name: Bell\n",
        }
    )
    asked = "kam set acme acquisition.expected_per_year=AMOUNT"
    assert asked in kam(root, "economics", "acme", "--lang", language).stdout
    assert "kam add-order ACCOUNT" in kam(root, "economics", "bell", "--lang", language).stdout
    assert kam(root, "economics", "--owner", "nobody").exit_code == 4
    late = {
        "accounts/acme/account.yaml": """\
name: Acme
acquisition: {invested: 1000, years: 2, since: 2026, expected_per_year: 1000}
"""
    }
    said = kam(book(late), "economics", "acme").stdout
    assert "not worth it: 1,000 invested are back in 2029, and are spread up to 2027" in said
