"""--currency: every report of money in another currency than the book's (SPEC.md 3)."""

import csv
import io
import json
from decimal import Decimal
from typing import Any

import pytest

from tests.conftest import MakeBook, RunKam
from tests.repositories import Repo

BOOK = {
    "kam.yaml": (
        "currency: CNY\nrates: {USD: 7, EUR: [{from: 2026-07-01, rate: 8}], "
        "JPY: [{from: 2027-01-01, rate: 0.05}]}\n"
    ),
    "targets.yaml": "- {owner: li.wei, period: 2026Q4, amount: 1000}\n",
    "accounts/acme/account.yaml": "name: Acme\nowner: li.wei\nsegment: steel\n",
    "accounts/acme/opportunities/frozen.yaml": (
        "name: Frozen\namount: 100\ncurrency: USD\nstage: S\n"
        "outcome: {result: won, date: 2026-10-10, amount: 100, currency: USD, rate: 6.3}\n"
    ),
    "accounts/acme/opportunities/by-hand.yaml": (
        "name: By hand\namount: 50\ncurrency: GBP\nstage: S\n"
        "history: [{date: 2026-11-02, stage: S}]\n"
    ),
    "accounts/acme/opportunities/early.yaml": (
        "name: Early\namount: 30\ncurrency: EUR\nstage: S\n"
        "outcome: {result: won, date: 2026-05-10}\n"
    ),
    "accounts/acme/opportunities/open.yaml": (
        "name: Open\namount: 1000.01\nstage: B\nclose_date: 2026-12-01\n"
        "products: [{line: drives, amount: 333.33}, {line: panels, amount: 333.33}]\n"
    ),
    "accounts/acme/opportunities/euros.yaml": (
        "name: Euros\namount: 70\ncurrency: EUR\nstage: A\nclose_date: 2026-12-10\n"
    ),
}
REPORTS = (
    "pipeline",
    "forecast",
    "attainment",
    "receivables",
    "tiers",
    "economics",
    "retention",
    "whitespace",
    "velocity",
    "scorecard",
    "report monthly",
)


def answer(kam: RunKam, root: Any, *words: str) -> Any:
    result = kam(root, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout, parse_float=Decimal)


def test_the_forecast_is_shown_at_the_rate_of_today(kam: RunKam, book: MakeBook) -> None:
    root = book(BOOK)
    found = answer(kam, root, "forecast", "--currency", "usd", "--from", "2026Q4")
    assert found["currency"] == "USD"
    assert found["converted"] == {"from": "CNY", "rate": 7, "day": "2026-11-21"}
    (row,) = found["rows"]
    assert (row["closed"], row["best_case"], row["commit"]) == (90, Decimal("142.86"), 80)
    assert row["target"] == Decimal("142.86")
    said = kam(root, "forecast", "--currency", "USD").stdout
    assert "   USD" in said.splitlines()[0]
    assert "2 not converted (EUR 30, GBP 50)" in said
    assert said.splitlines()[-1] == " converted from CNY: 1 USD = 7 CNY on 2026-11-21"


def test_what_nothing_converts_stands_apart_and_is_never_added(kam: RunKam, book: MakeBook) -> None:
    found = answer(kam, book(BOOK), "forecast")
    assert found["totals"]["closed"] == 630
    (apart,) = [one for one in found["other"] if one["kind"] == "unconverted"]
    assert (apart["count"], apart["amount"]) == (2, 0)
    assert "converted" not in found


@pytest.mark.parametrize("words", [("pipeline", "--by", "line"), ("forecast", "--by", "line")])
def test_rows_add_up_to_their_totals_to_the_cent(
    kam: RunKam, book: MakeBook, words: tuple[str, ...]
) -> None:
    root = book(BOOK)
    found = answer(kam, root, *words, "--currency", "USD")
    names = ("amount", "weighted") if words[0] == "pipeline" else ("closed", "weighted", "commit")
    for name in names:
        assert sum(row[name] for row in found["rows"]) == found["totals"][name]
    text = kam(root, *words, "--currency", "USD", "--csv").stdout
    rows = list(csv.DictReader(io.StringIO(text)))
    assert sum(Decimal(row["weighted"]) for row in rows) == found["totals"]["weighted"]


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_of_money_takes_it(kam: RunKam, book: MakeBook, name: str) -> None:
    root = book(BOOK)
    assert answer(kam, root, *name.split(), "--currency", "EUR")["currency"] == "EUR"
    result = kam(root, *name.split(), "--currency", "EUR")
    assert "converted from CNY: 1 EUR = 8 CNY on 2026-11-21" in result.stdout


