"""`kam whitespace`: the grid, sweep lists, analogy, references, as people and scripts read it."""

import json
from typing import Any

from tests.conftest import MakeBook, RunKam

BOOK = {
    "kam.yaml": "currency: CNY\n",
    "accounts/acme/account.yaml": """\
name: Acme Mills
industry: steel
category_spend_by_line: {drives: {2026: 5000}}
reference: {willing: true, opinion_leader: true, subjects: [drives]}
references: [{to: bell, subject: drives, date: 2026-05-01}, {to: A trade fair}]
""",
    "accounts/acme/opportunities/more.yaml": """\
name: More
amount: 700
products: [{line: robots, amount: 700}]
""",
    "accounts/acme/orders.yaml": "po-1: {date: 2026-03-01, line: drives, amount: 2000}\n",
    "accounts/bell/account.yaml": "name: Bell Foundry\nindustry: steel\nparent: acme\n",
    "accounts/corp/account.yaml": "name: Corp\nindustry: steel\nwallet_rank: {rank: 3, of: 10}\n",
    "accounts/corp/opportunities/first.yaml": "name: First\n",
    "accounts/corp/orders.yaml": "po-1: {date: 2024-03-01, line: service, amount: 20}\n",
}


def found(kam: RunKam, root: Any, *words: str) -> Any:
    return json.loads(kam(root, "whitespace", *words, "--json").stdout)


def test_the_grid_says_what_is_spent_elsewhere_open_and_never_sold(
    book: MakeBook, kam: RunKam
) -> None:
    text = kam(book(BOOK), "whitespace").stdout
    rows = {line.split()[0]: line.split() for line in text.splitlines() if line.startswith("   ")}
    assert rows["drives"][1:4] == ["5,000", "2,000", "3,000"]
    assert rows["drives"][-1] == "up-sell"
    assert rows["robots"][-2:] == ["700", "cross-sell"]
    assert "never sold there: service" in text
    assert "sold there, but not lately: service" in text
    assert "of 1 nothing is sold, open or known" in text
    assert "kam set bell category_spend_by_line.LINE.2026=AMOUNT" in text


def test_by_group_a_line_says_how_many_units_buy_it(book: MakeBook, kam: RunKam) -> None:
    root = book(BOOK)
    text = kam(root, "whitespace", "--by", "group").stdout
    assert "1 of 2" in next(line for line in text.splitlines() if "drives" in line)
    rows = found(kam, root, "--by", "group")["rows"]
    drives = next(row for row in rows if row["line"] == "drives" and row["group"] == "acme")
    assert (drives["account"], drives["units"], drives["buying"]) == (None, 2, 1)


def test_a_fiscal_year_is_the_same_everywhere(book: MakeBook, kam: RunKam) -> None:
    root = book(
        {
            "kam.yaml": "currency: CNY\nfiscal_year_start: 4\n",
            "accounts/acme/account.yaml": """\
name: Acme
category_spend: {2026: 1000, 2027: 4000}
category_spend_by_line: {drives: {2026: 10, 2027: 3000}}
""",
            "accounts/acme/orders.yaml": "po-1: {date: 2026-05-01, amount: 1000, line: drives}\n",
            "accounts/bell/account.yaml": "name: Bell\n",
        }
    )
    grid = found(kam, root)
    assert [grid["accounts"][0][key] for key in ("potential", "share_of_wallet")] == [4000, 0.25]
    assert grid["rows"][0]["potential"] == 3000
    for name in ("relationship", "economics"):
        rows = json.loads(kam(root, name, "--account", "acme", "--json").stdout)["rows"]
        assert rows[0]["share_of_wallet"] == 0.25
    assert "category_spend_by_line.LINE.2027=AMOUNT" in kam(root, "whitespace").stdout


def test_what_is_not_known_is_not_called_never_sold(book: MakeBook, kam: RunKam) -> None:
    root = book(
        {
            "kam.yaml": "currency: CNY\n",
            "accounts/acme/account.yaml": "name: Acme\n",
            "accounts/acme/orders.yaml": "po-1: {date: 2026-03-01, amount: 9, line: drives}\n",
            "accounts/bell/account.yaml": (
                "name: Bell\ncategory_spend_by_line: {pumps: {2026: 9}}\n"
            ),
            "accounts/bell/orders.yaml": "po-1: {date: 2026-03-01, amount: 9}\n",
        }
    )
    text = kam(root, "whitespace").stdout
    assert "unclear, as sales there state no line: drives" in text
    assert "never sold there: pumps" in text
    assert next(line for line in text.splitlines() if "pumps  " in line).split()[-1] == "unclear"


