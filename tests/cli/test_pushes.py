"""Push count and slippage on the command line: pipeline, list and check agree with history."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import RunKam
from tests.repositories import Repo, git

SETTINGS = "currency: CNY\n"
ACME = "accounts/acme/account.yaml"
FLAGS = [(), ("--no-index",)]


def path(name: str) -> str:
    return f"accounts/acme/opportunities/{name}.yaml"


def deal(close: str, amount: int = 100, more: str = "") -> str:
    return f"name: x\nstage: C\namount: {amount}\nclose_date: {close}\n{more}"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """Three opportunities due in the fourth quarter; one is put off three times, twice by hand."""
    found = Repo(tmp_path / "book")
    begun = {path("line"): deal("2026-12-01", 300), path("old"): deal("2026-10-05")}
    mes = path("mes")
    found.commit("2026-06-10", {"kam.yaml": SETTINGS, ACME: "name: Acme\n", **begun})
    found.commit("2026-06-11", {mes: deal("2026-09-15")})
    found.commit("2026-07-01", {mes: deal("2026-10-15")})
    found.commit("2026-10-01", {mes: deal("2026-12-15")})
    found.commit("2026-11-02", {mes: deal("2027-01-15")})
    return found


def report(kam: RunKam, root: Path, *words: str) -> Any:
    result = kam(root, *words, "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def pushes(kam: RunKam, root: Path, *words: str) -> dict[str, int | None]:
    """The push count of each opportunity."""
    rows = report(kam, root, "list", "opportunities", *words)["rows"]
    return {row["id"].partition("/")[2]: row["pushes"] for row in rows}


def put_off(kam: RunKam, root: Path, *words: str) -> tuple[int | None, float | None]:
    """How many were pushed, and the slippage of the quarter."""
    totals = report(kam, root, "pipeline", *words)["totals"]
    return totals["pushed"], totals["slippage"]


@pytest.mark.parametrize("flags", FLAGS)
def test_pushes_and_slippage(kam: RunKam, repo: Repo, flags: tuple[str, ...]) -> None:
    assert pushes(kam, repo.root, *flags) == {"line": 0, "mes": 3, "old": 0}
    assert put_off(kam, repo.root, *flags) == (1, 0.2)
    row = next(row for row in report(kam, repo.root, "pipeline", *flags)["rows"] if row["count"])
    assert row["pushed"] == 1
    checked = kam(repo.root, "check", "--select", "pushed", *flags).stdout
    assert checked.startswith(f"{path('mes')}:4:13: KAM121 pushed 3×")
    text = kam(repo.root, "pipeline", *flags).stdout
    assert "1 pushed into a later month; slippage of this quarter 20 %\n" in text
    assert report(kam, repo.root, "history", "acme/mes")["totals"]["pushes"] == 3


@pytest.mark.parametrize("flags", FLAGS)
def test_in_the_past_they_are_those_of_then(
    kam: RunKam, repo: Repo, flags: tuple[str, ...]
) -> None:
    assert pushes(kam, repo.root, "--as-of", "2026-10-20", *flags)["mes"] == 2
    assert put_off(kam, repo.root, "--as-of", "2026-10-20", *flags) == (1, 0)
    assert put_off(kam, repo.root, "--as-of", "2026-06-20", *flags) == (0, None)
    assert pushes(kam, repo.root, *flags)["mes"] == 3


def test_filters_and_groups(kam: RunKam, repo: Repo) -> None:
    repo.write({path("mes"): deal("2027-01-15", more="owner: li.wei\n")})
    assert put_off(kam, repo.root, "--owner", "li.wei") == (1, None), "nobody's in October"
    assert put_off(kam, repo.root, "--account", "acme") == (1, 0.2)
    rows = report(kam, repo.root, "pipeline", "--by", "owner")["rows"]
    assert {row["group"]: row["pushed"] for row in rows if row["count"]} == {"li.wei": 1, "": 0}


def test_what_is_not_committed_counts(kam: RunKam, repo: Repo) -> None:
    repo.write({path("line"): deal("2027-02-01", 300)})
    assert pushes(kam, repo.root)["line"] == 1
    assert put_off(kam, repo.root) == (2, 0.8)
    assert kam(repo.root, "rename", "acme/mes", "mes-2").exit_code == 0
    assert pushes(kam, repo.root)["mes-2"] == 3


def test_without_a_history_nothing_is_said_to_be_on_time(
    kam: RunKam, repo: Repo, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with monkeypatch.context() as patched:
        patched.setenv("PATH", str(tmp_path))
        assert put_off(kam, repo.root) == (None, None)
    shutil.rmtree(repo.root / ".git")
    assert pushes(kam, repo.root) == {"line": None, "mes": None, "old": None}
    assert put_off(kam, repo.root) == (None, None)
    assert kam(repo.root, "check", "--select", "pushed").stdout == "nothing to say\n"
    assert "later month" not in kam(repo.root, "pipeline").stdout


def test_a_clone_that_was_cut_off_counts_from_there(
    kam: RunKam, repo: Repo, tmp_path: Path
) -> None:
    git(tmp_path, "clone", "-q", "--depth=2", repo.top.as_uri(), "shallow")
    assert pushes(kam, tmp_path / "shallow")["mes"] == 1
    assert put_off(kam, tmp_path / "shallow") == (1, None)


def test_a_change_of_the_limit_is_the_playbooks(kam: RunKam, repo: Repo) -> None:
    own = "extends: milestone\nname: {en: Own, zh: 自有}\npush_limit: 4\n"
    repo.write({"playbooks/own.yaml": own, "kam.yaml": SETTINGS + "playbook: own\n"})
    assert kam(repo.root, "check", "--select", "pushed").stdout == "nothing to say\n"


def test_mending_keeps_what_history_knows(kam: RunKam, repo: Repo) -> None:
    found = kam(repo.root, "check", "--fix", "--select", "pushed,stage-unrecorded").stdout
    assert "3 mended" in found
    assert "KAM121" in found


def test_the_list_shows_them_where_there_is_room(
    kam: RunKam, repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kam(repo.root, "list", "opportunities").stdout.splitlines()[2].endswith("Pushes")
    monkeypatch.setenv("COLUMNS", "60")
    assert "Pushes" not in kam(repo.root, "list", "opportunities").stdout


def test_slippage_is_of_what_the_pipeline_counted_as_the_quarter_began(
    kam: RunKam, tmp_path: Path
) -> None:
    """Of a framework what was left of it; also what has been removed or superseded since."""
    repo = Repo(tmp_path / "book")
    framework = deal("2026-11-30", 1000, "kind: framework\n")
    order = "po-1: {date: 2026-08-01, amount: 900, opportunity: call}\n"
    begun = {
        path("call"): framework,
        path("gone"): deal("2026-11-30"),
        path("kept"): deal("2026-12-01"),
    }
    orders = {"accounts/acme/orders.yaml": order}
    repo.commit("2026-09-01", {"kam.yaml": SETTINGS, ACME: "name: Acme\n", **begun, **orders})
    assert report(kam, repo.root, "pipeline", "--as-of", "HEAD")["totals"]["amount"] == 300
    repo.write({path("call"): framework.replace("2026-11-30", "2027-02-01"), path("gone"): None})
    for _ in range(2):  # the second time it is known
        assert put_off(kam, repo.root) == (1, 0.3333)
