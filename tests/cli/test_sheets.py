"""Conversation sheets and account plans through kam: begun, filled, renamed, moved, removed."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import MakeBook, RunKam, snapshot

SHEET, PLAN = "accounts/acme/sheets/mes.yaml", "accounts/acme/plan.yaml"
ACME = {
    "accounts/acme/account.yaml": "name: Acme\n",
    "accounts/acme/contacts.yaml": "wang-fang: {name: 王芳}\n",
    "accounts/acme/opportunities/mes.yaml": "name: MES upgrade\nstage: F\namount: 100\n",
    "accounts/bell/account.yaml": "name: Bell\n",
}
Editor = Callable[[str], None]


@pytest.fixture
def root(book: MakeBook) -> Path:
    return book(ACME)


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Editor:
    """A function that makes $EDITOR run a Python statement with the copy as `path`."""

    def use(statement: str) -> None:
        script = tmp_path / "editor.py"
        script.write_text(f"import pathlib, sys\npath = pathlib.Path(sys.argv[1])\n{statement}\n")
        monkeypatch.delenv("VISUAL", raising=False)
        monkeypatch.setenv("EDITOR", f"{sys.executable} '{script}'")

    return use


def test_set_begins_a_sheet_and_fills_it(kam: RunKam, root: Path) -> None:
    words = (
        "questions.who=王芳 and the board",
        "spin.problem+={ask: What stops the line?, answer: The old PLC, by: wang-fang}",
        "negotiation.terms.price.floor=3000000",
        "objections+={objection: Too dear, status: 未答复}",
        "review+={date: 2026-11-20, level: need satisfier, roles: [顾问]}",
    )
    result = kam(root, "set", "acme/mes", "--sheet", *words)
    assert result.exit_code == 0, result.output
    assert (root / SHEET).read_text("utf-8") == (
        "opportunity: mes\n"
        "spin:\n"
        "  problem:\n"
        '    - {ask: "What stops the line?", answer: The old PLC, by: wang-fang}\n'
        "questions: {who: 王芳 and the board}\n"
        "negotiation:\n"
        "  terms:\n"
        '    price: {floor: "3000000"}\n'
        "objections:\n"
        "  - {objection: Too dear, status: open}\n"
        "review:\n"
        "  - {date: 2026-11-20, level: need-satisfier, roles: [adviser]}\n"
    )
    settled = kam(root, "set", "acme/mes", "--sheet", "objections.Too dear.status=settled")
    assert settled.stdout == "acme/mes  objections.Too dear.status open -> settled\n"


def test_set_writes_the_sheet_that_names_the_opportunity(kam: RunKam, root: Path) -> None:
    other = root / "accounts/acme/sheets/visit.yaml"
    other.parent.mkdir()
    other.write_text("opportunity: mes  # ours\n", encoding="utf-8")
    (root / "accounts/acme/sheets/broken.yaml").write_text("opportunity: [mes\n")
    (root / "accounts/acme/sheets/list.yaml").write_text("- swot\n")
    kam(root, "set", "acme/mes", "--sheet", "questions.why=Old PLC")
    assert other.read_text() == "opportunity: mes  # ours\nquestions: {why: Old PLC}\n"
    assert not (root / SHEET).exists()


def test_the_place_of_a_new_sheet_may_be_taken(kam: RunKam, root: Path) -> None:
    (root / SHEET).parent.mkdir()
    (root / SHEET).write_text("opportunity: other\n", encoding="utf-8")
    result = kam(root, "set", "acme/mes", "--sheet", "questions.why=x")
    assert (result.exit_code, result.stderr.splitlines()[0]) == (2, f"kam: {SHEET} is about other")
    assert kam(root, "set", "acme/nothing", "--sheet", "questions.why=x").exit_code == 4
    assert kam(root, "set", "acme/mes", "--sheet", "--plan", "a=b").exit_code == 2
    (root / SHEET).write_text("opportunity: mes\n", encoding="utf-8")
    moved = kam(root, "set", "acme/mes", "--sheet", "opportunity=other")
    assert "kam rename" in moved.stderr


def test_the_sheet_and_the_plan_of_an_account(kam: RunKam, root: Path) -> None:
    kam(root, "set", "acme", "--sheet", "review+={date: 2026-11-20, level: visitor}")
    sheet = root / "accounts/acme/sheets/account.yaml"
    assert sheet.read_text() == "review:\n  - {date: 2026-11-20, level: visitor}\n"
    result = kam(
        root,
        *("set", "acme", "--plan", "period=2027", "objectives.share.what=40 % of their spend"),
        *("objectives.share.due=2027-12-31", "actions.visit.what=See the board"),
        *("actions.visit.supports=share", "objectives.share.status=on track"),
    )
    assert result.exit_code == 0, result.output
    assert (root / PLAN).read_text() == (
        "period: 2027\n"
        "objectives:\n"
        "  share: {what: 40 % of their spend, due: 2027-12-31, status: on-track}\n"
        "actions:\n"
        "  visit: {what: See the board, supports: share}\n"
    )
    assert kam(root, "set", "acme/mes", "--plan", "period=2027").exit_code == 2


@pytest.mark.parametrize(("lang", "funnel"), [("en", "funnel"), ("zh", "漏斗式提问")])
def test_edit_begins_with_every_question(
    kam: RunKam, root: Path, editor: Editor, lang: str, funnel: str
) -> None:
    editor(
        "text = path.read_text('utf-8')\n"
        f"assert {funnel!r} in text\n"
        "path.write_text(text.replace('  why:', '  why: Old PLC', 1), 'utf-8')"
    )
    result = kam(root, "--lang", lang, "edit", "acme/mes", "--sheet")
    assert result.exit_code == 0, result.output
    text = (root / SHEET).read_text("utf-8")
    assert "\n  why: Old PLC  # " in text
    assert "\nopportunity: mes\n" in text
    assert kam(root, "check", "--select", "KAM003,KAM004,KAM005").exit_code == 0
    again = kam(root, "--lang", "en", "edit", "acme/mes", "--sheet")
    assert again.stdout == "acme/mes  edited: +1 -1 lines\n"


def test_a_blank_that_is_left_as_it_is_makes_no_file(
    kam: RunKam, root: Path, editor: Editor
) -> None:
    before = snapshot(root)
    editor("")
    for words in (("acme/mes", "--sheet"), ("acme", "--sheet"), ("acme", "--plan")):
        assert "nothing to change" in kam(root, "edit", *words).stdout
    assert snapshot(root) == before
    assert kam(root, "edit", "acme", "--plan", "--sheet").exit_code == 2


def test_a_plan_that_does_not_fit_is_kept_aside(kam: RunKam, root: Path, editor: Editor) -> None:
    editor("path.write_text('objectives: [share]\\n')")
    result = kam(root, "edit", "acme", "--plan")
    assert result.exit_code == 3
    assert not (root / PLAN).exists()
    assert (root / ".kam/edits/acme--plan.yaml").read_text() == "objectives: [share]\n"


def test_a_new_sheet_that_somebody_else_begins_meanwhile_is_not_written_over(
    kam: RunKam, root: Path, editor: Editor
) -> None:
    sheet = root / SHEET
    editor(
        f"other = pathlib.Path({str(sheet)!r}); other.parent.mkdir()\n"
        "other.write_text('opportunity: mes\\n'); path.write_text('questions: {who: x}\\n')"
    )
    assert kam(root, "edit", "acme/mes", "--sheet").exit_code == 6
    assert sheet.read_text() == "opportunity: mes\n"


def test_a_sheet_goes_where_its_opportunity_goes(kam: RunKam, root: Path) -> None:
    (root / SHEET).parent.mkdir()
    (root / SHEET).write_text(
        "opportunity: mes  # ours\n"
        "spin:\n  problem:\n    - {ask: Why?, by: wang-fang}\n"
        "fabe:\n  - {feature: Buffer, for: wang-fang}\n"
        "review:\n  - {date: 2026-11-20, by: li.wei}\n"
        "custom: {by: nobody}\n",
        encoding="utf-8",
    )
    kam(root, "rename", "acme/mes", "robots")
    assert (root / SHEET).read_text().startswith("opportunity: robots  # ours\n")
    assert kam(root, "move", "acme/robots", "bell").exit_code == 0
    there = root / "accounts/bell/sheets/mes.yaml"
    assert not (root / SHEET).exists()
    assert there.read_text() == (
        "opportunity: robots  # ours\n"
        "spin:\n  problem:\n    - {ask: Why?, by: acme/wang-fang}\n"
        "fabe:\n  - {feature: Buffer, for: acme/wang-fang}\n"
        "review:\n  - {date: 2026-11-20, by: li.wei}\n"
        "custom: {by: nobody}\n"
    )
    assert kam(root, "check", "--select", "KAM114").exit_code == 0
    kam(root, "rename", "acme", "acme-steel")
    assert "by: acme-steel/wang-fang" in there.read_text()
    refused = kam(root, "remove", "bell/robots", "--yes")
    assert "accounts/bell/sheets/mes.yaml:1" in refused.stderr
    assert kam(root, "remove", "bell/robots", "--with-references", "--yes").exit_code == 0
    assert not there.exists()


def test_a_sheet_is_not_moved_onto_another(kam: RunKam, root: Path) -> None:
    for account in ("acme", "bell"):
        path = root / f"accounts/{account}/sheets/mes.yaml"
        path.parent.mkdir()
        path.write_text("opportunity: mes\n", encoding="utf-8")
    before = snapshot(root)
    result = kam(root, "move", "acme/mes", "bell")
    assert (result.exit_code, "is there already" in result.stderr) == (6, True)
    assert snapshot(root) == before


@pytest.mark.parametrize(
    "text", ["- free\n", "anything: {goes: [here]}\n", "just words\n", "spin: none yet\n", ""]
)
@pytest.mark.parametrize("path", [SHEET, PLAN])
def test_a_free_text_of_before_takes_nothing_out_of_the_figures(
    kam: RunKam, root: Path, path: str, text: str
) -> None:
    healthy = json.loads(kam(root, "pipeline", "--json").stdout)
    (root / path).parent.mkdir(exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")
    for words in ((), ("--no-index",)):
        result = kam(root, "pipeline", "--json", *words)
        answer = json.loads(result.stdout)
        assert (result.exit_code, answer["skipped"]) == (0, [])
        assert answer["rows"] == healthy["rows"]
    assert kam(root, "check").exit_code == (3 if text else 0)
