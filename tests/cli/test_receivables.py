"""`kam receivables`, and recording payments without touching a file."""

import csv
import json
from typing import Any

import pytest

from tests.conftest import MakeBook, RunKam

BOOK = {
    "kam.yaml": "currency: CNY\npeople: {li.wei: {name: 李伟}}\n",
    "accounts/acme/account.yaml": "name: Acme Mills\nowner: li.wei\nsegment: mills\n",
    "accounts/acme/orders.yaml": """\
po-1:
  date: 2026-02-01
  amount: 1000
  payments:
    - {kind: advance, amount: 300, due: 2026-03-01, paid: 2026-03-04}
    - {kind: delivery, amount: 650, due: 2026-09-30}
    - {kind: retention, amount: 50, due: 2026-11-01}
po-2: {date: 2026-05-01, amount: 400}
""",
    "accounts/bell/account.yaml": "name: Bell Foods\n",
    "accounts/bell/orders.yaml": """\
po-1: {date: 2026-02-10, amount: 50, payments: [{kind: full, amount: 50}]}
""",
}


def cells(text: str, begins: str) -> str:
    """What stands behind the first cell of the row that begins so."""
    row = next(line for line in text.splitlines() if line.lstrip().startswith(begins))
    return " ".join(row.split()[1:])


def test_the_report_says_who_owes_what_for_how_long(book: MakeBook, kam: RunKam) -> None:
    text = kam(book(BOOK), "receivables").stdout
    heading = "Unpaid Not due 1-30 d 31-60 d 61-90 d > 90 d No date Retained Paid"
    assert cells(text, "Account") == heading
    assert cells(text, "Acme") == "Mills 650 – – 650 – – – 50 300"
    assert cells(text, "Bell") == "Foods 50 – – – – – 50 – –"
    assert cells(text, "Total") == "700 – – 650 – – 50 50 300"
    assert "paid from 2026-01-01 through 2026-11-21: 300; due by 2026-12-21: 0" in text
    assert "retention overdue: 50 of 50" in text
    assert (
        "1 order states no payments (400): kam set acme --order po-2"
        " 'payments+={kind: KIND, amount: AMOUNT, due: DATE}'"
    ) in text
    listed = text.partition("Overdue, or due by 2026-12-21")[2]
    assert cells(listed, "2026-09-30") == "52 Acme Mills po-1 2 payment on delivery 650 li.wei"
    assert "2 payments are overdue: kam set acme --order po-1 payments.2.paid=today" in listed


def test_a_won_opportunity_without_an_order_is_named_with_what_adds_one(
    book: MakeBook, kam: RunKam
) -> None:
    won = "name: MES\namount: 700\noutcome: {result: won, date: 2026-05-01}\n"
    root = book(
        {
            "accounts/acme/account.yaml": "name: Acme\n",
            "accounts/acme/opportunities/mes.yaml": won,
            "accounts/acme/orders.yaml": "po-1: {date: 2026-06-01, amount: -20}\n",
        }
    )
    text = kam(root, "receivables").stdout
    hint = "1 won opportunity has no order (700): kam add-order acme --opportunity mes"
    assert hint in text
    assert "1 credit note states no payments (-20)" in text
    words = hint.partition(": kam ")[2].split()
    assert kam(root, *words, "--amount", "700").exit_code == 0
    assert "has no order" not in kam(root, "receivables").stdout


def test_what_no_payment_tells_of_has_the_command_that_mends_it_and_its_own_currency(
    book: MakeBook, kam: RunKam
) -> None:
    won = "name: MES\namount: 700\noutcome: {result: won, date: 2026-05-01}\n"
    folder = "accounts/acme/opportunities"
    root = book(
        {
            **BOOK,
            f"{folder}/mes.yaml": won,
            f"{folder}/pounds.yaml": f"{won}currency: GBP\n",
            "accounts/acme/orders.yaml": """\
po-1: {date: 2026-02-01, amount: 100, payments: [{kind: full, amount: 120}]}
""",
        }
    )
    text = kam(root, "receivables").stdout
    assert "more than it (-20): kam set acme --order po-1 payments.NUMBER.amount=AMOUNT" in text
    assert "2 won opportunities have no order (700, GBP 700)" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--from", "2027Q4", "--to", "2027Q1"), "2027Q1 is before 2027Q4"),
        (("--to", "2025"), "2025 is before 2026"),
        (("--from", "2199"), "2199 lies ahead: nothing has come in yet"),
    ],
)
def test_days_in_which_nothing_can_have_come_in_are_refused(
    words: tuple[str, ...], said: str, book: MakeBook, kam: RunKam
) -> None:
    refused = kam(book(BOOK), "receivables", *words)
    assert refused.exit_code == 2
    assert said in refused.stderr


