"""forecast --range: how a period may turn out, on paper, as JSON and as CSV."""

import json
from pathlib import Path

import pytest

from tests.conftest import MakeBook, RunKam

FILES = {
    "kam.yaml": "currency: CNY\nlanguage: en\n",
    "targets.yaml": "- {owner: li.wei, period: 2026Q4, amount: 1000000}\n",
    "accounts/acme/account.yaml": "name: Acme\nowner: li.wei\n",
    "accounts/acme/opportunities/mes.yaml": (
        "name: MES\nstage: A\namount: 600000\nclose_date: 2026-12-10\n"
    ),
    "accounts/acme/opportunities/lims.yaml": (
        "name: LIMS\nstage: C\namount: 800000\nclose_date: 2026-12-20\n"
    ),
    "accounts/acme/opportunities/signed.yaml": (
        "name: Signed\nstage: S\namount: 300000\noutcome: {result: won, date: 2026-10-12}\n"
    ),
}


@pytest.fixture
def root(book: MakeBook) -> Path:
    """0.3 M is closed of a target of 1 M; 0.6 M comes with 90 %, 0.8 M with 50 %."""
    return book(FILES)


ROW = "2026Q4 300 1,240 900 1,100 1,700 1,000 50 %"


def test_the_table_has_the_range_the_chance_and_the_density(
    kam: RunKam, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    lines = kam(root, "forecast", "--range", "--from", "2026Q4").stdout.splitlines()
    assert lines[0].endswith("CNY thousand   ▂▅█ how likely │ P10 P50 P90 ┃ target")
    assert " ".join(lines[2].split()) == "Period Closed Expected P10 P50 P90 Target ≥ target"
    figures, bar = lines[4][:66], lines[4][66:]
    assert " ".join(figures.split()) == ROW
    assert (bar.count("│"), bar.count("┃"), bar.strip()[-2:]) == (3, 1, "│█")
    assert lines[-4].startswith(" P10 is reached with 90 % probability, P50 with 50 %, P90 with 10")
    assert lines[-2] == (
        " range: deals count as independent; a market that moves them together: kam forecast "
        "--correlation"
    )


def test_a_narrow_screen_drops_the_density_first_and_no_figure(
    kam: RunKam, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    lines = kam(root, "forecast", "--range", "--from", "2026Q4").stdout.splitlines()
    assert "│" not in "".join(lines)
    assert ROW in {" ".join(line.split()) for line in lines}


def test_json_and_csv_have_the_figures_and_their_bounds(kam: RunKam, root: Path) -> None:
    found = json.loads(kam(root, "forecast", "--range", "--json", "--from", "2026Q4").stdout)
    keys = ["p10", "p50", "p90", "range_bound", "target_probability", "target_probability_bound"]
    figures = [900_000, 1_100_000, 1_700_000, 0, 50, 0]
    assert [found["rows"][0][key] for key in keys] == figures
    assert [found["totals"][key] for key in keys] == figures
    assert found["range"] == {
        "correlation": 0,
        "exact": True,
        "bound": 0,
        "probability_bound": 0,
    }
    assert "range" not in json.loads(kam(root, "forecast", "--json").stdout)
    heading, row = kam(root, "forecast", "--range", "--csv", "--from", "2026Q4").stdout.splitlines()
    assert heading.endswith(",".join(keys))
    assert row.endswith("900000,1100000,1700000,0,50,0")
    assert not kam(root, "forecast", "--csv").stdout.splitlines()[0].endswith("bound")


@pytest.mark.parametrize("ratio", ["0.3", "30%", "30 ％"])
def test_a_common_shock_is_a_ratio_and_widens_the_range(
    kam: RunKam, root: Path, ratio: str
) -> None:
    said = kam(root, "forecast", "--correlation", ratio)
    assert " range: a common shock moves deals, by a correlation of 0.3" in said.stdout
    together = json.loads(kam(root, "forecast", "--correlation", ratio, "--json").stdout)
    alone = json.loads(kam(root, "forecast", "--range", "--json").stdout)
    assert together["totals"]["expected"] == alone["totals"]["expected"]
    assert together["range"]["correlation"] == 0.3


@pytest.mark.parametrize("ratio", ["1", "20", "-0.1", "much", "100%"])
def test_a_correlation_that_is_none_is_refused(kam: RunKam, root: Path, ratio: str) -> None:
    said = kam(root, "forecast", f"--correlation={ratio}")
    assert said.exit_code == 2
    assert f'"{ratio}" is not a ratio' in said.stderr
    assert "from 0 to less than 1, or a percentage: 0.2, 20%" in said.stderr


def test_an_empty_book_has_nothing_that_may_turn_out(kam: RunKam, book: MakeBook) -> None:
    said = kam(book({"kam.yaml": "language: en\n"}), "forecast", "--range", "--by", "owner")
    assert said.exit_code == 0
    assert "│" not in said.stdout.partition("\n\n")[2]
