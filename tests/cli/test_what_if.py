"""forecast --what-if: the forecast if something happened, beside the plain one."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MakeBook, RunKam, snapshot

FILES = {
    "kam.yaml": "currency: CNY\nlanguage: en\nrates: {USD: 7}\n",
    "targets.yaml": "- {owner: li.wei, period: 2026Q4, amount: 1200000}\n",
    "accounts/acme/account.yaml": "name: Acme\nowner: li.wei\n",
    "accounts/acme/opportunities/mes.yaml": (
        "name: MES\nstage: A\namount: 600000\nclose_date: 2026-12-10\n"
    ),
    "accounts/acme/opportunities/lims.yaml": (
        "name: LIMS\nstage: C\namount: 100000\ncurrency: USD\nclose_date: 2026-12-20\n"
    ),
    "accounts/acme/opportunities/signed.yaml": (
        "name: Signed\nstage: S\namount: 300000\noutcome: {result: won, date: 2026-10-12}\n"
    ),
    "accounts/acme/opportunities/late.yaml": (
        "name: Late\nstage: B\namount: 50000\nclose_date: 2026-11-01\n"
    ),
    "accounts/powergrid/account.yaml": "name: Power grid\nowner: chen.jie\n",
    "accounts/powergrid/opportunities/one.yaml": (
        "name: One way\nstage: A\namount: 900000\nclose_date: 2027-02-01\n"
        "project: line-3\nalternative: true\n"
    ),
    "accounts/powergrid/opportunities/other.yaml": (
        "name: Other way\nstage: C\namount: 700000\nclose_date: 2027-02-01\n"
        "project: line-3\nalternative: true\n"
    ),
    "accounts/powergrid/opportunities/frame.yaml": (
        "name: Frame\nkind: framework\nstage: A\namount: 100000\nclose_date: 2026-12-31\n"
    ),
    "accounts/powergrid/orders.yaml": (
        "po-1: {date: 2026-10-05, amount: 30000, opportunity: frame}\n"
    ),
}


@pytest.fixture
def root(book: MakeBook) -> Path:
    return book(FILES)


def figures(kam: RunKam, root: Path, *changes: str, more: tuple[str, ...] = ()) -> Any:
    words = [word for change in changes for word in ("--what-if", change)]
    return json.loads(kam(root, "forecast", *words, *more, "--json").stdout)


def changed(kam: RunKam, root: Path, *changes: str) -> dict[str, dict[str, float]]:
    """What changes in each period, without what does not."""
    found = figures(kam, root, *changes)["difference"]["rows"]
    keys = ("count", "closed", "commit", "best_case", "expected")
    rows = {row["period"]: {key: row[key] for key in keys if row[key]} for row in found}
    return {period: row for period, row in rows.items() if row}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            "acme/mes=lost",
            {"2026Q4": {"count": -1, "commit": -600000, "expected": -540000}},
        ),
        (
            "acme/mes=赢单",
            {"2026Q4": {"count": -1, "closed": 600000, "commit": -600000, "expected": 60000}},
        ),
        ("acme/late=won", {"2026Q4": {"closed": 50000, "expected": 50000}}),
        (
            "acme/mes=暂缓",
            {"2026Q4": {"count": -1, "commit": -600000, "expected": -540000}},
        ),
        (
            "acme/mes=2027Q2",
            {
                "2026Q4": {"count": -1, "commit": -600000, "expected": -540000},
                "2027Q2": {"count": 1, "commit": 600000, "expected": 540000},
            },
        ),
        ("acme/late=month-end", {"2026Q4": {"count": 1, "best_case": 50000, "expected": 37500}}),
        ("acme/lims=20万", {"2026Q4": {"best_case": 700000, "expected": 350000}}),
        (
            "acme/lims=合同条款达成共识",
            {"2026Q4": {"commit": 700000, "best_case": -700000, "expected": 280000}},
        ),
        (
            "acme/lims=s",
            {"2026Q4": {"count": -1, "closed": 700000, "best_case": -700000, "expected": 350000}},
        ),
        ("acme/lims=60%", {"2026Q4": {"expected": 70000}}),
    ],
)
def test_each_change_is_what_it_would_be_in_the_file(
    kam: RunKam, root: Path, change: str, expected: dict[str, dict[str, float]]
) -> None:
    assert changed(kam, root, change) == expected


def test_another_alternative_counts_where_the_chosen_one_goes(kam: RunKam, root: Path) -> None:
    assert changed(kam, root, "powergrid/one=lost") == {
        "2027Q1": {"commit": -900000, "best_case": 700000, "expected": -460000}
    }
    found = figures(kam, root, "powergrid/other=won")
    (row,) = (row for row in found["scenario"]["rows"] if row["period"] == "2027Q1")
    assert (row["closed"], row["commit"], row["count"]) == (700000, 0, 0)


def test_a_framework_that_is_won_keeps_what_is_booked(kam: RunKam, root: Path) -> None:
    assert changed(kam, root, "powergrid/frame=won") == {
        "2026Q4": {"count": -1, "commit": -70000, "expected": -63000}
    }


def test_a_date_an_amount_and_a_stage_go_together_and_deals_do(kam: RunKam, root: Path) -> None:
    found = figures(
        kam,
        root,
        "acme/mes=2027Q1",
        "acme/mes = 3.2M",
        "acme/LIMS=B",
    )
    assert found["scenario"]["changes"] == [
        {"opportunity": "acme/mes", "change": "2027Q1, 3.2M", "unmoved": None},
        {"opportunity": "acme/lims", "change": "B", "unmoved": None},
    ]
    assert found["difference"]["totals"]["expected"] == 2600000 * 0.9 + 700000 * 0.25
    assert found["totals"] == figures(kam, root)["totals"]


def test_a_probability_that_is_supposed_stays_where_the_others_are_learned(
    kam: RunKam, root: Path
) -> None:
    """600,000 at 50 % in place of the 90 % of its stage, from which nothing has ended."""
    found = figures(kam, root, "acme/mes=50%", more=("--calibrated",))
    assert found["calibrated"] == {"ended": 0, "won": 0}
    assert found["difference"]["totals"]["expected"] == -240000


def test_the_ranges_stand_side_by_side(kam: RunKam, root: Path) -> None:
    found = figures(kam, root, "acme/mes=lost", more=("--range", "--by", "owner"))
    cells = {(row["group"], row["period"]): row for row in found["difference"]["rows"]}
    assert cells["li.wei", "2026Q4"]["p90"] == -600000
    assert cells["li.wei", "2026Q4"]["target_probability"] == -45
    assert cells["chen.jie", "2026Q4"]["p90"] == 0
    assert found["scenario"]["range"]["exact"] is True


def test_the_table_has_what_if_and_change_under_each_row_that_changes(
    kam: RunKam, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = kam(root, "forecast", "--what-if", "acme/mes=2027Q1", "--from", "2026Q4").stdout
    rows = [" ".join(line.split()) for line in lines.splitlines()]
    start = next(place for place, row in enumerate(rows) if row.startswith("2026Q4"))
    assert [row.split()[0] for row in rows[start : start + 6]] == [
        "2026Q4",
        "what",
        "change",
        "2027Q1",
        "what",
        "change",
    ]
    assert "-600" in rows[start + 2]
    assert "+600" in rows[start + 5]
    assert "what if acme/mes=2027Q1: nothing is written" in rows


@pytest.mark.parametrize("by", ["category", "owner", "line", "account"])
def test_groups_and_periods_that_only_one_of_them_has_stand_in_both(
    kam: RunKam, root: Path, by: str
) -> None:
    """All that is commit in this quarter is lost but one, which is put off to where nothing is."""
    changes = ("powergrid/one=2028Q3", "acme/mes=lost", "powergrid/frame=lost", "acme/late=2029Q1")
    found = figures(kam, root, *changes, more=("--by", by))
    cells = [
        [(row["group"], row["period"]) for row in part["rows"]]
        for part in (found, found["scenario"], found["difference"])
    ]
    assert cells[0] == cells[1] == cells[2]
    for key in ("expected", "closed", "commit", "best_case"):
        assert sum(row[key] for row in found["scenario"]["rows"]) == (
            pytest.approx(found["scenario"]["totals"][key])
        )
    assert kam(root, "forecast", "--by", by, "--range", "--what-if", changes[0]).exit_code == 0


def test_csv_has_a_row_for_each_case(kam: RunKam, root: Path) -> None:
    said = kam(root, "forecast", "--what-if", "acme/mes=lost", "--csv", "--from", "2026Q4")
    rows = list(csv.DictReader(io.StringIO(said.stdout)))
    assert [(row["period"], row["case"], row["expected"]) for row in rows[:3]] == [
        ("2026Q4", "plain", "1283000"),
        ("2026Q4", "scenario", "743000"),
        ("2026Q4", "difference", "-540000"),
    ]


def test_nothing_is_written_and_a_past_may_be_supposed(kam: RunKam, root: Path) -> None:
    before = snapshot(root)
    assert kam(root, "forecast", "--what-if", "acme/mes=won").exit_code == 0
    assert {path: text for path, text in snapshot(root).items() if ".kam" not in str(path)} == {
        path: text for path, text in before.items() if ".kam" not in str(path)
    }


MORE = {
    "accounts/acme/opportunities/held.yaml": (
        "name: Held\nstage: A\namount: 100\nclose_date: 2026-12-10\nhold: {since: 2026-10-01}\n"
    ),
    "accounts/acme/opportunities/franc.yaml": (
        "name: Franc\nstage: C\namount: 100\ncurrency: CHF\nclose_date: 2026-12-10\n"
    ),
    "accounts/acme/opportunities/undated.yaml": "name: Undated\nstage: C\namount: 100\n",
    "accounts/acme/opportunities/aside.yaml": (
        "name: Aside\nstage: C\namount: 100\nclose_date: 2026-12-10\n"
        "category: {value: omitted, reason: budget}\n"
    ),
    "accounts/acme/opportunities/own.yaml": (
        "name: Own\nstage: C\namount: 100\nclose_date: 2026-12-10\n"
        "probability: {value: 40, reason: budget}\n"
    ),
}


@pytest.mark.parametrize(
    ("change", "reason", "words"),
    [
        ("acme/mes=A", "same", "acme/mes is so already"),
        ("acme/held=2027Q1", "held", "acme/held is on hold and not counted; resume takes it in"),
        ("acme/held=lost", "held", "acme/held is on hold and not counted"),
        ("acme/held=resume", None, ""),
        ("acme/franc=won", "unconverted", "acme/franc has no rate"),
        ("powergrid/other=2027Q2", "alternatives", "another alternative counts in place of"),
        ("acme/late=A", "overdue", "acme/late is overdue"),
        ("acme/late=won", None, ""),
        ("acme/undated=9", "undated", "acme/undated has no close date"),
        ("acme/aside=A", "omitted", "the category of acme/aside stays omitted"),
        ("acme/own=A", "own_probability", "acme/own keeps the probability that a person set"),
        ("acme/own=60%", None, ""),
        ("acme/mes=lost", None, ""),
    ],
)
def test_what_changes_nothing_says_why(
    kam: RunKam, book: MakeBook, change: str, reason: str | None, words: str
) -> None:
    root = book({**FILES, **MORE})
    found = figures(kam, root, change)
    assert found["scenario"]["changes"][0]["unmoved"] == reason
    assert any(found["difference"]["totals"].values()) is (reason in {None, "own_probability"})
    said = " ".join(kam(root, "forecast", "--what-if", change).stdout.split())
    assert f"what if: {words}" in said if words else f"what if: {change[:8]}" not in said


def test_a_probability_changes_by_points_and_what_is_counted_anew_is_said(
    kam: RunKam, root: Path
) -> None:
    said = kam(root, "forecast", "--range", "--what-if", "acme/mes=lost", "--owner", "li.wei")
    assert "-45 pts" in said.stdout
    changes = ("powergrid/one=lost", "acme/late=2026-12-01")
    words = [word for change in changes for word in ("--what-if", change)]
    assert "what if: nothing is left uncounted" in kam(root, "forecast", *words).stdout


def test_what_the_filter_leaves_out_says_so(kam: RunKam, root: Path) -> None:
    found = figures(kam, root, "acme/mes=lost", more=("--owner", "chen.jie"))
    assert found["scenario"]["changes"][0]["unmoved"] == "filtered"
    said = kam(root, "forecast", "--what-if", "acme/mes=lost", "--owner", "chen.jie")
    assert "what if: the filter leaves acme/mes out" in said.stdout


def test_a_supposed_probability_stays_where_others_are_learned(kam: RunKam, book: MakeBook) -> None:
    """One of one was won at C: 50 % becomes 52.38 %, and what is supposed of it is 60 %."""
    ended = (
        "name: Old\nstage: S\namount: 100\nhistory: [{date: 2026-01-10, stage: C}]\n"
        "outcome: {result: won, date: 2026-06-01}\n"
    )
    root = book({**FILES, "accounts/acme/opportunities/old.yaml": ended})
    found = figures(kam, root, "acme/lims=60%", more=("--calibrated",))
    assert found["scenario"]["totals"]["weighted"] - found["totals"]["weighted"] == (
        pytest.approx(700_000 * (0.6 - 0.5238))
    )
    moved = figures(kam, root, "acme/lims=B", more=("--calibrated",))
    assert moved["difference"]["totals"]["weighted"] > 0


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        (["acme/mes"], 2, '"acme/mes" is not of the form ACCOUNT/OPPORTUNITY=CHANGE'),
        (["acme/mes="], 2, "is not of the form"),
        (["acme/mes=maybe"], 2, '"maybe" is no change that kam can suppose'),
        (["acme/mes=100%"], 2, '"100%" is no change'),
        (["acme/mes=2026-11-01"], 2, '"2026-11-01" has gone by'),
        (["acme/mes=2026Q3"], 2, '"2026Q3" has gone by'),
        (["acme/mes=2000"], 2, "an amount of so much has a comma: 2,000"),
        (["powergrid/one=won", "powergrid/other=won"], 2, "only one of them can be won"),
        (["acme/signed=lost"], 2, "acme/signed has ended"),
        (["acme/none=lost"], 4, 'no opportunity is called "none"'),
        (["acme=lost"], 2, '"acme" is not of the form ACCOUNT/OPPORTUNITY'),
        (["acme/mes=won", "acme/mes=lost"], 2, "contradicts"),
        (["acme/mes=2027Q1", "acme/mes=2027Q2"], 2, "contradicts"),
        (["acme/mes=lost", "acme/mes=3M"], 2, "contradicts"),
    ],
)
def test_what_cannot_be_supposed_is_refused(
    kam: RunKam, root: Path, changes: list[str], code: int, words: str
) -> None:
    said = kam(root, "forecast", *(word for one in changes for word in ("--what-if", one)))
    assert (said.exit_code, words in said.stderr) == (code, True), said.stderr


def test_a_file_that_does_not_read_is_said_and_only_bookings_are_supposed(
    kam: RunKam, root: Path
) -> None:
    said = kam(root, "forecast", "--what-if", "acme/mes=lost", "--basis", "cash")
    assert said.exit_code == 2
    (root / "accounts/acme/opportunities/mes.yaml").write_text("name: [", "utf-8")
    said = kam(root, "forecast", "--what-if", "acme/mes=lost")
    assert said.exit_code == 3
