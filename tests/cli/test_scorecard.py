"""`kam scorecard`: the measures of METHODS.md 10, for each person and month."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MakeBook, RunKam
from tests.repositories import Repo

SETTINGS = """\
currency: CNY
people:
  li.wei: {name: 李伟, team: [{team: north, from: 2026-01-01}, {team: south, from: 2026-11-01}]}
  chen.jie: {name: 陈洁, team: north}
  zhao.min: {name: 赵敏, team: south}
teams: {north: {parent: china}, south: {parent: china}}
"""
DEALS = "accounts/acme/opportunities/"
BOOK = {
    "kam.yaml": SETTINGS,
    "accounts/acme/account.yaml": "name: Acme\nowner: li.wei\ntier: core\n",
    f"{DEALS}mes.yaml": """\
name: MES
amount: 1000
stage: S
splits:
  - {owner: li.wei, share: 70}
  - {owner: chen.jie, share: 30}
  - {owner: zhao.min, share: 20, overlay: true}
history:
  - {date: 2026-09-02, stage: F, by: li.wei}
  - {date: 2026-09-20, stage: G, by: li.wei, because: the visit was taken back}
  - {date: 2026-10-05, stage: F, by: li.wei}
  - {date: 2026-10-12, stage: E, by: chen.jie}
  - {date: 2026-11-10, stage: S, by: li.wei}
outcome: {result: won, date: 2026-11-10}
""",
    f"{DEALS}line.yaml": """\
name: Line
stage: G
history: [{date: 2026-10-01, stage: G}]
outcome: {result: lost, date: 2026-11-15, reason: price}
""",
    f"{DEALS}list.yaml": "name: List\noutcome: {result: abandoned, date: 2026-11-15}\n",
    "accounts/acme/orders.yaml": """\
po-1: {date: 2026-11-11, amount: 1000, margin: 200, opportunity: mes}
po-2: {date: 2026-11-12, amount: 10, margin: 4}
""",
    "accounts/acme/activities/2026-li.wei.yaml": """\
