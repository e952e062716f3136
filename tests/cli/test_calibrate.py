"""`kam calibrate` and `kam forecast --calibrated`, as people and scripts read them."""

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MakeBook, RunKam
from tests.repositories import Repo

SETTINGS = "currency: CNY\npeople: {li.wei: {name: Li Wei}}\n"
ACME = "name: Acme Mills\nsegment: mills\nowner: li.wei\n"
BELL = "name: Bell Foods\nsegment: food\nowner: chen.jie\n"
OPEN = "name: MES\namount: 1000\nclose_date: 2027-01-31\nstage: C\n"
DEAL = """\
name: {name}
stage: {stage}
amount: 100
history:
  - {{date: 2026-01-10, stage: G}}
  - {{date: 2026-02-10, stage: C}}
outcome: {{result: {result}, date: 2026-06-{day:02}}}
"""


def ended(account: str, won: int, lost: int) -> dict[str, str]:
    """Deals that went from G to C and ended there."""
    found = {}
    for number in range(won + lost):
        result, stage = ("won", "S") if number < won else ("lost", "C")
        text = DEAL.format(name=f"No. {number}", stage=stage, result=result, day=number % 28 + 1)
        found[f"accounts/{account}/opportunities/old-{number}.yaml"] = text
    return found


FILES = {
    "kam.yaml": SETTINGS,
    "accounts/acme/account.yaml": ACME,
    "accounts/bell/account.yaml": BELL,
    "accounts/acme/opportunities/mes.yaml": OPEN,
    "accounts/acme/opportunities/sure.yaml": OPEN + "probability: {value: 50, reason: budget}\n",
    "accounts/bell/opportunities/bulk.yaml": "name: Bulk\nplaybook: dealer\nstage: visit\n"
    "history: [{date: 2026-05-01, stage: visit}]\n",
    "accounts/acme/opportunities/listed.yaml": "name: Listed\namount: 70\nclose_date: 2027-01-31\n",
    **ended("acme", 18, 2),
    **ended("bell", 1, 3),
}


def answer(kam: RunKam, root: Path, *words: str) -> Any:
    result = kam(root, *words, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout, parse_float=Decimal)


def stage_row(found: Any, stage: str, group: str | None = None) -> Any:
    return next(row for row in found["rows"] if (row["stage"], row["group"]) == (stage, group))


def test_a_stage_is_worth_what_ended_there_and_the_playbook_say_together(
    book: MakeBook, kam: RunKam
) -> None:
    found = answer(kam, book(FILES), "calibrate")
    needs = stage_row(found, "C")
    assert [needs[key] for key in ("n", "won", "observed", "prior", "learned", "verdict")] == [
        24, 19, Decimal("79.17"), 50, Decimal("65.91"), "too_low",
    ]  # fmt: skip
    assert stage_row(found, "A")["learned"] == 90  # nothing ended there
    assert stage_row(found, "A")["observed"] is None
    assert found["totals"]["n"] == 24
    assert found["left_out"] == {"abandoned": 0, "unplaced": 0, "merged": 0}
    (bin_, *_) = found["reliability"]
    assert [bin_[key] for key in ("from", "to", "n", "won", "stated")] == [10, 20, 24, 19, 10]


def test_a_group_is_drawn_to_what_all_deals_taught_and_needs_some_of_its_own(
    book: MakeBook, kam: RunKam
) -> None:
    root = book(FILES)
    found = answer(kam, root, "calibrate", "--by", "segment")
    mills = stage_row(found, "C", "mills")
    assert [mills[key] for key in ("n", "toward", "learned")] == [
        20, Decimal("65.91"), Decimal("77.95"),
    ]  # fmt: skip
    assert found["too_few"] == [{"group": "food", "n": 4}]
    assert {row["group"] for row in found["rows"]} == {"mills"}
    text = kam(root, "calibrate", "--by", "owner").stdout
    assert "Li Wei" in text
    assert "fewer than 10 ended at every stage, so no figures of their own: chen.jie (4)" in text
    only = answer(kam, root, "calibrate", "--segment", "food")
    assert stage_row(only, "C")["n"] == 4
    assert stage_row(only, "C")["verdict"] is None


