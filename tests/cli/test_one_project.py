"""One real project in one book, from four bidders to the retention: counted once, right everywhere.

Three contractors and a dealer bid with our goods for the power supply of a harbour. The work is
divided into two lots, the first tender fails, the person who decides moves to one of the
contractors, and the contractor East wins lot 1. It is paid in five parts.
"""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import RunKam
from tests.repositories import Repo

Ask = Callable[..., dict[str, Any]]
BIDDERS = {
    # account: role, stage, amount of the whole
    "east": ("contractor", "C", 8_000_000),
    "west": ("contractor", "D", 7_600_000),
    "north": ("contractor", "E", 7_800_000),
    "dealer": ("dealer", "F", 8_200_000),
}
START = {
    "accounts/group/account.yaml": "name: Building Group\n",
    "kam.yaml": "currency: CNY\npeople: {li.wei: {name: Li Wei}}\n",
    "accounts/harbour/account.yaml": (
        "name: Harbour Authority\nowner: li.wei\nownership: government\n"
        "purchasing: {mode: open-tender}\n"
    ),
    "accounts/harbour/contacts.yaml": (
        "zhou-min: {name: Zhou Min, level: decision, roles: [economic], attitude: supporter}\n"
        "he-ping: {name: He Ping, level: management, roles: [technical], attitude: neutral}\n"
    ),
    "accounts/harbour/activities/2026-li.wei.yaml": (
        "- {date: 2026-05-20, kind: visit, by: li.wei, with: [zhou-min], note: the plan}\n"
    ),
} | {
    path: text
    for name, (role, stage, amount) in BIDDERS.items()
    for path, text in {
        f"accounts/{name}/account.yaml": f"name: {name.title()}\nowner: li.wei\nparent: group\n",
        f"accounts/{name}/opportunities/power.yaml": (
            f"name: Harbour power\nstage: {stage}\namount: {amount}\nclose_date: 2027-02-28\n"
            "project: harbour-power\nalternative: true\n"
            f"parties: [{{name: Harbour Authority, role: end-user}}, {{name: {name.title()},"
            f" role: {role}}}]\n"
            "people: {harbour/zhou-min: {roles: [economic]}}\n"
            "procurement: {mode: open-tender, procedure: purchase-tender, step: call}\n"
            "competitors: [{name: Corvane, incumbent: true}]\n"
            f"history:\n  - {{date: 2026-06-01, stage: {stage}}}\n"
        ),
    }.items()
}
FAILED = (
    "  - {round: 1, bid_due: 2026-08-01, opens: 2026-08-02, bond: 80000,"
    " bond_returned: 2026-08-20, result: failed}\n"
)
AGAIN = "  - {round: 2, bid_due: 2026-11-25, opens: 2026-11-26, ceiling: 3400000, price: 3100000}\n"
MOVED = {
    "accounts/harbour/contacts.yaml": (
        "zhou-min: {name: Zhou Min, level: decision, roles: [economic], attitude: supporter,"
        " left: 2026-09-01, moved_to: north/zhou-min}\n"
        "he-ping: {name: He Ping, level: management, roles: [technical], attitude: neutral}\n"
    ),
    "accounts/north/contacts.yaml": (
        "zhou-min: {name: Zhou Min, level: decision, attitude: supporter}\n"
    ),
}
ORDER = {
    "accounts/east/orders.yaml": """\
po-1:
  date: 2026-10-15
  amount: 4900000
  opportunity: power
  payments:
    - {kind: advance, amount: 1470000, due: 2026-10-30, paid: 2026-10-28}
    - {kind: delivery, amount: 1960000, due: 2026-11-15, paid: 2026-11-18}
    - {kind: installation, amount: 490000, due: 2026-11-20}
    - {kind: acceptance, amount: 735000, due: 2027-03-31}
    - {kind: retention, amount: 245000, due: 2028-03-31}
"""
}


