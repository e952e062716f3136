"""accuracy over a history in git: what the book said before each period's end, and what came."""

import json
import random
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from tests.cli.test_bridge_history import Deals
from tests.conftest import RunKam
from tests.repositories import Repo

SETTINGS = (
    "currency: CNY\nlanguage: en\npeople: {li.wei: {name: 李伟, team: north}, "
    "chen.jie: {team: south}}\n"
)
WHOLE = """\
Forecast accuracy by quarter   2026-11-21   CNY thousand
█ closed ┃ expected before

 Period  Days before  Expected   Error  Commit   Call  Closed
 ───────────────────────────────────────────────────────────────────────────────
 2026Q2           90     1,900    -100   1,000      –   2,000  ██████████┃
                  60     2,400    +400   1,000  1,500          ██████████  ┃
                  30     2,400    +400   1,000  1,500          ██████████  ┃
 2026Q3           90     1,500  -1,700       0      –   3,200  ████████┃████████
                  60     1,500  -1,700       0      –          ████████┃████████
                  30     1,500  -1,700       0      –          ████████┃████████
 before the first commit, and not scored: 2025Q4, 2026Q1
 the last commit was more than 14 days old: 2026Q2 (30), 2026Q3 (60, 30)

Bias, WAPE (periods)

                      90 days before   60 days before   30 days before
 ─────────────────────────────────────────────────────────────────────
 Expected            -35 %  35 % (2)  -25 %  40 % (2)  -25 %  40 % (2)
 Commit forecast     -81 %  81 % (2)  -81 %  81 % (2)  -81 %  81 % (2)
 Best-case forecast  +15 %  23 % (2)  +15 %  23 % (2)  +15 %  23 % (2)
 Commit call                       –  -25 %  25 % (1)  -25 %  25 % (1)
 Best-case call                    –     0 %  0 % (1)     0 %  0 % (1)
 bias: what was said less what closed, over what closed (an amount where nothing
   closed); WAPE: the same without signs
"""
FOUR = "- {owner: li.wei, period: 2026Q2, commit: 1500000, best_case: 2000000, date: 2026-04-18}\n"


def opportunity(  # noqa: PLR0913, PLR0917 - the lines of its file
    name: str, stage: str, amount: int, due: str, owner: str, won: str = ""
) -> dict[str, str]:
    text = f"name: {name}\nstage: {stage}\namount: {amount}\nclose_date: {due}\nowner: {owner}\n"
    if won:
        text += f"outcome: {{result: won, date: {won}}}\n"
    return {f"accounts/acme/opportunities/{name}.yaml": text}


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """Two quarters: li.wei says too little, chen.jie says much and closes nothing."""
    repo = Repo(tmp_path / "book")
    begin = {"kam.yaml": SETTINGS, "accounts/acme/account.yaml": "name: Acme\nowner: li.wei\n"}
    repo.commit("2026-03-20", {
        **begin,
        **opportunity("one", "C", 2_000_000, "2026-06-20", "li.wei"),
        **opportunity("two", "A", 1_000_000, "2026-06-25", "chen.jie"),
    })  # fmt: skip
    repo.commit("2026-04-20", {
        "calls.yaml": FOUR,
        **opportunity("one", "B", 2_000_000, "2026-06-20", "li.wei"),
    })  # fmt: skip
    repo.commit("2026-06-22", {
        **opportunity("one", "S", 2_000_000, "2026-06-20", "li.wei", won="2026-06-20"),
        **opportunity("two", "A", 1_000_000, "2026-12-10", "chen.jie"),
        **opportunity("four", "C", 3_000_000, "2026-09-25", "li.wei"),
    })  # fmt: skip
    repo.commit("2026-10-02", {
        **opportunity("four", "S", 3_200_000, "2026-09-25", "li.wei", won="2026-09-28"),
    })  # fmt: skip
    return repo


def answer(kam: RunKam, repo: Repo, *words: str, code: int = 0) -> dict[str, Any]:
    result = kam(repo.root, "accuracy", "--json", *words)
    assert result.exit_code == code, result.output
    return json.loads(result.stdout, parse_float=Decimal)  # type: ignore[no-any-return]