def test_the_forecast_takes_what_was_learned_and_leaves_what_a_person_said(
    book: MakeBook, kam: RunKam
) -> None:
    """1,000 × 65.91 % and 1,000 × 50 %; what is only listed has no weight."""
    root = book(FILES)
    plain = answer(kam, root, "forecast")
    found = answer(kam, root, "forecast", "--calibrated")
    assert (plain["totals"]["weighted"], plain["calibrated"]) == (1000, None)
    assert found["totals"]["weighted"] == Decimal("1159.10")
    assert found["calibrated"] == {"ended": 24, "won": 19}
    assert answer(kam, root, "forecast", "--calibrated", "--no-index") == found
    bell = answer(kam, root, "forecast", "--calibrated", "--segment", "mills")
    assert bell["totals"]["weighted"] == Decimal("1159.10")
    text = kam(root, "forecast", "--calibrated").stdout
    assert "Forecast by quarter   2026-11-21   calibrated" in text
    assert "calibrated: probabilities learned from 24 ended opportunities" in text
    assert "calibrated" not in kam(root, "forecast").stdout


def test_where_nothing_has_ended_the_playbook_stands_and_that_is_said(
    book: MakeBook, kam: RunKam
) -> None:
    root = book({name: text for name, text in FILES.items() if "old-" not in name})
    found = answer(kam, root, "calibrate")
    assert [(row["prior"], row["learned"], row["n"]) for row in found["rows"]][:2] == [
        (10, 10, 0), (20, 20, 0),
    ]  # fmt: skip
    assert (found["totals"]["brier"], found["back_test"]["rows"]) == (None, [])
    text = kam(root, "calibrate").stdout
    assert "nothing has ended yet: what is learned is what the playbook says" in text
    assert "Reliability" not in text
    same = answer(kam, root, "forecast", "--calibrated")
    assert same["rows"] == answer(kam, root, "forecast")["rows"]
    assert "learned from 0 ended opportunities" in kam(root, "forecast", "--calibrated").stdout
    assert kam(book({}), "calibrate").exit_code == 0


def test_what_teaches_nothing_is_counted_and_a_person_is_judged_apart(
    book: MakeBook, kam: RunKam
) -> None:
    by_hand = "name: X\nstage: S\nhistory: [{date: 2026-05-01, stage: S}]\n"
    given_up = DEAL.format(name="G", stage="C", result="abandoned", day=1)
    stated = DEAL.format(name="P", stage="C", result="lost", day=2) + "probability: {value: 90}\n"
    root = book(
        {
            **FILES,
            "accounts/acme/opportunities/by-hand.yaml": by_hand,
            "accounts/acme/opportunities/given-up.yaml": given_up,
            "accounts/acme/opportunities/stated.yaml": stated,
        }
    )
    text = kam(root, "calibrate").stdout
    assert "not learned from: 1 abandoned, 1 without an open stage in its history" in text
    assert "1 probability set by a person: Brier 0.810, skill –" in text
    (root / "playbooks").mkdir()
    (root / "playbooks" / "calibration.yaml").write_text("weight: 0\nabandoned: true\nbins: 3\n")
    found = answer(kam, root, "calibrate")
    assert stage_row(found, "C")["learned"] == Decimal("73.08")  # 19 of 26
    assert found["left_out"]["abandoned"] == 0
    assert [str(row["to"]) for row in found["reliability"]] == ["33.33", "66.67"]


def test_a_file_that_does_not_read_is_said_and_the_rest_is_learned_from(
    book: MakeBook, kam: RunKam
) -> None:
    root = book({**FILES, "accounts/acme/opportunities/old-0.yaml": "name: [\n"})
    result = kam(root, "calibrate")
    assert result.exit_code == 3
    assert "learned from 23 ended opportunities" in result.stdout
    assert "incomplete: 1 file left out" in result.stderr


