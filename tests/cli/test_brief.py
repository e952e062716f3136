"""The brief: one page before a meeting, on a terminal, as Markdown and as JSON."""

import json
import os
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.conftest import MakeBook, RunKam

GOLDEN = Path(__file__).parents[1] / "golden/brief"
BOOK = GOLDEN / "book"
"""An account with fifteen people and a sheet of every kind."""
PAGE = 84
"""Lines that a page of small print holds: more is no page any more."""
ACME = "accounts/acme/account.yaml"
MES = "accounts/acme/opportunities/mes.yaml"
SHEET = "accounts/acme/sheets/mes.yaml"


@pytest.fixture
def full(book: MakeBook) -> Path:
    files = {path.relative_to(BOOK).as_posix(): path for path in BOOK.rglob("*.yaml")}
    return book({name: path.read_text("utf-8") for name, path in files.items()})


PAGES = {
    "opportunity": ("brief", "acme/mes"),
    "account": ("brief", "acme"),
    "markdown": ("brief", "acme/mes", "--markdown"),
    "plan": ("plan", "acme"),
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", PAGES)
def test_pages_look_as_they_were_judged_good(
    kam: RunKam, full: Path, monkeypatch: pytest.MonkeyPatch, language: str, name: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    result = kam(full, *PAGES[name], "--lang", language)
    assert (result.exit_code, result.stderr) == (0, "")
    path = GOLDEN / f"{name}.{language}.txt"
    if os.environ.get("KAM_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(result.stdout, encoding="utf-8")
    assert result.stdout == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("columns", ["60", "80", "200"])
def test_a_full_account_fits_on_about_a_page(
    kam: RunKam, full: Path, monkeypatch: pytest.MonkeyPatch, language: str, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = kam(full, "brief", "acme/mes", "--lang", language).stdout.splitlines()
    assert max(map(cell_len, lines)) <= int(columns)
    assert len(lines) <= PAGE or columns == "60"


def test_what_is_unknown_goes_once_it_is_known(kam: RunKam, full: Path) -> None:
    def unknown(*words: str) -> set[tuple[str, str]]:
        row = json.loads(kam(full, "brief", *words, "--json").stdout)["rows"][0]
        return {(one["about"], one["key"]) for one in row["unknown"]}

    before = unknown("acme/mes")
    assert {
        ("attitudes", "sun-bo"),
        ("asked", "situation"),
        ("spin", "need-payoff"),
        ("questions", "how-long"),
        ("fabe", "evidence"),
        ("negotiation", "liability"),
        ("needs", "Nobody sees the scrap rate"),
        ("qualification", "budget"),
    } <= before
    kam(full, "set", "acme", "--contact", "sun-bo", "attitude=neutral")
    kam(
        full,
        *("set", "acme/mes", "--sheet", "spin.situation.Who maintains it?.answer=Two of ours"),
        *("spin.need-payoff=What would an hour be worth?", "questions.how-long=15 years"),
        *("fabe.Open interfaces.evidence=Test report", "fabe.Open interfaces.benefit=Free choice"),
        *("negotiation.terms.liability.floor=10 %", "negotiation.terms.scope.floor=line 3"),
        "needs.Nobody sees the scrap rate.explicit=A daily figure",
    )
    kam(full, "set", "acme/mes", "qualification.budget=3.5 M")
    assert before - unknown("acme/mes") == {
        ("attitudes", "sun-bo"),
        ("asked", "situation"),
        ("spin", "need-payoff"),
        ("questions", "how-long"),
        ("fabe", "benefit"),
        ("fabe", "evidence"),
        ("negotiation", "liability"),
        ("negotiation", "scope"),
        ("needs", "Nobody sees the scrap rate"),
        ("qualification", "budget"),
    }
    assert ("asked", "need-payoff") in unknown("acme/mes")
    assert not {about for about, _ in unknown("acme")} & {"spin", "questions", "negotiation"}


def test_ratios_have_four_decimals_as_everywhere(kam: RunKam, full: Path) -> None:
    printed = kam(full, "brief", "acme/mes", "--json").stdout
    assert re.search(r'"contact_coverage": 0\.\d{4},', printed)


def test_of_what_has_ended_nothing_is_asked(kam: RunKam, full: Path) -> None:
    kam(full, "lose", "acme/mes", "--reason", "price", "--to", "Siemens")
    text = kam(full, "brief", "acme/mes").stdout
    assert "Still unknown" not in text
    assert "lost" in text


def test_before_a_first_visit_its_items_are_asked_for(kam: RunKam, book: MakeBook) -> None:
    root = book({ACME: "name: Acme\n", MES: "name: MES\nstage: G\n"})
    for words in (("acme",), ("acme/mes",)):
        text = kam(root, "brief", *words).stdout
        assert "Before a first visit" in text
        assert "what they own now" in text
    kam(root, "log", "acme", "First talk", "--kind", "call")
    assert "first visit" not in kam(root, "brief", "acme/mes").stdout


HOSTILE = "# Head | <b>x</b> [a](http://b) `c` *d* _e_ ~f~ ![g](h) \\ & \x1b[31m \u202e end\n"


def test_a_text_of_the_book_stays_text_in_markdown(kam: RunKam, book: MakeBook) -> None:
    quoted = json.dumps(HOSTILE.rstrip("\n"))
    begins = ["- item", "1. one", "12) two", "+ plus", "=== under", "> quote", "www.x.y @me"]
    asked = "".join(f"    - {{ask: {json.dumps(one)}, answer: yes}}\n" for one in begins)
    needs = "".join(f"  - {{implied: {json.dumps(one)}}}\n" for one in begins)
    root = book(
        {
            ACME: f"name: {quoted}\nindustry: {quoted}\n",
            MES: f"name: {quoted}\n",
            SHEET: f"opportunity: mes\nspin:\n  problem:\n{asked}needs:\n{needs}"
            f"questions: {{who: {quoted}}}\nobjections:\n  - {{objection: {quoted}}}\n",
        }
    )
    (root / "out").mkdir()
    out = root / "out/brief.md"
    assert kam(root, "brief", "acme/mes", "--out", str(out)).exit_code == 0
    text = out.read_text("utf-8")
    assert text == kam(root, "brief", "acme/mes", "--markdown").stdout
    lines = [line for line in text.splitlines() if line]
    assert all(re.match(r"(#{1,2} |- )", line) for line in lines)
    body = "\n".join(re.sub(r"^(#{1,2} |- )", "", line).replace("**", "") for line in lines)
    assert not re.search(r"(?<!\\)[`*_\[\]#|~@]", body)
    assert "<" not in body
    assert not re.search(r"(?m)^([-+=]|[0-9]+[.)])", body)
    assert "http:" not in body
    assert "www." not in body
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "&lt;b&gt;x&lt;/b&gt;" in body


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (SHEET, "spin: [what]\n"),
        (SHEET, "questions: {who: [\n"),
        ("accounts/acme/plan.yaml", "objectives: soon\n"),
        ("accounts/acme/contacts.yaml", "wang: {name: [\n"),
        ("accounts/acme/activities/2026-li.wei.yaml", "- {date: soon}\n"),
        (ACME, "name: [\n"),
    ],
)
def test_what_does_not_read_is_said_and_not_called_unknown(
    kam: RunKam, full: Path, path: str, text: str
) -> None:
    (full / path).write_text(text, encoding="utf-8")
    for words in (("--json",), ("--json", "--no-index")):
        row = json.loads(kam(full, "brief", "acme/mes", *words).stdout)["rows"][0]
        about = {one["about"] for one in row["unknown"]}
        assert {"about": "files", "key": path, "text": path} in row["unknown"]
        if path == SHEET:
            assert not about & {"spin", "questions", "needs", "negotiation"}
        if path.endswith("contacts.yaml"):
            assert not about & {"people", "attitudes"}
    assert kam(full, "brief", "acme/mes").exit_code in {0, 3}


@pytest.mark.parametrize("words", [("brief", "acme/mes"), ("brief", "acme"), ("plan", "acme")])
@pytest.mark.parametrize("form", [("--json",), ()])
def test_an_index_says_what_the_files_say(
    kam: RunKam, full: Path, words: tuple[str, ...], form: tuple[str, ...]
) -> None:
    files = kam(full, *words, *form, "--no-index")
    for _ in range(2):
        assert kam(full, *words, *form).stdout == files.stdout
    (full / "accounts/acme/plan.yaml").write_text("objectives: {a: {what: New}}\n", "utf-8")
    (full / SHEET).write_text("opportunity: mes\nneeds: [{implied: New}]\n", "utf-8")
    changed = kam(full, *words, *form).stdout
    assert "New" in changed
    assert changed == kam(full, *words, *form, "--no-index").stdout


def test_a_half_filled_sheet_and_an_empty_book(kam: RunKam, book: MakeBook) -> None:
    root = book({ACME: "name: Acme\n", MES: "name: MES\n", SHEET: "opportunity: mes\nfabe:\n"})
    sheet = "spin: {other: [{ask: a}]}\nneeds: [{implied: b}]\nfabe: [{feature: c}]\n"
    assert kam(root, "brief", "acme/mes").exit_code == 0
    (root / SHEET).write_text(
        "opportunity: mes\nneeds: [{implied: b, by: nobody}]\nfabe: [{feature: c}]\n"
        "negotiation: {terms: {price: {}}, plans: [{name: A}]}\nobjections: [{objection: d}]\n"
        "review: [{date: 2026-01-01}]\n",
        encoding="utf-8",
    )
    text = kam(root, "brief", "acme/mes").stdout
    for part in ("b (nobody) → not yet explicit", "c  –", "Plan A  –", "d → no answer yet"):
        assert part in text
    (root / SHEET).write_text(sheet, encoding="utf-8")
    assert "KAM003" in kam(root, "brief", "acme/mes").stderr
    assert kam(root, "plan", "acme").stdout.endswith("no plan yet: kam edit acme --plan\n")
    assert kam(root, "brief", "nobody").exit_code == 4
    assert kam(root, "brief", "acme/nothing").exit_code == 4


def test_actions_of_the_plan_stand_on_the_agenda_until_they_are_done(
    kam: RunKam, full: Path
) -> None:
    def rows() -> list[tuple[str, str]]:
        found = json.loads(kam(full, "agenda", "--all", "--json").stdout)["rows"]
        return [(one["id"], one["owner"]) for one in found if one["kind"] == "action"]

    assert rows() == [("visit-board", "li.wei")]
    assert "Our director sees their board (for board)" in kam(full, "agenda", "--all").stdout
    kam(full, "set", "acme", "--plan", "actions.visit-board.done=today")
    assert rows() == []


def test_what_a_sheet_or_a_plan_says_is_found(kam: RunKam, full: Path) -> None:
    def hits(text: str) -> list[tuple[str, str]]:
        found = json.loads(kam(full, "search", text, "--json").stdout)["rows"]
        return [(one["kind"], one["id"]) for one in found]

    assert hits("scrap rate") == [("sheet", "acme/mes")]
    assert hits("next budget") == [("sheet", "acme")]
    assert hits("yearly talk") == [("plan", "acme")]


def test_what_there_is_no_room_for_is_counted(kam: RunKam, book: MakeBook) -> None:
    def several(key: str, number: int) -> str:
        return ", ".join(f"{{{key}: {key} {one}}}" for one in range(number))

    asked = ", ".join(f"{{ask: Question {one}?, answer: answer {one}}}" for one in range(4))
    root = book(
        {
            ACME: "name: Acme\ncomplaints:\n"
            + "".join(
                f"  c{one}: {{date: 2026-11-1{one}, what: Leak {one}}}\n" for one in range(4)
            ),
            MES: "name: MES\n",
            SHEET: f"opportunity: mes\nspin: {{problem: [{asked}]}}\n"
            f"needs: [{several('implied', 6)}]\nfabe: [{several('feature', 5)}]\n"
            f"objections: [{several('objection', 7)}]\n",
        }
    )
    text = kam(root, "brief", "acme/mes").stdout
    for part in (
        "· 2 more",
        "\n 2 more",
        "\n 3 more",
        "Question 3? answer 3 · Question 2? answer 2",
    ):
        assert part in text, part
    row = json.loads(kam(root, "brief", "acme/mes", "--json").stdout)["rows"][0]
    assert (len(row["complaints"]), len(row["objections"])) == (4, 7)


def test_the_days_of_a_tender_that_come_stand_before_those_that_went_by(
    kam: RunKam, book: MakeBook
) -> None:
    rounds = """\
tenders:
  - {round: 1, opens: 2026-08-01, bond: 10, result: failed}
  - {round: 2, opens: 2026-09-01, bond: 10, result: failed}
  - {round: 3, questions_by: 2026-11-24, bid_due: 2026-12-01}
"""
    root = book({ACME: "name: Acme\n", MES: f"name: MES\n{rounds}"})
    (tender,) = (
        line for line in kam(root, "brief", "acme/mes").stdout.splitlines() if "Tender" in line
    )
    assert tender.index("questions by 2026-11-24") < tender.index("bid due 2026-12-01")
    assert tender.endswith("· 2 more")
