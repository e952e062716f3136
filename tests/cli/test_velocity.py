"""`kam velocity` as people use it: a book in, tables, CSV and JSON out."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import MakeBook, RunKam

BOOK = {
    "kam.yaml": "format: 1\ncurrency: CNY\n",
    "accounts/acme/account.yaml": "name: Acme\nsegment: steel\nowner: li.wei\n",
    "accounts/acme/opportunities/won.yaml": """\
name: Won
stage: S
amount: 3000
history:
  - {date: 2026-01-01, stage: G}
  - {date: 2026-01-31, stage: S}
competitors: [{name: Corvane}]
outcome: {result: won, date: 2026-01-31}
""",
    "accounts/acme/opportunities/lost.yaml": """\
name: Lost
stage: G
amount: 1000
history:
  - {date: 2026-04-01, stage: G}
outcome: {result: lost, date: 2026-05-01, reason: 价格, to: Corvane, price: 900}
""",
    "accounts/acme/opportunities/open.yaml": """\
name: Open
stage: F
amount: 500
history:
  - {date: 2026-10-01, stage: G}
  - {date: 2026-11-01, stage: F}
""",
}


@pytest.fixture
def root(book: MakeBook) -> Path:
    return book(BOOK)


def test_all_tables_that_have_rows_stand_on_one_page(root: Path, kam: RunKam) -> None:
    """1 open x 50 % x 3,000 / 30 days is 50 a day."""
    lines = kam(root, "velocity").stdout.splitlines()
    assert lines[0] == "Velocity   2026-11-21   CNY"
    assert " ".join(lines[4].split()) == "Total 1 1 – 50.0 % 75.0 % 3,000 30 30 1 50"
    heads = [line.split("   ")[0] for line in lines if line and not line.startswith(" ")]
    assert heads == [
        "Velocity",
        "What moves it most",
        "From stage to stage",
        "Why opportunities were lost",
        "Competitors",
    ]


def test_the_json_has_the_measures_and_all_tables(root: Path, kam: RunKam) -> None:
    found = json.loads(kam(root, "velocity", "--json").stdout)
    totals = found["totals"]
    assert (totals["win_rate"], totals["velocity_per_day"], totals["open"]) == (0.5, 50, 1)
    assert [lever["factor"] for lever in found["levers"]] == [
        "open",
        "win_rate",
        "mean_won_amount",
        "mean_cycle_days",
    ]
    assert found["stages"][0]["label"] == "visit promised"
    assert [row["cohort"] for row in found["cohorts"]] == ["2026Q1", "2026Q2", "2026Q4"]
    assert found["reasons"][0]["label"] == "price"
    assert found["competitors"][0]["price_ratio"] == 0.9


def test_a_window_and_groups(root: Path, kam: RunKam) -> None:
    printed = kam(
        root, "velocity", "--by", "segment", "--from", "2026Q1", "--to", "2026Q1", "--json"
    )
    found = json.loads(printed.stdout)
    assert (found["from"], found["to"]) == ("2026Q1", "2026Q1")
    assert [(row["group"], row["won"], row["lost"]) for row in found["rows"]] == [("steel", 1, 0)]
    head = kam(root, "velocity", "--from", "2026Q1", "--to", "2026-05").stdout.splitlines()[0]
    assert head == "Velocity   2026-11-21   2026Q1 to 2026-05   CNY"
    assert kam(root, "velocity", "--from", "soon").exit_code == 2
    backwards = kam(root, "velocity", "--from", "2026Q2", "--to", "2026Q1")
    assert (backwards.exit_code, "2026Q1 is before 2026Q2" in backwards.stderr) == (2, True)


@pytest.mark.parametrize("table", ["stages", "cohorts", "reasons", "competitors"])
def test_one_table_alone_and_its_rows_as_csv(root: Path, kam: RunKam, table: str) -> None:
    alone = kam(root, "velocity", "--table", table).stdout
    assert "What moves it most" not in alone
    rows = list(
        csv.DictReader(io.StringIO(kam(root, "velocity", "--table", table, "--csv").stdout))
    )
    found = json.loads(kam(root, "velocity", "--json").stdout)[table]
    assert [list(row) for row in rows] == [list(row) for row in found]


def test_a_stage_by_its_label_makes_cohorts(root: Path, kam: RunKam) -> None:
    lines = kam(root, "velocity", "--stage", "客户期待初步方案").stdout.splitlines()
    assert lines[0].startswith("Cohorts by the stage proposal wanted")
    assert lines[4].split()[:3] == ["2026Q4", "1", "1"]
    empty = kam(root, "velocity", "--stage", "A").stdout
    assert "no opportunity has entered a stage" in empty
    wrong = kam(root, "velocity", "--stage", "Z")
    assert (wrong.exit_code, "G, F, E" in wrong.stderr) == (2, True)


def test_an_empty_book_says_that_there_is_nothing(book: MakeBook, kam: RunKam) -> None:
    root = book({"kam.yaml": "format: 1\n"})
    assert "nothing was won or lost" in kam(root, "velocity").stdout
    for table in ("stages", "cohorts", "reasons", "competitors"):
        assert kam(root, "velocity", "--table", table).exit_code == 0
    assert "nothing was lost or given up" in kam(root, "velocity", "--table", "reasons").stdout
    rivals = kam(root, "velocity", "--table", "competitors").stdout
    assert "no competitor is named where anything was won or lost" in rivals


def test_what_has_no_amount_no_history_or_no_reason_is_said(book: MakeBook, kam: RunKam) -> None:
    bare = "name: Bare\noutcome: {{result: {}, date: 2026-05-01}}\n"
    root = book(
        {
            **BOOK,
            "accounts/acme/opportunities/bare.yaml": bare.format("won"),
            "accounts/acme/opportunities/gone.yaml": bare.format("lost"),
        }
    )
    printed = kam(root, "velocity").stdout
    assert "2 won or lost have no amount that converts: they are in no amount" in printed
    assert "1 won has no history up to its outcome: it is in no cycle" in printed
    assert "2 have no history: they are in no stage" in printed
    assert "1 of them has no amount that converts" in printed
    assert "not stated" in printed


def test_the_best_owner_is_named_with_what_it_would_bring(book: MakeBook, kam: RunKam) -> None:
    def deal(owner: str, number: int, result: str) -> tuple[str, str]:
        text = (
            f"name: x\nowner: {owner}\namount: 100\nhistory:\n  - {{date: 2026-04-01, stage: G}}\n"
            f"outcome: {{result: {result}, date: 2026-05-01, reason: price}}\n"
        )
        return f"accounts/acme/opportunities/{owner[0]}-{result}-{number}.yaml", text

    files = dict(BOOK) | dict(deal("anna.berg", number, "won") for number in range(10))
    files |= dict(deal("li.wei", number, "lost") for number in range(10))
    printed = kam(book(files), "velocity").stdout
    assert "most by the win rate: as good as anna.berg, velocity is 200 % of today's" in printed