def test_the_books_own_currency_changes_nothing(kam: RunKam, book: MakeBook) -> None:
    root = book(BOOK)
    assert kam(root, "forecast", "--currency", "cny").stdout == kam(root, "forecast").stdout


@pytest.mark.parametrize(
    ("settings", "currency", "message", "hint"),
    [
        (BOOK["kam.yaml"], "GBP", '"GBP" has no rate on 2026-11-21', "rates for: EUR, USD"),
        (BOOK["kam.yaml"], "JPY", '"JPY" has no rate on 2026-11-21', "rates for: EUR, USD"),
        ("currency: CNY\n", "USD", '"USD" has no rate on 2026-11-21', "rates: {USD: 7.12}"),
        ("rates: {USD: 7}\n", "USD", "the book states no currency", "currency: CNY"),
    ],
)
def test_a_currency_without_a_rate_is_refused(  # noqa: PLR0913, PLR0917 - a case and its tools
    kam: RunKam, book: MakeBook, settings: str, currency: str, message: str, hint: str
) -> None:
    result = kam(book({**BOOK, "kam.yaml": settings}), "forecast", "--currency", currency)
    assert result.exit_code == 2
    assert message in result.stderr
    assert hint in result.stderr


def test_a_bridge_is_at_one_rate_and_balances(kam: RunKam, book: MakeBook) -> None:
    root = book(BOOK)
    repo = Repo(root)
    repo.commit("2026-10-01")
    for name, text in {
        "kam.yaml": BOOK["kam.yaml"].replace("USD: 7", "USD: 7.5").replace("rate: 8", "rate: 8.1"),
        "accounts/acme/opportunities/open.yaml": BOOK[
            "accounts/acme/opportunities/open.yaml"
        ].replace("1000.01", "900"),
    }.items():
        (root / name).write_text(text, encoding="utf-8")
    found = answer(kam, root, "bridge", "--from", "2026-10-02", "--currency", "USD")
    rows = {row["kind"]: row["amount"] for row in found["rows"]}
    assert found["balanced"] is True
    assert rows["opening"] == Decimal("133.33") + Decimal("74.67")
    assert rows["decreased"] == Decimal(120) - Decimal("133.33")
    assert rows["revalued"] == Decimal("75.6") - Decimal("74.67")
    assert found["converted"]["rate"] == Decimal("7.5")


def test_as_of_a_day_it_is_the_rate_of_that_day(kam: RunKam, book: MakeBook) -> None:
    root = book(BOOK)
    repo = Repo(root)
    repo.commit("2026-10-01")
    text = BOOK["kam.yaml"].replace("currency: CNY", "currency: USD").replace("USD: 7", "CNY: 0.14")
    (root / "kam.yaml").write_text(text, encoding="utf-8")
    words = ("forecast", "--as-of", "2026-10-02", "--currency", "EUR")
    found = answer(kam, root, *words)
    assert found["converted"] == {"from": "CNY", "rate": 8, "day": "2026-10-01"}
    refused = kam(root, "bridge", "--from", "2026-10-02", "--currency", "EUR")
    assert refused.exit_code == 2
    assert "the book was kept in CNY, and is in USD" in refused.stderr


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("frozen", "USD 100 · counts CNY 630"),
        ("euros", "EUR 70 · counts CNY 560"),
        ("by-hand", "GBP 50 · not counted: no rate converts it"),
        ("open", "CNY 1,000.01\n"),
    ],
)
def test_a_page_says_what_an_amount_counts_in_the_book(
    kam: RunKam, book: MakeBook, name: str, words: str
) -> None:
    assert words in kam(book(BOOK), "show", f"acme/{name}").stdout
