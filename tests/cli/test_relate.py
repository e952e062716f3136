"""relate: the gate of working points, confirmations, falls back, points marked without a move."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.conftest import MakeBook, RunKam

ACCOUNT = "accounts/acme/account.yaml"
AT_STABILISE = """\
name: Acme
owner: li.wei
relationship:
  stage: stabilise
  history:
    - {date: 2026-03-01, stage: establish, because: first order}
    - {date: 2026-06-01, stage: stabilise, because: framework signed}
"""
FILES = {
    "accounts/acme/orders.yaml": "po-1: {date: 2026-03-01, amount: 5, accepted: 2026-05-01}\n",
    "accounts/acme/contacts.yaml": (
        "zhao-lei: {name: Zhao Lei, level: decision, contact: multiple}\n"
        "wang-fang: {name: Wang Fang, level: management, contact: in-depth}\n"
        "li-na: {name: Li Na, level: operation, contact: brief}\n"
    ),
}


@pytest.fixture
def root(book: MakeBook) -> Path:
    return book({ACCOUNT: AT_STABILISE, **FILES})


def text(root: Path) -> str:
    return (root / ACCOUNT).read_text(encoding="utf-8")


def test_a_move_forward_asks_for_what_is_open_and_writes_nothing(kam: RunKam, root: Path) -> None:
    result = kam(root, "relate", "acme", "--to", "strengthen", "--because", "trust")
    assert (result.exit_code, text(root)) == (1, AT_STABILISE)
    assert result.stderr.splitlines() == [
        "kam: acme stays where it is: working points are open",
        "  satisfaction-survey  Satisfaction survey answered",
        "  regular-reviews      Regular reviews with the customer",
        "mark them with --done KEY=TEXT, or record why not: --waive --because TEXT",
    ]


def test_points_that_are_done_open_the_gate(kam: RunKam, root: Path) -> None:
    marked = kam(root, "relate", "acme", "--done", "客户定期回顾", "--done", "regular-reviews")
    assert marked.exit_code == 2
    assert "is not a working point" in marked.stderr
    marked = kam(root, "relate", "acme", "--done", "regular-reviews=minutes of May")
    assert marked.stdout == (
        "acme  stabilise  (done: regular-reviews)  (still open: satisfaction-survey)\n"
    )
    moved = kam(
        root, "relate", "acme", "--to", "加强", "--because", "trust",
        "--done", "satisfaction-survey = 4.6 of 5",
    )  # fmt: skip
    assert moved.stdout == "acme  stabilise -> strengthen  (done: satisfaction-survey)  (trust)\n"
    assert (
        text(root)
        == AT_STABILISE.replace(
            "stage: stabilise\n  history",
            "stage: strengthen\n  points:\n"
            "    regular-reviews: {done: 2026-11-21, by: li.wei, note: minutes of May}\n"
            "    satisfaction-survey: {done: 2026-11-21, by: li.wei, note: 4.6 of 5}\n  history",
        )
        + "    - {date: 2026-11-21, stage: strengthen, by: li.wei, because: trust}\n"
    )


def test_a_point_marked_again_says_whose_record_it_takes_the_place_of(
    kam: RunKam, root: Path
) -> None:
    words = ("relate", "acme", "--done")
    first = kam(root, *words, "regular-reviews=May", "--by", "wang.min", "--date", "2026-07-01")
    assert "->" not in first.stdout
    again = kam(root, *words, "regular-reviews", "--date", "2026-08-01")
    assert "(regular-reviews: 2026-07-01 · wang.min · May -> 2026-08-01 · li.wei)" in again.stdout
    assert "->" not in kam(root, *words, "regular-reviews", "--date", "2026-08-01").stdout


def test_a_point_done_before_the_relationship_fell_back_is_refused(
    kam: RunKam, book: MakeBook
) -> None:
    fallen = AT_STABILISE.replace("stage: stabilise\n", "stage: establish\n", 1)
    fallen += "    - {date: 2026-09-01, stage: establish, because: new head}\n"
    root = book({ACCOUNT: fallen})
    words = ("relate", "acme", "--done", "first-delivery", "--date")
    refused = kam(root, *words, "2026-08-31")
    assert (refused.exit_code, text(root)) == (2, fallen)
    assert "2026-08-31 is before the relationship fell back (2026-09-01)" in refused.stderr
    assert kam(root, *words, "2026-09-01").exit_code == 0


def test_a_day_that_no_file_may_say_is_a_wrong_word_and_no_broken_file(
    kam: RunKam, root: Path
) -> None:
    result = kam(root, "relate", "acme", "--done", "regular-reviews", "--date", "1899-01-01")
    assert (result.exit_code, text(root)) == (2, AT_STABILISE)
    assert "1899-01-01 is too far away" in result.stderr


def test_a_waiver_is_recorded_with_its_reason(kam: RunKam, root: Path) -> None:
    result = kam(root, "relate", "acme", "--to", "strengthen", "--waive", "--because", "asked")
    assert "(waived: satisfaction-survey, regular-reviews)  (asked)" in result.stdout
    assert text(root).endswith("waived: [satisfaction-survey, regular-reviews], because: asked}\n")
    assert "asked · waived: satisfaction-survey" in kam(root, "show", "acme").stdout


def test_a_jump_asks_for_the_points_of_every_stage_that_it_leaves(
    kam: RunKam, book: MakeBook
) -> None:
    root = book({ACCOUNT: "name: Acme\n"})
    result = kam(root, "relate", "acme", "--to", "strengthen", "--because", "x", "--json")
    assert json.loads(result.stderr or result.stdout)["error"]["candidates"] == [
        "key-account-tests", "seller-fit", "single-interface",
        "first-delivery", "satisfaction-survey", "contact-levels", "regular-reviews",
    ]  # fmt: skip


def test_the_history_of_the_account_says_what_was_waived(kam: RunKam, root: Path) -> None:
    kam(root, "relate", "acme", "--to", "strengthen", "--waive", "--because", "asked")
    rows = json.loads(kam(root, "history", "acme", "--json").stdout)["rows"]
    assert rows[-1]["waived"] == ["satisfaction-survey", "regular-reviews"]


def test_the_present_stage_with_a_reason_confirms_it(kam: RunKam, root: Path) -> None:
    result = kam(root, "relate", "acme", "--to", "stabilise", "--because", "new head agreed")
    assert result.stdout == "acme  stabilise confirmed  (new head agreed)\n"
    row = json.loads(kam(root, "relationship", "--json").stdout)["rows"][0]
    assert (row["stage"], row["since"]) == ("stabilise", "2026-06-01")


def test_a_move_back_asks_for_its_reason_alone_and_work_is_to_be_done_anew(
    kam: RunKam, root: Path
) -> None:
    kam(root, "relate", "acme", "--done", "satisfaction-survey", "--date", "2026-11-01")
    back = kam(root, "relate", "acme", "--to", "establish", "--because", "all people changed")
    assert back.exit_code == 0
    again = kam(root, "relate", "acme", "--to", "strengthen", "--because", "x")
    assert again.exit_code == 1
    assert "satisfaction-survey" in again.stderr


def test_on_a_terminal_the_open_points_are_asked_for(
    kam: RunKam, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kam.cli.session.Session.asks", property(lambda _: True))
    words = ("relate", "acme", "--to", "strengthen", "--because", "trust")
    assert kam(root, *words, input="\n").exit_code == 1
    asked = kam(root, *words, input="4.6 of 5\nminutes\n")
    assert "satisfaction-survey (Satisfaction survey answered): " in asked.stdout
    assert "stabilise -> strengthen" in asked.stdout


def test_a_file_that_does_not_read_shows_nothing_and_a_person_may_say_it(
    kam: RunKam, root: Path
) -> None:
    (root / "accounts/acme/contacts.yaml").write_text("zhao-lei: {name: [\n", encoding="utf-8")
    result = kam(root, "relate", "acme", "--to", "strengthen", "--because", "x")
    assert "contact-levels" in result.stderr
    done = (
        "--done",
        "contact-levels",
        "--done",
        "regular-reviews",
        "--done",
        "satisfaction-survey",
    )
    assert kam(root, "relate", "acme", "--to", "strengthen", "--because", "x", *done).exit_code == 0


def test_a_book_whose_own_points_are_a_list_is_only_reminded(kam: RunKam, book: MakeBook) -> None:
    own = "stages: {stabilise: {points: [{en: Meet their board, zh: 拜访董事会}]}}\n"
    root = book({ACCOUNT: AT_STABILISE, "playbooks/relationship.yaml": own})
    assert "·    Meet their board" in kam(root, "relationship", "--account", "acme").stdout
    assert kam(root, "relate", "acme", "--to", "strengthen", "--because", "x").exit_code == 0


def test_a_first_point_begins_the_relationship_on_lines_of_its_own(
    kam: RunKam, book: MakeBook
) -> None:
    root = book({ACCOUNT: "name: Acme\n"})
    result = kam(root, "relate", "acme", "--done", "seller-fit")
    assert result.stdout == "acme  none  (done: seller-fit)\n"
    assert text(root) == (
        "name: Acme\nrelationship:\n  points:\n    seller-fit: {done: 2026-11-21, by: li.wei}\n"
    )


@pytest.mark.parametrize("words", [(), ("--because", "x")])
def test_without_a_stage_or_a_point_nothing_is_to_be_done(
    kam: RunKam, root: Path, words: tuple[str, ...]
) -> None:
    result = kam(root, "relate", "acme", *words)
    assert result.exit_code == 2
    assert "missing: --to" in result.stderr


def test_the_commit_says_what_became_of_the_relationship(kam: RunKam, book: MakeBook) -> None:
    root = book({ACCOUNT: AT_STABILISE, "kam.yaml": "git: {commit: auto}\n"})
    kam(root, "git", "init", "-q")
    kam(root, "relate", "acme", "--done", "regular-reviews")
    kam(root, "relate", "acme", "--to", "stabilise", "--because", "x")
    log = [subject(root, back) for back in ("HEAD", "HEAD~1")]
    assert log == ["relate acme: stabilise confirmed", "relate acme: regular-reviews done"]


def subject(root: Path, revision: str) -> str:
    done = subprocess.run(
        ["git", "log", "-1", "--format=%s", revision],
        cwd=root, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()