- {date: 2026-09-01, kind: visit, by: li.wei}
- {date: 2026-09-10, kind: visit, by: li.wei}
- {date: 2026-09-17, kind: call, by: li.wei}
- {date: 2026-09-24, kind: call, by: li.wei}
- {date: 2026-11-19, kind: note, by: li.wei}
""",
}
CONTACTS = "accounts/acme/contacts.yaml"
WANG = "wang: {name: Wang, roles: [economic], attitude: mentor, contact: in-depth}\n"


def card(kam: RunKam, root: Path, *words: str) -> Any:
    result = kam(root, "scorecard", "--json", *words)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout, parse_float=Decimal)


def row(found: Any, person: str, month: str) -> Any:
    return next(one for one in found["rows"] if (one["person"], one["month"]) == (person, month))


def test_milestones_count_once_for_who_made_the_move(book: MakeBook, kam: RunKam) -> None:
    found = card(kam, book(BOOK), "--from", "2026-09")
    september, october, november = (
        row(found, "li.wei", month) for month in ("2026-09", "2026-10", "2026-11")
    )
    assert (september["milestones"], september["prospects"]) == (2, 1)
    assert (october["milestones"], october["prospects"]) == (1, 0)  # Line, by its owner
    assert (row(found, "chen.jie", "2026-10")["milestones"]) == 1
    assert (november["milestones"], november["ended"]) == (5, 1)
    assert november["conversion"] == Decimal("0.8333")
    assert found["totals"]["milestones"] == 2 + 2 + 5
    assert found["totals"]["conversion"] == Decimal("0.9")


def test_credits_are_shared_out_and_overlays_count_in_no_sum(book: MakeBook, kam: RunKam) -> None:
    found = card(kam, book(BOOK))
    shares = {
        person: (one["bookings"], one["overlay"], one["margin"])
        for person in ("li.wei", "chen.jie", "zhao.min")
        for one in (row(found, person, "2026-11"),)
    }
    assert shares == {"li.wei": (700, 0, 144), "chen.jie": (300, 0, 60), "zhao.min": (200, 200, 40)}
    assert (found["totals"]["bookings"], found["totals"]["margin"]) == (1000, 204)
    assert [one["bookings"] for one in found["months"]] == [0, 0, 0, 0, 0, 1000]


@pytest.mark.parametrize("measure", ["bookings", "margin"])
def test_credits_are_those_of_attainment(book: MakeBook, kam: RunKam, measure: str) -> None:
    targets = "".join(
        f"- {{owner: {owner}, period: 2026, amount: 10, measure: {measure}}}\n"
        for owner in ("li.wei", "chen.jie", "zhao.min")
    )
    root = book({**BOOK, "targets.yaml": targets})
    words = ("--period", "year", "--measure", measure, "--json")
    shown = json.loads(kam(root, "attainment", *words).stdout, parse_float=Decimal)["rows"]
    attained = {one["owner"]: one["closed"] for one in shown if one["level"] == "owner"}
    found = card(kam, root, "--from", "2026-01")
    assert {one["person"]: one[measure] for one in found["people"]} == attained
    (whole,) = (one["closed"] for one in shown if one["level"] == "book")
    assert found["totals"][measure] == whole


def test_an_order_of_an_opportunity_that_does_not_read_is_nobodys(
    book: MakeBook, kam: RunKam
) -> None:
    root = book({**BOOK, f"{DEALS}mes.yaml": "name: [\n"})
    found = json.loads(kam(root, "scorecard", "--json").stdout, parse_float=Decimal)
    assert row(found, "li.wei", "2026-11")["margin"] == found["totals"]["margin"] == 4


def test_with_a_team_a_month_counts_in_which_somebody_was_in_it(
    book: MakeBook, kam: RunKam
) -> None:
    root = book(BOOK)
    north = card(kam, root, "--team", "north", "--from", "2026-10")
    south = card(kam, root, "--team", "south", "--from", "2026-10")
    assert [(one["person"], one["month"]) for one in north["rows"]] == [
        ("chen.jie", "2026-10"),
        ("chen.jie", "2026-11"),
        ("li.wei", "2026-10"),
    ]
    assert [(one["person"], one["month"]) for one in south["rows"]] == [
        ("li.wei", "2026-11"),
        ("zhao.min", "2026-10"),
        ("zhao.min", "2026-11"),
    ]
    assert north["totals"]["bookings"] == 300
    assert south["totals"]["bookings"] == 700
    whole = card(kam, root, "--team", "china", "--from", "2026-10")
    assert whole["totals"]["bookings"] == 1000


def test_a_rhythm_is_kept_or_not_all_month(book: MakeBook, kam: RunKam) -> None:
    found = card(kam, book(BOOK), "--from", "2026-08")
    rhythm = [row(found, "li.wei", month)["touch_rhythm"] for month in ("2026-08", "2026-09")]
    assert rhythm == [None, 1]  # nothing of the account is dated in August
    late = [row(found, "li.wei", month)["touch_kept"] for month in ("2026-10", "2026-11")]
    assert late == [0, 0]  # a note touches nobody
    assert found["totals"]["touch_rhythm"] == Decimal("0.3333")


def test_one_never_touched_is_not_kept(book: MakeBook, kam: RunKam) -> None:
    quiet = "accounts/quiet/account.yaml"
    root = book({quiet: "name: Quiet\nowner: zhao.min\ntier: core\n"})
    found = card(kam, root, "--from", "2026-10")
    assert [one["touch_accounts"] for one in found["rows"]] == [0, 1]
    assert found["totals"]["touch_rhythm"] == 0


def test_coverage_gained_is_from_the_books_of_both_days(kam: RunKam, tmp_path: Path) -> None:
    repo = Repo(tmp_path / "book")
    repo.commit("2026-09-10", {**BOOK, CONTACTS: WANG.replace("mentor", "neutral")})
    repo.commit("2026-10-10", {CONTACTS: WANG})
    found = card(kam, repo.root, "--owner", "li.wei", "--from", "2026-09")
    gained = [one["coverage_gained"] for one in found["rows"]]
    assert gained[0] is None  # there was no book before September
    assert gained[1] > 0
    assert gained[2] == 0
    assert found["totals"]["coverage_gained"] is None
    assert not found["coverage_known"]
    later = card(kam, repo.root, "--from", "2026-10")
    assert later["totals"]["coverage_gained"] == gained[1]
    assert later["coverage_known"]
    kam(repo.root, "rename", "acme", "axis")
    assert card(kam, repo.root, "--from", "2026-10")["totals"]["coverage_gained"] == gained[1]
    repo.write({CONTACTS.replace("acme", "axis"): "wang: [\n"})
    assert kam(repo.root, "scorecard", "--json").exit_code == 3


def test_retention_is_that_of_the_year_up_to_the_months_end(book: MakeBook, kam: RunKam) -> None:
    root = book(
        {
            **BOOK,
            "accounts/bell/account.yaml": "name: Bell\nowner: li.wei\n",
            "accounts/bell/orders.yaml": "po: {date: 2025-02-01, amount: 1}\n",
            "accounts/corp/account.yaml": "name: Corp\nowner: li.wei\n",
            "accounts/corp/orders.yaml": (
                "a: {date: 2025-02-01, amount: 1}\nb: {date: 2026-02-01, amount: 1}\n"
            ),
        }
    )
    one = row(card(kam, root), "li.wei", "2026-11")
    shown = json.loads(kam(root, "retention", "--owner", "li.wei", "--json").stdout)["totals"]
    assert (one["customers"], one["retained"]) == (shown["customers"], shown["kept"]) == (2, 1)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_on_paper(
    book: MakeBook, kam: RunKam, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = kam(book(BOOK), "scorecard", "--lang", language).stdout
    assert "李伟" in text
    assert "█" in text
    if language == "en":
        assert "Together" in text
        (bookings, *_) = (line.split() for line in text.splitlines() if "Bookings" in line)
        assert bookings == ["Bookings", *"–––––", "300", "300", "▁▁▁▁▁█"]
        assert "git has no book of some of these days" in text


def test_months_without_room_are_named_and_the_first_shown_has_its_year(
    book: MakeBook, kam: RunKam, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    text = kam(book(BOOK), "scorecard").stdout
    heading = next(line for line in text.splitlines() if line.startswith(" Measure"))
    first = heading.split()[1]
    assert "2026-06" < first <= "2026-11"
    assert "no room for 2026-06" in text
    assert ": kam scorecard" in text


def test_of_an_account_that_does_not_read_its_opportunities_count(
    book: MakeBook, kam: RunKam
) -> None:
    root = book({**BOOK, "accounts/acme/account.yaml": "name: [\n"})
    found = json.loads(kam(root, "scorecard", "--json").stdout)
    assert found["totals"]["bookings"] == 1000
    assert found["totals"]["customers"] == 0
    assert found["totals"]["touch_rhythm"] is None


def test_nobody_knows_the_margin_of_an_order_whose_opportunity_does_not_read(
    book: MakeBook, kam: RunKam
) -> None:
    root = book({**BOOK, f"{DEALS}mes.yaml": "name: [\n"})
    found = json.loads(kam(root, "scorecard", "--json").stdout)
    assert found["totals"]["margin"] == 4


def test_books_that_say_little(book: MakeBook, kam: RunKam) -> None:
    assert "nobody has anything to measure" in kam(book({}), "scorecard").stdout
    root = book(
        {
            "accounts/acme/account.yaml": "name: Acme\n",
            f"{DEALS}mes.yaml": "name: M\nstage: X\nhistory: [{date: 2026-11-01, stage: G}]\n",
        }
    )
    assert kam(root, "scorecard").exit_code in {0, 3}
    backwards = kam(root, "scorecard", "--from", "2026-05", "--to", "2026-03")
    assert backwards.exit_code == 2
    assert kam(root, "scorecard", "--from", "2026Q2", "--to", "2026Q3", "--json").exit_code in {
        0,
        3,
    }