def score(report: dict[str, Any], horizon: int, measure: str, group: str | None = None) -> Any:
    [found] = [
        (one["periods"], one["bias"], one["wape"])
        for one in report["scores"]
        if (one["horizon"], one["measure"], one["group"]) == (horizon, measure, group)
    ]
    return found


def test_what_was_said_and_what_came(kam: RunKam, repo: Repo) -> None:
    assert kam(repo.root, "accuracy", env={"COLUMNS": "80"}).stdout == WHOLE


def test_by_owner_and_team(kam: RunKam, repo: Repo) -> None:
    report = answer(kam, repo, "--by", "owner")
    # (1.0 - 2.0) + (1.5 - 3.2) over 5.2
    assert score(report, 90, "expected", "li.wei") == (2, Decimal("-0.5192"), Decimal("0.5192"))
    assert score(report, 90, "expected", "chen.jie") == (1, None, None)
    assert score(report, 30, "call_commit", "li.wei") == (1, Decimal("-0.25"), Decimal("0.25"))
    row = report["rows"][-1]
    assert (row["group"], row["as_of"], row["day"]) == ("li.wei", "2026-06-22", "2026-08-31")
    teams = answer(kam, repo, "--by", "team")
    assert score(teams, 90, "expected", "north") == score(report, 90, "expected", "li.wei")
    assert score(teams, 30, "call_commit", "north") == (1, Decimal("-0.25"), Decimal("0.25"))
    mine = answer(kam, repo, "--owner", "李伟")
    assert score(mine, 90, "expected") == score(report, 90, "expected", "li.wei")
    text = kam(repo.root, "accuracy", "--by", "owner").stdout
    assert "\n chen.jie\n   Expected" in text
    assert "+900  – (1)" in text


def test_periods_and_horizons(kam: RunKam, repo: Repo) -> None:
    report = answer(kam, repo, "--period", "month", "--horizon", "10", "--from", "2026-06")
    assert [row["period"] for row in report["rows"]] == [
        "2026-06", "2026-07", "2026-08", "2026-09", "2026-10",
    ]  # fmt: skip
    assert report["horizons"] == [10]
    assert report["rows"][0]["expected"] == 2_400_000
    assert kam(repo.root, "accuracy", "--from", "2026Q4").exit_code == 2
    assert kam(repo.root, "accuracy", "--by", "segment").exit_code == 2
    sheet = kam(repo.root, "accuracy", "--csv", "--to", "2026Q2").stdout.splitlines()
    assert sheet[0].startswith("period,horizon,day,as_of,revision,group,expected")
    assert [line[:9] for line in sheet[-3:]] == ["2026Q2,90", "2026Q2,60", "2026Q2,30"]


def test_with_as_of_it_ends_there(kam: RunKam, repo: Repo) -> None:
    report = answer(kam, repo, "--as-of", "2026-07-02", "--today", "2026-11-21")
    assert [row["actual"] for row in report["rows"][-6:]] == [2_000_000] * 3 + [0] * 3
    assert {row["revision"] for row in report["rows"][-2:]} == {report["revision"]}
    assert kam(repo.root, "accuracy", "--as-of", "2026-05-01").exit_code == 5


def test_periods_that_run_backwards_are_said(kam: RunKam, repo: Repo) -> None:
    result = kam(repo.root, "accuracy", "--from", "2026Q3", "--to", "2026Q2")
    assert (result.exit_code, "2026Q2 is before 2026Q3" in result.stderr) == (2, True)


def test_many_periods_that_are_not_scored_take_few_words(kam: RunKam, repo: Repo) -> None:
    text = kam(repo.root, "accuracy", "--from", "1900").stdout
    (early,) = [line for line in text.splitlines() if "before the first commit" in line]
    assert "1900Q1 – 20" in early
    assert len(early) < 100


def test_before_the_first_commit_there_is_nothing_to_score(kam: RunKam, repo: Repo) -> None:
    report = answer(kam, repo)
    assert report["totals"] == {"periods": 4, "scored": 6, "unknown": 6, "unconverted": 0}
    early = report["rows"][0]
    assert (early["unknown"], early["expected"], early["as_of"]) == ("before_history", None, None)
    none = kam(repo.root, "accuracy", "--from", "2025Q1", "--to", "2026Q1")
    assert (none.exit_code, none.stdout) == (5, "")
    assert "before the first commit" in none.stderr


