"""`kam pipeline --matrix` as people use it: a table, CSV and JSON of the same cells."""

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import MakeBook, RunKam


def deal(stage: str, amount: int, **more: str) -> str:
    facts = "".join(f"{key}: {value}\n" for key, value in more.items())
    return f"name: {stage}\nstage: {stage}\namount: {amount}\n{facts}"


@pytest.fixture
def root(book: MakeBook) -> Path:
    return book(
        {
            "kam.yaml": "format: 1\ncurrency: CNY\n",
            "accounts/acme/account.yaml": "name: Acme\nsegment: steel\n",
            "accounts/acme/opportunities/a.yaml": deal("A", 3800),
            "accounts/bell/account.yaml": "name: Bell\n",
            "accounts/bell/opportunities/b.yaml": deal("F", 22500),
        }
    )


def test_a_group_has_two_rows_and_all_adds_up(root: Path, kam: RunKam) -> None:
    printed = kam(root, "pipeline", "--matrix", "segment").stdout
    assert [line.split() for line in printed.splitlines() if line] == [
        ["Pipeline:", "segment", "by", "stage", "2026-11-21", "CNY"],
        ["Segment", "F", "A", "Total"],
        ["─" * 33],
        ["steel", "–", "3,800", "3,800"],
        ["weighted", "–", "3,420", "3,420"],
        ["none", "22,500", "–", "22,500"],
        ["weighted", "4,500", "–", "4,500"],
        ["─" * 33],
        ["Total", "22,500", "3,800", "26,300"],
        ["weighted", "4,500", "3,420", "7,920"],
        ["No.", "1", "1", "2"],
    ]


def test_csv_and_json_have_every_cell(root: Path, kam: RunKam) -> None:
    found = json.loads(kam(root, "pipeline", "--matrix", "segment", "--json").stdout)
    assert len(found["rows"]) == 2 * 8
    assert found["totals"] == {"count_unique": 2, "count": 2, "amount": 26300, "weighted": 7920}
    assert [(row["group"], row["weighted"]) for row in found["groups"]] == [
        ("steel", 3420),
        ("", 4500),
    ]
    printed = kam(root, "pipeline", "--matrix", "segment", "--csv").stdout
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert [list(row) for row in rows] == [list(row) for row in found["rows"]]
    assert sum(float(row["weighted"]) for row in rows) == 7920


def test_several_playbooks_are_one_funnel_whose_steps_are_named(root: Path, kam: RunKam) -> None:
    folder = root / "accounts/bell/opportunities"
    (folder / "c.yaml").write_text(deal("terms", 100, playbook="dealer"))
    printed = kam(root, "pipeline", "--matrix", "line").stdout
    assert printed.startswith("Pipeline: line by buying step")
    assert "2 feasibility study, budget set; 6 bids evaluated, preferred supplier named" in printed
    labels = json.loads(kam(root, "pipeline", "--matrix", "line", "--json").stdout)["columns"]
    assert labels[0]["label"] == "none yet"


def test_on_a_narrow_screen_the_first_stages_go_and_are_named(
    root: Path, kam: RunKam, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    printed = kam(root, "pipeline", "--matrix", "segment").stdout
    assert "no room for F; --csv has them" in printed
    assert "26,300" in printed


def test_an_empty_book_and_two_groupings_at_once(root: Path, kam: RunKam) -> None:
    both = kam(root, "pipeline", "--matrix", "line", "--by", "owner")
    assert (both.exit_code, "exclude each other" in both.stderr) == (2, True)
    for path in root.glob("accounts/*/opportunities/*.yaml"):
        path.unlink()
    assert "no open opportunity" in kam(root, "pipeline", "--matrix", "line").stdout


def test_the_words_beside_the_figures_are_never_cut(
    book: MakeBook, kam: RunKam, monkeypatch: pytest.MonkeyPatch
) -> None:
    deals = {
        f"accounts/acme/opportunities/{stage}.yaml": deal(stage.upper(), 123456789)
        for stage in "gfedcba"
    }
    root = book({"accounts/acme/account.yaml": "name: Acme\nsegment: automotive\n", **deals})
    monkeypatch.setenv("COLUMNS", "60")
    printed = kam(root, "pipeline", "--matrix", "segment").stdout
    assert printed.count("  weighted ") == 2
    assert "no room for" in printed
