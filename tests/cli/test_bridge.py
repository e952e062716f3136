"""bridge: what moved the pipeline between two states of a book, from the command line."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kam.reports import bridge as report
from tests.conftest import RunKam
from tests.repositories import Repo

SETTINGS = "currency: CNY\npeople: {li.wei: {team: north}}\nfiscal_year_start: 1\n"
ACME = "name: Acme\nowner: li.wei\n"
MES = "name: MES\nstage: {stage}\namount: {amount}\nclose_date: {close}\n"
PATH = "accounts/acme/opportunities/mes.yaml"
LINE = "accounts/acme/opportunities/line.yaml"
MOVES = "moves"


def mes(stage: str = "C", amount: object = 100, close: str = "2027-03-31") -> str:
    return MES.format(stage=stage, amount=amount, close=close)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """100 in June; in August 300, later, and another one of 40; not committed yet: that is lost."""
    found = Repo(tmp_path / "book")
    begun = {"kam.yaml": SETTINGS, "accounts/acme/account.yaml": ACME}
    found.commit("2026-06-10", {**begun, PATH: mes()})
    found.commit(
        "2026-08-10", {PATH: mes("B", 300, "2027-05-31"), LINE: mes("G", 40, "2027-02-28")}
    )
    lost = mes("G", 40, "2027-02-28") + "outcome: {result: lost, date: 2026-09-01}\n"
    found.write({LINE: lost})
    return found


def bridge(kam: RunKam, repo: Repo, *words: str) -> Any:
    """The object of a bridge, and its movements as `kind id amount`."""
    result = kam(repo.root, "bridge", "--json", *words)
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout, parse_float=Decimal)
    found[MOVES] = [
        f"{row['kind']} {one['id']} {one['amount']}"
        for row in found["rows"][1:-1]
        for one in row["opportunities"]
    ]
    return found


def test_from_a_day_to_the_files_as_they_are(kam: RunKam, repo: Repo) -> None:
    found = bridge(kam, repo, "--from", "2026-06-30")
    first, _ = repo.git("rev-list", "--reverse", "HEAD").split()
    assert found[MOVES] == [
        "created acme/line 40",
        "increased acme/mes 200",
        "lost acme/line -40",
    ]
    assert (found["as_of"], found["revision"], found["balanced"]) == ("2026-11-21", None, True)
    assert found["from"] == {"as_of": "2026-06-10", "revision": first, "currency": "CNY"}
    assert found["to"] == {"as_of": "2026-11-21", "revision": None, "currency": "CNY"}
    assert found["totals"] == {"opening": 100, "closing": 300, "change": 200, "left_out": 0}


def test_from_one_revision_to_another(kam: RunKam, repo: Repo) -> None:
    found = bridge(kam, repo, "--from", "HEAD~1", "--to", "HEAD")
    assert found[MOVES] == ["created acme/line 40", "increased acme/mes 200"]
    assert (found["as_of"], found["revision"]) == ("2026-08-10", repo.head)
    assert found["to"]["revision"] == repo.head
    assert bridge(kam, repo, "--from", "HEAD", "--as-of", "HEAD~1")[MOVES] == [
        "decreased acme/mes -200",
        "removed acme/line -40",
    ]


def test_of_a_period_dates_move_in_and_out(kam: RunKam, repo: Repo) -> None:
    found = bridge(kam, repo, "--from", "HEAD~1", "--to", "HEAD", "--due", "2027Q1")
    assert found[MOVES] == ["created acme/line 40", "pushed_out acme/mes -100"]
    assert found["due"] == "2027Q1"
    repo.commit("2026-09-10", {"kam.yaml": SETTINGS.replace("start: 1", "start: 4")})
    assert bridge(kam, repo, "--from", "HEAD~2", "--due", "2027Q4")[MOVES][-1] == (
        "lost acme/line -40"
    )


def test_a_renamed_account_is_filtered_by_its_name_of_each_day(kam: RunKam, repo: Repo) -> None:
    repo.commit("2026-09-02")
    kam(repo.root, "rename", "acme", "axis")
    repo.git("add", "--all")
    found = bridge(kam, repo, "--from", "2026-06-30", "--account", "axis")
    assert found["totals"]["opening"] == 100
    assert found[MOVES][1] == "increased axis/mes 200"
    same = bridge(kam, repo, "--from", "2026-06-30", "--group", "axis")
    assert same[MOVES] == found[MOVES]
    repo.write({"accounts/axis/account.yaml": ACME})
    assert bridge(kam, repo, "--from", "2026-06-30", "--account", "axis")["totals"]["opening"] == 0


def test_filters_hold_at_both_ends(kam: RunKam, repo: Repo) -> None:
    repo.write({PATH: mes("B", 300) + "owner: zhao.min\n"})
    found = bridge(kam, repo, "--from", "2026-06-30", "--owner", "li.wei")
    assert found[MOVES] == [
        "created acme/line 40",
        "increased acme/mes 200",
        "transferred_out acme/mes -300",
        "lost acme/line -40",
    ]
    account = bridge(kam, repo, "--from", "2026-06-30", "--account", "acme")
    assert account["totals"] == {"opening": 100, "closing": 300, "change": 200, "left_out": 0}


def test_on_paper(kam: RunKam, repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    result = kam(repo.root, "bridge", "--from", "2026-06-30")
    assert (result.exit_code, result.stderr.count("\n")) == (0, 1)
    assert result.stderr.startswith("as of commit ")
    assert result.stdout.startswith("Bridge   2026-06-10 -> 2026-11-21   CNY   (balanced)\n")
    assert "   acme/mes   MES     +200  100 -> 300  2027-03-31 -> 2027-05-31  C -> B\n" in (
        result.stdout
    )


def test_as_a_spreadsheet(kam: RunKam, repo: Repo) -> None:
    result = kam(repo.root, "bridge", "--from", "2026-06-30", "--csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [(row["kind"], row["id"], row["amount"]) for row in rows] == [
        ("opening", "", "100"),
        ("created", "acme/line", "40"),
        ("increased", "acme/mes", "200"),
        ("lost", "acme/line", "-40"),
        ("closing", "", "300"),
    ]


def test_a_file_that_does_not_read_is_said_and_out_of_both_ends(kam: RunKam, repo: Repo) -> None:
    repo.write({PATH: "name: MES\namount: 12k\n"})
    result = kam(repo.root, "bridge", "--from", "2026-06-30", "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 3
    assert found["totals"] == {"opening": 0, "closing": 0, "change": 0, "left_out": 1}
    assert [one["path"] for one in found["skipped"]] == [PATH]
    assert f"{PATH}:2:9: KAM003" in result.stderr
    assert result.stderr.endswith("incomplete: 1 file left out of these figures\n")


def test_what_is_wrong_at_both_ends_is_said_once_and_each_with_its_own_line(
    kam: RunKam, repo: Repo
) -> None:
    repo.commit("2026-10-01", {PATH: "name: MES\namount: 12k\n", LINE: "name: L\nstage: Q\n"})
    repo.write({PATH: "# moved down\nname: MES\namount: 12k\n", LINE: mes()})
    result = kam(repo.root, "bridge", "--from", "HEAD")
    assert result.exit_code == 3
    assert result.stderr.count("KAM003") == 1
    assert f"{PATH}:3:9: KAM003" in result.stderr
    assert "  3 | amount: 12k\n" in result.stderr
    assert f"{LINE}:2:8: KAM010" in result.stderr
    assert "  2 | stage: Q\n" in result.stderr
    assert result.stderr.endswith("incomplete: 2 files left out of these figures\n")
    assert " 1 opportunity is on neither side" in result.stdout


def test_an_account_that_does_not_read_takes_all_of_its_own(kam: RunKam, repo: Repo) -> None:
    repo.write({"accounts/acme/account.yaml": "name: [\n"})
    result = kam(repo.root, "bridge", "--from", "2026-06-30", "--json")
    assert json.loads(result.stdout)["totals"]["left_out"] == 2


def test_orders_that_do_not_read_take_the_frameworks(kam: RunKam, repo: Repo) -> None:
    repo.write({PATH: mes("B", 300) + "kind: framework\n", LINE: mes("G", 40)})
    repo.write({"accounts/acme/orders.yaml": "po-1: [\n", "accounts/acme/tasks.yaml": "t: [\n"})
    found = json.loads(kam(repo.root, "bridge", "--from", "2026-06-30", "--json").stdout)
    assert found["totals"] == {"opening": 0, "closing": 40, "change": 40, "left_out": 1}


def test_a_folder_that_is_a_link_takes_its_account(kam: RunKam, repo: Repo) -> None:
    folder = repo.root / "accounts/acme/opportunities"
    folder.rename(repo.root / "elsewhere")
    folder.symlink_to(repo.root / "elsewhere")
    result = kam(repo.root, "bridge", "--from", "2026-06-30", "--json")
    assert result.exit_code == 3, result.stderr
    assert json.loads(result.stdout)["totals"]["opening"] == 0


def test_words_that_do_not_fit(kam: RunKam, repo: Repo) -> None:
    assert kam(repo.root, "bridge").exit_code == 2
    assert kam(repo.root, "bridge", "--from", "2026-06-30", "--due", "soon").exit_code == 2
    assert kam(repo.root, "bridge", "--from", "2020-01-01").exit_code == 5


def test_a_bridge_that_does_not_balance_is_a_bug_and_no_figure(
    kam: RunKam, repo: Repo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(report, "steps", lambda *_: iter(()))
    result = kam(repo.root, "bridge", "--from", "2026-06-30")
    assert (result.exit_code, result.stdout) == (70, "")
    assert "100.00 and 0 do not make 300.00" in result.stderr