def test_without_git_there_is_no_past(kam: RunKam, tmp_path: Path) -> None:
    (tmp_path / "book" / "accounts").mkdir(parents=True)
    result = kam(tmp_path / "book", "accuracy")
    assert (result.exit_code, result.stdout) == (5, "")


def test_a_clone_that_was_cut_off_says_so(kam: RunKam, repo: Repo, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    repo.git("clone", "--quiet", "--depth", "2", f"file://{repo.top}", str(clone))
    report = json.loads(kam(clone, "accuracy", "--json").stdout)
    assert [row["unknown"] for row in report["rows"]].count("cut_off") == 9
    assert "before the cut of this clone" in kam(clone, "accuracy").stdout


def test_in_another_currency_both_sides_are_converted_alike(kam: RunKam, repo: Repo) -> None:
    repo.commit("2026-10-05", {"kam.yaml": SETTINGS + "rates: {USD: 8}\n"})
    report, own = answer(kam, repo, "--currency", "USD"), answer(kam, repo)
    assert report["currency"] == "USD"
    for shown, row in zip(report["rows"], own["rows"], strict=True):
        assert shown["actual"] == row["actual"] / 8
        assert shown["error"] == (row["error"] and row["error"] / 8)
        assert shown["call_commit"] == (row["call_commit"] and row["call_commit"] / 8)
    ratios = [[(one["bias"], one["wape"]) for one in found["scores"]] for found in (report, own)]
    assert ratios[0] == ratios[1]


def test_other_money_is_not_compared_and_said(kam: RunKam, repo: Repo) -> None:
    usd = SETTINGS.replace("CNY", "USD")
    repo.commit("2026-10-05", {"kam.yaml": usd})
    report = answer(kam, repo)
    assert {row["unknown"] for row in report["rows"]} == {"before_history", "currency"}
    assert report["scores"] == []
    text = kam(repo.root, "accuracy").stdout
    assert text.splitlines()[2:] == [
        " before the first commit, and not scored: 2025Q4, 2026Q1",
        " the book was in another currency, and nothing is compared: 2026Q2, 2026Q3",
    ]


def test_what_nothing_converted_and_another_fiscal_year_are_said(
    kam: RunKam, tmp_path: Path
) -> None:
    repo = Repo(tmp_path / "book")
    repo.commit("2026-03-20", {
        "kam.yaml": "currency: CNY\nfiscal_year_start: 4\n",
        "calls.yaml": "- {owner: li.wei, period: 2027Q1, commit: 90, date: 2026-03-20}\n",
        "accounts/acme/account.yaml": "name: Acme\nowner: li.wei\n",
        **opportunity("one", "A", 100, "2026-06-20", "li.wei"),
        "accounts/acme/opportunities/two.yaml": (
            "name: Two\nstage: A\namount: 50\ncurrency: SEK\nclose_date: 2026-06-25\n"
        ),
    })  # fmt: skip
    won = "\nstage: S\noutcome: {result: won, date: 2026-06-20}\n"
    repo.commit("2026-07-02", {
        "kam.yaml": "currency: CNY\n",
        "accounts/acme/opportunities/one.yaml": f"name: One\namount: 120\nowner: li.wei{won}",
        "accounts/acme/opportunities/two.yaml": f"name: Two\namount: 50\ncurrency: SEK{won}",
    })  # fmt: skip
    words = ("--from", "2026Q2", "--to", "2026Q2", "--horizon", "90")
    text = kam(repo.root, "accuracy", *words).stdout
    assert ["2026Q2", "90", "90", "-30", "100", "90", "120"] in [
        line.split()[:7] for line in text.splitlines()
    ]
    assert " not counted: 1 not converted (SEK 50)\n" in text
    assert " 1 time an open opportunity was in no forecast: nothing converted it\n" in text
    assert " the fiscal year began in another month before: periods are as now\n" in text
    report = answer(kam, repo, *words)
    assert report["totals"]["unconverted"] == 1
    assert [row["kind"] for row in report["other"]] == ["unconverted"]


def test_a_renamed_account_is_the_same_and_who_left_is_still_there(kam: RunKam, repo: Repo) -> None:
    assert kam(repo.root, "rename", "acme", "apex").exit_code == 0
    scores = answer(kam, repo)["scores"]
    system = [one for one in scores if not one["measure"].startswith("call")]
    assert answer(kam, repo, "--account", "apex")["scores"] == system
    repo.commit("2026-11-01", {
        "kam.yaml": "currency: CNY\npeople: {chen.jie: {}}\n",
        "calls.yaml": FOUR,
    })  # fmt: skip
    left = answer(kam, repo, "--owner", "li.wei")
    assert score(left, 90, "expected") == (2, Decimal("-0.5192"), Decimal("0.5192"))


def test_somebody_whom_only_one_day_knew_is_found(kam: RunKam, tmp_path: Path) -> None:
    """zhao.min had the deal for a while; before and after nobody of that name is in the book."""
    repo = Repo(tmp_path / "book")
    account = {"accounts/acme/account.yaml": "name: Acme\n"}
    for day, owner in (("2026-03-01", "li"), ("2026-04-25", "zhao.min"), ("2026-05-20", "li")):
        repo.commit(day, account | opportunity("two", "A", 1_000_000, "2026-06-25", owner))
    words = ("--from", "2026Q2", "--to", "2026Q2", "--owner", "zhao.min")
    report = answer(kam, repo, *words)
    assert [row["expected"] for row in report["rows"]] == [0, 900_000, 0]
    assert kam(repo.root, "accuracy", *words[:4], "--owner", "nobody").exit_code == 4


def test_in_chinese_it_fits_and_says_the_same(kam: RunKam, repo: Repo) -> None:
    text = kam(repo.root, "--lang", "zh", "accuracy", env={"COLUMNS": "80"}).stdout
    assert [line for line in text.splitlines() if cell_len(line) > 80] == []
    assert text.startswith("预测准确度（按季度）   2026-11-21   人民币 万元   █ 已签约 ┃ ")
    assert " 2026Q2        90     190.0   -10.0  100.0      –   200.0  " in text
    assert " 承诺自报                –  -25 %  25 % (1)  -25 %  25 % (1)\n" in text


def test_a_file_that_did_not_read_then_is_said(kam: RunKam, repo: Repo) -> None:
    path = "accounts/acme/opportunities/one.yaml"
    good = (repo.root / path).read_text("utf-8")
    repo.commit("2026-07-01", {path: "name: One\namount: much\n"})
    repo.commit("2026-10-06", {path: good})
    report = answer(kam, repo, code=3)
    assert [one["path"] for one in report["skipped"]] == [path]
    assert score(report, 90, "expected")[0] == 2


@pytest.mark.parametrize("seed", [3, 4])
def test_what_was_said_is_the_forecast_of_that_day(kam: RunKam, tmp_path: Path, seed: int) -> None:
    """Whatever became of the deals: renamed, handed over, held, in another rate."""
    draw = random.Random(seed)  # noqa: S311 - the same histories in every run
    repo = Repo(tmp_path / "book")
    deals = Deals(repo, draw)
    for month in range(1, 9):
        deals.change()
        repo.commit(f"2026-{month:02d}-{draw.randint(1, 28):02d}")
    words = ("--today", "2027-07-20", "--from", "2027Q1", "--to", "2027Q2", "--by", "owner")
    horizons = ("--horizon", "330", "--horizon", "250")
    report = answer(kam, repo, *words, *horizons)
    assert report["totals"]["scored"] == 4
    for period, day in {(row["period"], row["day"]) for row in report["rows"]}:
        then = kam(repo.root, "forecast", "--json", "--as-of", day, "--by", "owner",
                   "--from", period, "--to", period)  # fmt: skip
        said = {
            row["group"]: row["expected"]
            for row in json.loads(then.stdout, parse_float=Decimal)["rows"]
        }
        found = {
            row["group"]: row["expected"]
            for row in report["rows"]
            if (row["period"], row["day"]) == (period, day)
        }
        assert {**dict.fromkeys(found, 0), **said} == {**dict.fromkeys(said, 0), **found}