def test_a_page_takes_a_promise_for_no_payment_as_the_report_does(
    book: MakeBook, kam: RunKam
) -> None:
    orders = """\
po-1: {date: 2026-02-01, amount: 100, payments: [{kind: full, amount: 100, paid: 2026-11-22}]}
"""
    root = book({**BOOK, "accounts/acme/orders.yaml": orders})
    assert "CNY 100 · to be paid 100" in kam(root, "show", "acme").stdout
    assert "to be paid" not in kam(root, "show", "acme", "--today", "2026-11-22").stdout


def test_groups_have_the_names_of_what_they_are(book: MakeBook, kam: RunKam) -> None:
    root = book(BOOK)
    assert "李伟" in kam(root, "receivables", "--by", "owner").stdout
    by_kind = kam(root, "receivables", "--by", "款项").stdout
    assert cells(by_kind, "retention") == "– – – – – – – 50 –"
    assert kam(root, "receivables", "--by", "line").exit_code == 2
    assert cells(kam(root, "receivables", "--by", "segment").stdout, "none").startswith("50 ")


def test_scripts_get_every_payment_and_the_sums(book: MakeBook, kam: RunKam) -> None:
    root = book(BOOK)
    found: Any = json.loads(kam(root, "receivables", "--json", "--from", "2026Q2").stdout)
    assert [(one["order"], one["payment"], one["state"]) for one in found["rows"]] == [
        ("po-1", 2, "overdue"),
        ("po-1", 3, "overdue"),
        ("po-1", 1, "undated"),
    ]
    assert found["totals"]["paid"] == 0
    assert (found["from"], found["to"], found["until"]) == (
        "2026-04-01",
        "2026-11-21",
        "2026-12-21",
    )
    assert found["groups"][0] == {
        "group": "acme",
        **found["totals"],
        "count": 2,
        "open": 650,
        "undated": 0,
    }
    rows = list(csv.DictReader(kam(root, "receivables", "--csv").stdout.splitlines()))
    assert [one["paid"] for one in rows] == ["", "", "", "2026-03-04"]


def test_a_payment_is_recorded_in_one_command(book: MakeBook, kam: RunKam) -> None:
    root = book(BOOK)
    for words in (
        ["payments.2.paid=today"],
        ["payments.retention.due=2027-11-01"],
        ["payments.2.amount=500", "payments+={kind: 到货款, amount: 150, due: +2w}"],
    ):
        assert kam(root, "set", "acme", "--order", "po-1", *words).exit_code == 0
    totals = json.loads(kam(root, "receivables", "--account", "acme", "--json").stdout)["totals"]
    assert (totals["open"], totals["soon"], totals["retention"], totals["paid"]) == (
        150,
        150,
        50,
        800,
    )
    assert "1 payment to come in" in kam(root, "receivables", "--account", "acme").stdout


def test_a_payment_is_named_by_its_kind_or_its_number(book: MakeBook, kam: RunKam) -> None:
    root = book(BOOK)
    named = kam(root, "set", "acme", "--order", "po-1", "payments.质保金.due=2027-11-01")
    assert named.stdout == "acme/po-1  payments.retention.due 2026-11-01 -> 2027-11-01\n"
    whole = (
        "payments=[{kind: 预付款, amount: 100}, {kind: final, amount: 1}, {kind: 尾款, amount: 2}]"
    )
    assert kam(root, "set", "acme", "--order", "po-2", whole).exit_code == 0
    twice = kam(root, "set", "acme", "--order", "po-2", "payments.final.paid=today")
    assert (twice.exit_code, twice.stderr.splitlines()) == (
        2,
        ['kam: more than one entry is called "final"', "say which by its number: 2, 3"],
    )
    assert kam(root, "set", "acme", "--order", "po-2", "payments.3.paid=today").exit_code == 0


@pytest.mark.parametrize("width", ["40", "80", "200"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_books_with_little_in_them(
    book: MakeBook, kam: RunKam, monkeypatch: pytest.MonkeyPatch, language: str, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    empty = kam(book({}), "receivables", "--lang", language)
    assert (empty.exit_code, "kam add-order" in empty.stdout) == (0, True)
    odd = {
        **BOOK,
        "accounts/acme/opportunities/euro.yaml": """\
name: Euro
currency: EUR
amount: 7
outcome: {result: won, date: 2026-02-01}
""",
        "accounts/acme/orders.yaml": """\
po-1: {date: 2026-02-01, amount: 5, opportunity: euro, payments: [{kind: full, amount: 5}]}
po-2: {date: 2026-02-01, amount: -5}
po-3: {date: 2026-02-01, amount: 5, payments: [{kind: full, amount: 6}]}
po-4: {date: 2026-02-01, amount: 5, payments: [{kind: full, amount: 4, due: 2026-11-30}]}
""",
        "accounts/bell/orders.yaml": "po-1: {date: 2026-02-01}\n",
    }
    found = kam(book(odd), "receivables", "--lang", language)
    assert found.exit_code == 3
    assert "EUR" in found.stdout or "欧元" in found.stdout
    assert "bell" in found.stdout