@pytest.fixture
def repo(kam: RunKam, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """A copy of the book on the day on which lot 1 was won; it has a commit a chapter."""
    if not _TOLD:
        _TOLD.append(tell(Repo(tmp_path_factory.mktemp("project")), kam))
    return Repo(shutil.copytree(_TOLD[0].top, tmp_path / "book"))


_TOLD: list[Repo] = []
"""The book, once it is told: the tests of this module do not tell it anew."""


def tell(repo: Repo, kam: RunKam) -> Repo:
    repo.commit("2026-06-01", START)
    every = [f"{name}/power" for name in BIDDERS]
    assert kam(repo.root, "split", *every, "--lots", "2").exit_code == 0
    repo.commit("2026-07-01")
    for name in BIDDERS:
        for lot in ("power", "power-lot-2"):
            add_tender(repo.root, name, lot, FAILED)
    repo.commit("2026-08-10")
    repo.commit("2026-09-01", MOVED)
    add_tender(repo.root, "east", "power-lot-2", FAILED + AGAIN)
    repo.commit("2026-10-01")
    won = ("win", "east/power", "--waive", "--because", "signed", "--date", "2026-10-15")
    assert kam(repo.root, "set", "east/power", "amount=4.9M").exit_code == 0
    assert kam(repo.root, *won).exit_code == 0
    repo.commit("2026-10-15", ORDER)
    return repo


def add_tender(root: Path, account: str, opportunity: str, rounds: str) -> None:
    """Write the rounds of a tender where the format has them, in place of what was there."""
    path = root / f"accounts/{account}/opportunities/{opportunity}.yaml"
    head, _, rest = path.read_text("utf-8").partition("competitors:")
    head = head.partition("tenders:")[0]
    path.write_text(f"{head}tenders:\n{rounds}competitors:{rest}", "utf-8")


@pytest.fixture
def ask(kam: RunKam, repo: Repo) -> Ask:
    """A function that gives the JSON of a report."""

    def answer(*words: str) -> dict[str, Any]:
        result = kam(repo.root, *words, "--json")
        assert result.exit_code == 0, result.output
        found: dict[str, Any] = json.loads(result.stdout)
        return found

    return answer


def by_id(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in rows}


def test_before_the_lots_the_project_counts_once_with_its_best_bidder(ask: Ask) -> None:
    then = ask("pipeline", "--as-of", "2026-06-15")
    assert (then["totals"]["count"], then["totals"]["weighted"]) == (1, 4_000_000)
    (other,) = then["other"]
    assert (other["kind"], other["count"], other["amount"]) == ("alternatives", 3, 23_600_000)


def test_of_two_lots_with_four_bidders_one_is_won_and_one_counts(ask: Ask) -> None:
    now = ask("pipeline")
    assert (now["totals"]["count"], now["totals"]["amount"]) == (1, 4_000_000)
    assert [(one["kind"], one["count"]) for one in now["other"]] == [("alternatives", 6)]
    assert ask("pipeline", "--no-index") == now
    forecast = ask("forecast")
    assert (forecast["totals"]["closed"], forecast["totals"]["expected"]) == (4_900_000, 6_900_000)
    quarters = {row["period"]: (row["closed"], row["best_case"]) for row in forecast["rows"]}
    assert (quarters["2026Q4"], quarters["2027Q1"]) == ((4_900_000, 0), (0, 4_000_000))
    (group,) = (row for row in ask("pipeline", "--by", "group")["rows"] if row["count"])
    assert (group["group"], group["weighted"]) == ("group", 2_000_000)


def test_the_list_has_all_eight_and_the_page_says_which_count(ask: Ask) -> None:
    listed = by_id(ask("list", "opportunities")["rows"])
    assert len(listed) == 8
    assert [name for name, row in listed.items() if row["state"] == "won"] == ["east/power"]
    project = ask("show", "dealer/power-lot-2")["rows"][0]["project"]
    assert (project["won"], project["open"], project["weighted"]) == (
        4_900_000,
        4_000_000,
        2_000_000,
    )
    parts = by_id(project["opportunities"])
    assert {name for name, part in parts.items() if part["apart"] is None} == {
        "east/power",
        "east/power-lot-2",
    }
    assert parts["dealer/power"]["parties"] == [
        {"name": "Harbour Authority", "role": "end-user"},
        {"name": "Dealer", "role": "dealer"},
    ]


def test_the_failed_round_stays_and_the_next_one_is_on_the_agenda(
    ask: Ask, kam: RunKam, repo: Repo
) -> None:
    page = kam(repo.root, "show", "east/power-lot-2").stdout
    assert page.index("Tender 1  ") < page.index("failed · bid due") < page.index("Tender 2  ")
    dated = [row for row in ask("agenda")["rows"] if row["kind"] == "tender"]
    assert [(row["opportunity"], row["due"]) for row in dated] == [
        ("east/power-lot-2", "2026-11-26")
    ]


def test_check_asks_to_close_what_can_no_longer_be_won_and_finds_no_error(
    ask: Ask, kam: RunKam, repo: Repo
) -> None:
    found = ask("check")
    assert found["totals"]["errors"] == 0
    decided = {one["path"] for one in found["findings"] if one["code"] == "KAM217"}
    bidders = ("west", "north", "dealer")
    assert decided == {f"accounts/{name}/opportunities/power.yaml" for name in bidders}
    for name in bidders:
        kam(repo.root, "abandon", f"{name}/power", "--reason", "lot 1 went to East with our goods")
    now = ask("pipeline")
    assert (now["totals"]["amount"], now["other"][0]["count"]) == (4_000_000, 3)
    assert ask("forecast")["totals"]["expected"] == 6_900_000
    assert "KAM217" not in kam(repo.root, "check").stdout


def test_who_decided_moved_and_is_missed_where_they_were(ask: Ask) -> None:
    rows = {row["account"]: row for row in ask("relationship")["rows"]}
    assert rows["harbour"]["last_contact"] == "2026-05-20"
    assert "no-economic" in rows["harbour"]["alerts"]
    assert by_id(ask("list", "contacts")["rows"])["harbour/zhou-min"]["left"] == "2026-09-01"
    assert "KAM114" not in {one["code"] for one in ask("check")["findings"]}


def test_the_order_of_the_won_lot_is_paid_in_five_parts(kam: RunKam, repo: Repo, ask: Ask) -> None:
    (order,) = ask("list", "orders")["rows"]
    assert (order["amount"], order["opportunity"]) == (4_900_000, "east/power")
    assert "po-1  CNY 4,900,000 · to be paid 1,470,000" in kam(repo.root, "show", "east").stdout


def test_the_bridge_leads_from_the_whole_project_to_the_open_lot(ask: Ask) -> None:
    bridge = ask("bridge", "--from", "2026-06-15")
    assert bridge["balanced"]
    sums = {row["kind"]: row["amount"] for row in bridge["rows"] if row["amount"]}
    assert sums == {
        "opening": 8_000_000,
        "created": 4_000_000,
        "decreased": -3_100_000,
        "won": -4_900_000,
        "closing": 4_000_000,
    }
