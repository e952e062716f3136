"""`kam tiers` from the command line: the table's notes, and the page of one account."""

import json

import pytest

from tests.conftest import MakeBook, RunKam

ORDERS = "po-1: {date: 2026-03-01, amount: 1000, margin: 200}\n"
MEND = "kam set ACCOUNT --order ID margin=AMOUNT"


def test_what_asks_for_action_is_said_below(book: MakeBook, kam: RunKam) -> None:
    root = book(
        {
            "accounts/acme/account.yaml": "name: Acme\ntier: general\ntier_reviewed: 2025-01-01\n",
            "accounts/acme/orders.yaml": f"{ORDERS}po-2: {{date: 2026-03-02, amount: 500}}\n",
        }
    )
    lines = kam(root, "tiers").stdout.splitlines()
    assert " ".join(lines[4].split()) == (
        "Acme A 1,500 200* 100 % 100 % – general key – 2026-01-01"
    )
    assert lines[5] == (
        "   -> profit share 100 % (key from 5 %); screens passed: 1 (key from 1);"
        " screens passed: only 1 (core from 2); some sales state no margin"
    )
    assert lines[-3:] == [
        " * not in the profit: 1 sale without a margin (500): " + MEND,
        " 1 tier review is due: kam check --select tier-review",
        " 1 tier differs from what the data suggest: kam tiers --account ACCOUNT",
    ]


def test_the_page_of_an_account_answers_with_its_reasons(book: MakeBook, kam: RunKam) -> None:
    root = book(
        {
            "accounts/acme/account.yaml": (
                "name: Acme\nindustry: steel\ncategory_spend: {2026: 100}\n"
                "qualification: {product_fit: false, decision_levels: 6, openness: 4}\n"
            ),
            "accounts/acme/orders.yaml": ORDERS + "po-2: {date: 2025-03-01, amount: 500}\n",
            "playbooks/accounts.yaml": (
                "verdicts: {worth-investing: {parts: {profile: {questions:"
                " {industry: {one_of: [food]}}}}}}\n"
            ),
        }
    )
    page = kam(root, "tiers", "--account", "acme").stdout
    for line in (
        " Key account      no (1 yes, 2 no, 12 open; needs product fit)",
        " Worth investing  no (1 yes, 2 no, 0 open)",
        " -  product fit             our product does not solve their problem",
        " ?  purchasing centralised  purchasing.organisation",
        " -  industry                      steel · not an industry that we are good in",
        " -  decision chain simple enough  6 (at most 4) · too many levels must agree",
        " +  openness                      4 (from 3) · open to new suppliers",
        " ·  budget                        100 · no limit set in playbooks/accounts.yaml",
        " Sales            1,000 · last 12 months · +100 % on the time before",
        " ? 12 to be answered: kam set acme qualification.way_of_selling_fit=…",
    ):
        assert f"\n{line}\n" in page


def test_the_command_that_the_page_names_answers_the_question(book: MakeBook, kam: RunKam) -> None:
    root = book({"accounts/acme/account.yaml": "name: Acme\n"})
    assert "0 yes, 0 no, 15 open" in kam(root, "tiers", "--account", "acme").stdout
    assert kam(root, "set", "acme", "qualification.product_fit=yes").exit_code == 0
    verdicts = json.loads(kam(root, "tiers", "--json").stdout)["rows"][0]["verdicts"]
    assert verdicts[0]["yes"] == ["product-fit"]
    waits = "not decided (1 yes, 0 no, 14 open; needs way-of-selling fit)"
    assert waits in kam(root, "tiers", "--account", "acme").stdout


def test_the_profit_is_said_with_what_it_is_made_of(book: MakeBook, kam: RunKam) -> None:
    cost = "acquisition: {invested: 1000, years: 10, upkeep_per_year: 30, since: 2020}\n"
    root = book(
        {"accounts/acme/account.yaml": "name: Acme\n" + cost, "accounts/acme/orders.yaml": ORDERS}
    )
    page = kam(root, "tiers", "--account", "acme").stdout
    made_of = "margin 200 · upkeep and acquisition -130"
    assert f" Profit           A · 70 · 100 % of all · {made_of}\n" in page
    row = json.loads(kam(root, "tiers", "--json").stdout)["rows"][0]
    assert (row["profit"], row["margin"], row["cost"]) == (70, 200, 130)


def test_the_page_of_the_account_says_that_a_review_is_due(book: MakeBook, kam: RunKam) -> None:
    root = book(
        {"accounts/acme/account.yaml": "name: Acme\ntier: key\ntier_reviewed: 2025-11-20\n"}
    )
    line = " Tier    key · reviewed 2025-11-20 · review due 2026-11-20 (1 day ago)\n"
    assert line in kam(root, "show", "acme").stdout
    assert line not in kam(root, "show", "acme", "--today", "2026-11-20").stdout


def test_the_value_matrix_says_who_does_not_say(book: MakeBook, kam: RunKam) -> None:
    buys = "purchasing: {volume: large, pattern: one-off}\n"
    root = book(
        {
            "accounts/acme/account.yaml": "name: Acme\n" + buys,
            "accounts/bell/account.yaml": "name: Bell\npurchasing: {volume: small}\n",
        }
    )
    lines = kam(root, "tiers", "--matrix").stdout.splitlines()
    assert [line.split() for line in lines[4:6]] == [
        ["large", "most", "important", "sudden"],
        ["Acme"],
    ]
    assert lines[-1] == (
        " 1 account does not say how much and how often it buys:"
        " kam set ACCOUNT purchasing.volume=… purchasing.pattern=…"
    )


def test_an_empty_book_and_one_that_does_not_read(book: MakeBook, kam: RunKam) -> None:
    root = book({})
    for words in (("tiers",), ("tiers", "--matrix")):
        assert "no account: kam add-account NAME" in kam(root, *words).stdout
    root = book(
        {
            "accounts/acme/account.yaml": "name: Acme\n",
            "accounts/acme/orders.yaml": "po-1: {date: soon}\n",
        }
    )
    result = kam(root, "tiers", "--account", "acme")
    assert result.exit_code == 3
    assert "– · a file of it cannot be read" in result.stdout


def test_an_account_that_does_not_read_is_no_reason_to_add_one(book: MakeBook, kam: RunKam) -> None:
    root = book({"accounts/acme/account.yaml": "tier: core\n"})
    for words in (("tiers",), ("tiers", "--matrix"), ("relationship",)):
        result = kam(root, *words)
        assert (result.exit_code, result.stdout.splitlines()[-1]) == (3, " no account")


def test_on_a_narrow_screen_columns_go_and_the_suggestion_stays(
    book: MakeBook, kam: RunKam, monkeypatch: pytest.MonkeyPatch
) -> None:
    about = "name: A customer of a long name\ntier: general\n"
    root = book({"accounts/acme/account.yaml": about, "accounts/acme/orders.yaml": ORDERS})
    for width in ("60", "40"):
        monkeypatch.setenv("COLUMNS", width)
        lines = kam(root, "tiers").stdout.splitlines()
        assert all(len(line) <= int(width) for line in lines)
        assert "Suggested" in lines[2]