def test_a_sum_of_a_group_that_lacks_a_part_says_so(book: MakeBook, kam: RunKam) -> None:
    root = book(
        {
            "kam.yaml": "currency: CNY\n",
            "accounts/hold/account.yaml": "name: Holding\ncategory_spend: {2026: 10000}\n",
            "accounts/unit/account.yaml": (
                "name: Unit\nparent: hold\ncategory_spend: {2026: 5000}\n"
            ),
            "accounts/unit/opportunities/eur.yaml": "name: Eur\ncurrency: EUR\namount: 500\n",
            "accounts/unit/orders.yaml": (
                "po-1: {date: 2026-02-10, amount: 500, opportunity: eur}\n"
            ),
            "accounts/ghost/account.yaml": "name: Ghost\nparent: nowhere\n",
        }
    )
    text = kam(root, "whitespace", "--by", "group").stdout
    row = next(line for line in text.splitlines() if "Holding" in line)
    assert row.split()[1:4] == ["15,000", "?", "?"]
    assert "kam set ghost category_spend_by_line.LINE.2026=AMOUNT" in text
    totals = found(kam, root, "--by", "group")["totals"]
    assert [totals[key] for key in ("potential", "current", "gap")] == [15000, None, None]
    one = kam(root, "whitespace", "--account", "unit").stdout
    assert next(line for line in one.splitlines() if "Unit" in line).split()[1:4] == [
        "5,000", "?", "?",
    ]  # fmt: skip


def test_a_sweep_and_the_neighbours_of_a_win(book: MakeBook, kam: RunKam) -> None:
    root = book(BOOK)
    text = kam(root, "whitespace", "--sweep", "STEEL").stdout
    assert "Sweep of steel   2026-11-21   untouched 1 · customer 2" in text
    assert "show them Acme Mills, Corp, who bought drives, service" in text
    assert "1 untouched: kam add-task bell TEXT --due DATE" in text
    near = kam(root, "whitespace", "--like", "acme").stdout
    assert "Neighbours of Acme Mills in steel" in near
    assert "show them Acme Mills, who bought drives" in near
    assert "Corp" not in near
    own = found(kam, root, "--like", "bell")
    assert (own["market"], own["like"], own["rows"]) == ("steel", "bell", [])
    assert "no other account there" in kam(root, "whitespace", "--like", "bell").stdout


def test_references_say_who_vouches_to_whom_and_for_whom_next(book: MakeBook, kam: RunKam) -> None:
    root = book(BOOK)
    text = kam(root, "whitespace", "--references").stdout
    assert "opinion leader, willing" in text
    assert "vouched to A trade fair, Bell Foundry" in text
    assert "could help with Corp" in text
    assert "1 customer not asked: kam set corp reference.willing=true" in text
    assert "no customer yet who could vouch" in kam(root, "whitespace", "--references",
                                                    "--account", "bell").stdout  # fmt: skip


def test_of_many_the_first_are_named(book: MakeBook, kam: RunKam) -> None:
    many = {
        f"accounts/c{place}/account.yaml": f"name: Mill {place}\nindustry: steel\n"
        for place in range(7)
    }
    orders = {
        f"accounts/c{place}/orders.yaml": "po-1: {date: 2026-03-01, line: drives, amount: 2}\n"
        for place in range(1, 7)
    }
    text = kam(book({**many, **orders}), "whitespace", "--sweep", "steel").stdout
    assert "show them Mill 1, Mill 2, Mill 3, Mill 4, Mill 5 and 1 more, who bought drives" in text


def test_renaming_follows_the_reference(book: MakeBook, kam: RunKam) -> None:
    root = book(BOOK)
    assert kam(root, "rename", "bell", "bell-works").exit_code == 0
    assert "{to: bell-works, subject: drives" in (root / "accounts/acme/account.yaml").read_text()


def test_what_cannot_be_asked_and_what_does_not_read(book: MakeBook, kam: RunKam) -> None:
    root = book(
        {
            **BOOK,
            "accounts/bell/orders.yaml": "po-1: {date: soon}\n",
            "accounts/dell/account.yaml": "name: Dell\nindustry: steel\n",
            "accounts/dell/opportunities/far.yaml": """\
name: Far
currency: EUR
amount: 5
outcome: {result: won, date: 2026-05-01}
""",
            "accounts/echo/account.yaml": "name: Echo\n",
        }
    )
    both = kam(root, "whitespace", "--sweep", "steel", "--references")
    assert (both.exit_code, "exclude each other" in both.stderr) == (2, True)
    bare = kam(root, "whitespace", "--like", "echo")
    assert (bare.exit_code, "neither an industry nor a segment" in bare.stderr) == (2, True)
    assert kam(root, "whitespace", "--sweep", "hotels").exit_code == 4
    text = kam(root, "whitespace").stdout
    assert "bell is left out: a file of it does not read" in text
    assert "? = not all that was sold converts" in text
    assert "does not read" in kam(root, "whitespace", "--sweep", "steel").stdout
    other = {"accounts/fox/account.yaml": "name: Fox\nindustry: steel\n"}
    only = book({**other, "accounts/golf/account.yaml": "name: Golf\nindustry: steel\n"})
    assert "fox has bought nothing" in kam(only, "whitespace", "--like", "fox").stdout


def test_an_estimate_by_rank_is_marked_and_an_empty_book_says_so(
    book: MakeBook, kam: RunKam
) -> None:
    assert "no account: kam add-account NAME" in kam(book({}), "whitespace").stdout
    files = {
        "accounts/acme/account.yaml": "name: Acme\nwallet_rank: {rank: 3, of: 10}\n",
        "accounts/acme/orders.yaml": "po-1: {date: 2026-03-01, amount: 160}\n",
    }
    text = kam(book(files), "whitespace").stdout
    assert "≈ 1,100" in text
    assert "≈ estimated by our rank among their suppliers, not measured" in text
    assert "without a line" in text
