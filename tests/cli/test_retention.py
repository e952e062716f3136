"""`kam retention`: who stayed and who needs a visit, as people and scripts read it."""

import csv
import json
from typing import Any

from tests.conftest import MakeBook, RunKam

BOOK = {
    "kam.yaml": "currency: CNY\n",
    "accounts/acme/account.yaml": "name: Acme Mills\nsegment: mills\n",
    "accounts/acme/orders.yaml": """\
po-1: {date: 2025-01-10, amount: 1000}
po-2: {date: 2025-04-10, amount: 1000}
po-3: {date: 2025-07-10, amount: 1000}
po-4: {date: 2025-12-10, amount: 900}
""",
    "accounts/bell/account.yaml": "name: Bell Foods\n",
    "accounts/bell/orders.yaml": "po-1: {date: 2025-02-10, amount: 2000}\n",
    "accounts/corp/account.yaml": "name: Corp\n",
    "accounts/corp/orders.yaml": """\
po-1: {date: 2025-02-10, amount: 500}
po-2: {date: 2026-02-10, amount: 700}
""",
}


def test_the_figures_say_what_they_are_made_of_and_who_needs_a_visit(
    book: MakeBook, kam: RunKam
) -> None:
    text = kam(book(BOOK), "retention").stdout
    assert (
        "logos 67 %: 2 of 3 customers of the year before bought again, 1 did not (churn 33 %)"
    ) in text
    assert (
        "gross 25 %: 1,400 of 5,500 came again, 2,000 went with customers lost and 2,100 as others"
        " bought less (churn 75 %)"
    ) in text
    assert "net 29 %: the same and 200 more that these customers buy now" in text
    lost = text.partition("Lost, falling or late")[2]
    acme, bell = (next(row for row in lost.splitlines() if name in row) for name in ("Acm", "Bel"))
    figures = "falling, late 3,000 900 -70 % 2025-12-10 346 91 2026-04-25"
    assert acme.split()[2:] == figures.split()
    assert "customer lost" in bell
    assert "Corp" not in lost


def test_csv_and_json_have_every_customer(book: MakeBook, kam: RunKam) -> None:
    root = book(BOOK)
    found: Any = json.loads(kam(root, "retention", "--json").stdout)
    assert [row["account"] for row in found["rows"]] == ["acme", "bell", "corp"]
    assert found["totals"] == found["years"][0]
    rows = list(csv.DictReader(kam(root, "retention", "--csv").stdout.splitlines()))
    assert (rows[0]["due_by"], rows[0]["late"], rows[1]["due_by"]) == ("2026-04-25", "true", "")
    only = json.loads(kam(root, "retention", "--segment", "mills", "--json").stdout)
    assert only["totals"]["customers"] == 1


def test_books_with_little_in_them(book: MakeBook, kam: RunKam) -> None:
    empty = kam(book({}), "retention").stdout
    assert "nothing sold yet: kam add-order ACCOUNT" in empty
    assert "nobody bought in the year before 2025-11-22" in empty
    quiet = kam(
        book(
            {
                "kam.yaml": "currency: CNY\n",
                "accounts/acme/account.yaml": "name: Acme\n",
                "accounts/acme/orders.yaml": "po-1: {date: 2026-11-01, amount: 5}\n",
                "accounts/bell/account.yaml": "name: Bell\n",
                "accounts/bell/orders.yaml": "po-1: {date: 2026-11-01}\n",
                "accounts/far/account.yaml": "name: Far\n",
                "accounts/far/opportunities/one.yaml": """\
name: One
currency: EUR
amount: 7
outcome: {result: won, date: 2026-11-02}
""",
            }
        ),
        "retention",
    )
    assert quiet.exit_code == 3
    assert "nobody is lost, falling or late" in quiet.stdout
    assert "bell is left out: a file of it does not read" in quiet.stdout
    assert "1 customer is in no amount: not all it bought converts" in quiet.stdout