def test_the_past_knows_what_was_known_then(tmp_path: Path, kam: RunKam) -> None:
    repo = Repo(tmp_path / "book")
    early = {name: text for name, text in FILES.items() if "bell/opp" not in name}
    repo.commit("2026-07-01", early)
    repo.commit("2026-09-01", ended("bell", 1, 3))
    for words in ((), ("--no-index",)):
        then = answer(kam, repo.root, "calibrate", "--as-of", "2026-08-01", *words)
        assert (then["totals"]["n"], then["as_of"]) == (20, "2026-07-01")
        past = answer(kam, repo.root, "forecast", "--calibrated", "--as-of", "2026-08-01", *words)
        assert past["calibrated"] == {"ended": 20, "won": 18}
    assert answer(kam, repo.root, "calibrate", "--today", "2026-06-10")["totals"]["n"] == 14


def test_the_tables_read_without_colour_and_fit_on_eighty_columns(
    book: MakeBook, kam: RunKam, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = book(FILES)
    monkeypatch.setenv("COLUMNS", "80")
    for language in ("en", "zh"):
        lines = kam(root, "calibrate", "--lang", language).stdout.splitlines()
        drawn = [line for line in lines if "●" in line and "┃" in line and "├" in line]
        assert len(drawn) > 4
        assert lines[0].startswith(("Calibration", "成交率校准"))
    rows = list(csv.DictReader(kam(root, "calibrate", "--csv").stdout.splitlines()))
    assert (rows[0]["stage"], rows[0]["n"], rows[0]["group"]) == ("G", "24", "")


def test_the_back_test_shows_the_last_days_and_says_which_do_not_count(
    book: MakeBook, kam: RunKam
) -> None:
    """Lost at C in January; at each month's end from then on one deal stands there till May."""
    lost = DEAL.replace("2026-06-{day:02}", "2026-02-11")
    names = {f"accounts/acme/opportunities/lost-{n}.yaml": lost for n in range(80)}
    root = book(
        {
            **FILES,
            **{name: lost.format(name=name, stage="C", result="lost") for name in names},
            "accounts/acme/opportunities/long.yaml": DEAL.replace("2026-06-{day:02}", "2026-11-20")
            .format(name="Long", stage="S", result="won"),
            "playbooks/calibration.yaml": "cuts: month\nsettled: 70\n",
        }
    )  # fmt: skip
    found = answer(kam, root, "calibrate")
    rows = found["back_test"]["rows"]
    assert [(row["cut"][5:7], row["n"], row["counts"]) for row in rows] == [
        ("02", 25, True), ("03", 25, True), ("04", 25, True), ("05", 25, True), ("06", 1, False),
        ("07", 1, False), ("08", 1, False), ("09", 1, False), ("10", 1, False),
    ]  # fmt: skip
    assert found["back_test"]["totals"]["n"] == 100
    assert found["back_test"]["totals"]["deals"] == 25
    scores = ("playbook_brier", "brier", "skill", "change")
    exponents = {rows[0][score].as_tuple().exponent for score in scores if rows[0][score]}
    assert min(exponents) >= -4
    assert stage_row(found, "C")["verdict"] == "too_high"
    text = kam(root, "calibrate").stdout
    assert "1 earlier day is not shown" in text
    assert "2026-06-30 *" in text
    assert "* not in the total: too few had ended by then" in text
    assert "▼ the playbook says more than the range allows" in text


def test_the_calibrated_forecast_adds_up_by_line_and_with_its_range(
    book: MakeBook, kam: RunKam
) -> None:
    split = OPEN + "products: [{line: agv, amount: 333.33}, {line: mes, amount: 666.67}]\n"
    root = book({**FILES, "accounts/acme/opportunities/split.yaml": split})
    whole = answer(kam, root, "forecast", "--calibrated", "--range")
    lines = answer(kam, root, "forecast", "--calibrated", "--by", "line")
    assert whole["totals"]["weighted"] == Decimal("1818.20")
    assert sum(row["weighted"] for row in lines["rows"]) == Decimal("1818.20")
    assert whole["rows"][-1]["p50"] == 2000  # two of three come in with 65.9 %
