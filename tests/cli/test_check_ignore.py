"""Comments that silence findings: `# kam: ignore[CODE] reason`."""

import json
from pathlib import Path

import pytest

from tests.conftest import MakeBook, RunKam
from tests.repositories import Repo

MES = "accounts/acme/opportunities/mes.yaml"
ACCOUNT = {"accounts/acme/account.yaml": "name: Acme\n"}
STALE = "name: MES\namount: 100\nclose_date: 2026-11-20{}\n"
LATE, STEP = f"{MES}:3:13: KAM102 close date was 1 day ago", f"{MES}:1:1: KAM106 no next step"


def said(kam: RunKam, root: Path, *words: str) -> list[str]:
    lines = kam(root, "check", *words).stdout.splitlines()
    return [line for line in lines if line.startswith("accounts/") or "ignored" in line]


@pytest.fixture
def lines(kam: RunKam, book: MakeBook) -> object:
    """What `check` says of the places and counts of a book with one opportunity."""
    return lambda text, *words: said(kam, book({**ACCOUNT, MES: text}), *words)


@pytest.mark.parametrize(
    "text",
    [
        STALE.format("  # kam: ignore[KAM102] signed by letter"),
        STALE.format(" #kam:ignore[close-date-past]: 客户已口头确认"),
        STALE.format("  # 已核实 # KAM: ignore[kam105，Close-Date-Past] 已口头确认"),
        STALE.format("  # kam: ignore[KAM102] 已口头确认").replace("\n", "\r\n"),
        "name: MES\namount: 100\n# kam: ignore[KAM102] letter\n\nclose_date: 2026-11-20\n",
        "{name: MES,\n amount: 100, close_date: 2026-11-20 # kam: ignore[KAM102] letter\n}\n",
        "name: MES\namount: 100\nclose_date:\n  2026-11-20 # kam: ignore[KAM102] letter\n",
    ],
)
def test_a_comment_at_its_fact_silences_a_finding(lines: object, text: str) -> None:
    found = lines(text, "--select", "close-date-past,bad-ignore")  # type: ignore[operator]
    assert found == ["1 ignored"]


def test_a_finding_about_a_whole_file_is_silenced_at_its_first_fact(
    kam: RunKam, book: MakeBook
) -> None:
    top = "# kam: ignore[KAM106] waits for the board\n# A deal.\n" + STALE.format("")
    late = LATE.replace(":3:", ":5:")
    assert said(kam, book({**ACCOUNT, MES: top}), "--strict") == [late, "1 warning, 1 ignored"]


@pytest.mark.parametrize(
    ("comment", "wrong"),
    [
        ("# kam: ignore[KAM102]", "KAM271 this comment ignores nothing: it gives no reason"),
        ("# kam: ignore[KAM102] : -", "KAM271 this comment ignores nothing: it gives no reason"),
        (
            "# kam: ignore KAM102 letter",
            "KAM271 this comment does not say which finding it ignores",
        ),
        (
            "# checked; kam: ignore[KAM102] letter",
            "KAM271 this comment does not say which finding it ignores",
        ),
        (
            "# kam ignore[KAM102] letter",
            "KAM271 this comment does not say which finding it ignores",
        ),
        (
            "# kam: ignores[KAM102] letter",
            "KAM271 this comment does not say which finding it ignores",
        ),
        ("# kam: ignore[ ] letter", "KAM271 this comment does not say which finding it ignores"),
        ("# kam: ignore[KAM999] letter", 'KAM271 there is no rule "KAM999" to ignore'),
        (
            "# kam: ignore[value] letter",
            "KAM271 KAM003 cannot be ignored: what is not read or counted is said each time",
        ),
        ("# kam: ignore[KAM107] letter", "KAM272 nothing to ignore: KAM107 says nothing here"),
    ],
)
def test_one_that_does_not_work_silences_nothing_and_is_said(
    lines: object, comment: str, wrong: str
) -> None:
    found = lines(STALE.format(f"  {comment}"))  # type: ignore[operator]
    assert found == [STEP, LATE, f"{MES}:3:25: {wrong}"]


@pytest.mark.parametrize(
    "text",
    [
        STALE.format("") + 'custom: {note: "# kam: ignore[KAM102] no comment"}\n',
        STALE.format("") + "custom:\n  note: |\n    # kam: ignore[KAM102] no comment\n",
        STALE.format("  # kamera: ignore[KAM102]") + "# what kam ignores [sic] this\n",
    ],
)
def test_what_only_looks_like_one_is_none(lines: object, text: str) -> None:
    assert lines(text) == [STEP, LATE]  # type: ignore[operator]


def test_of_a_rule_that_is_left_out_nothing_is_said_to_be_unused(lines: object) -> None:
    text = STALE.format("  # kam: ignore[KAM107, KAM102] letter")
    unused = f"{MES}:3:25: KAM272 nothing to ignore: KAM107 says nothing here"
    assert lines(text) == [STEP, unused, "2 warnings, 1 ignored"]  # type: ignore[operator]
    assert lines(text, "--ignore", "KAM107") == [  # type: ignore[operator]
        STEP,
        "1 warning, 1 ignored",
    ]
    assert lines(text, "--ignore", "KAM27,KAM106") == ["1 ignored"]  # type: ignore[operator]


def test_unused_ones_are_found_when_nothing_else_is_asked_for(lines: object) -> None:
    text = STALE.format("  # kam: ignore[KAM107, KAM102] letter")
    unused = f"{MES}:3:25: KAM272 nothing to ignore: KAM107 says nothing here"
    assert lines(text, "--select", "KAM272") == [unused]  # type: ignore[operator]
    assert lines(text, "--select", "KAM272", "--ignore", "KAM107") == []  # type: ignore[operator]


def test_a_file_that_is_left_out_of_the_figures_is_said_whatever_a_comment_asks(
    lines: object,
) -> None:
    broken = "name: MES\namount: 12k  # kam: ignore[KAM003] later\n"
    found = lines(broken)  # type: ignore[operator]
    assert [line.split(" ")[1] for line in found] == ["KAM003", "KAM271"]


def test_where_a_file_or_the_history_is_not_read_nothing_is_said_to_be_unused(
    kam: RunKam, book: MakeBook
) -> None:
    comment = "  # kam: ignore[KAM106, pushed] waits for the board"
    files = {**ACCOUNT, MES: f"name: MES{comment}\namount: 100\n"}
    assert said(kam, book(files)) == ["1 ignored"]
    tasks = "accounts/acme/tasks.yaml"
    broken = kam(book({**files, tasks: "call: much\n"}), "check").stdout
    assert "KAM272" not in broken
    silent = kam(book({**files, tasks: "call: {what: Call, opportunity: mes}\n"}), "check").stdout
    assert "KAM272 nothing to ignore: KAM106 says nothing here" in silent


def test_json_lists_what_is_ignored_and_annotations_leave_it_out(
    kam: RunKam, book: MakeBook
) -> None:
    root = book({**ACCOUNT, MES: STALE.format("  # kam: ignore[KAM102] 已口头确认")})
    whole = json.loads(kam(root, "check", "--json").stdout)
    assert whole["totals"] == {"errors": 0, "warnings": 1, "ignored": 1}
    (ignored,) = whole["ignored"]
    assert (ignored["code"], ignored["line"], ignored["reason"]) == ("KAM102", 3, "已口头确认")
    assert "KAM102" not in kam(root, "check", "--format", "github").stdout


STAGED = "name: MES\namount: 100\nstage: G{}\nhistory: [{{date: 2026-11-01, stage: F}}]\n"
SILENT = STAGED.format("  # kam: ignore[KAM101] as agreed")


def test_a_silenced_error_does_not_stop_a_commit_and_is_not_mended(
    kam: RunKam, tmp_path: Path
) -> None:
    repo = Repo(tmp_path)
    repo.commit("2026-11-20", {**ACCOUNT, MES: STAGED.format("")})
    repo.write({MES: SILENT})
    assert kam(repo.root, "check", "--staged").exit_code == 0  # nothing is staged yet
    repo.git("add", "--all")
    result = kam(repo.root, "check", "--staged")
    assert (result.exit_code, result.stdout) == (0, "")
    repo.commit("2026-11-21")
    for words in (("--as-of", "2026-11-21"), (), ("--no-index",), ("--fix",)):
        assert said(kam, repo.root, "--select", "KAM101", *words) == ["1 ignored"]
    assert kam(repo.root, "check", "--as-of", "2026-11-20").exit_code == 3
    assert (repo.root / MES).read_text() == SILENT


def test_files_beside_the_accounts_have_their_comments_too(kam: RunKam, book: MakeBook) -> None:
    twice = (
        "- {owner: li.wei, period: 2026, amount: 100}\n"
        "- {owner: li.wei, period: 2026Q1, amount: 30}  # kam: ignore[KAM118] the new line\n"
    )
    settings = "people: {li.wei: {name: Li Wei}}\n"
    root = book({**ACCOUNT, "kam.yaml": settings, "targets.yaml": twice})
    assert said(kam, root) == ["1 ignored"]
