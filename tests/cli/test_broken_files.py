"""One broken file beside a healthy one: the rest is printed, the hole is said every time (exit 3).

The kinds are the rows of TRUST.md 2.
"""

import json
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import pytest
from typer.testing import Result

from kam.store.reader import DEEPEST, MOST_NODES
from kam.store.text import LARGEST
from tests.conftest import MakeBook, RunKam

PATH = "accounts/acme/opportunities/broken.yaml"
HEALTHY = {
    "kam.yaml": "currency: CNY\namounts: {tax: included}\n",
    "accounts/acme/account.yaml": "name: Acme\nowner: li.wei\n",
    "accounts/acme/opportunities/mes.yaml": (
        "name: MES\nstage: C\namount: 3200000\nclose_date: 2027-03-31\n"
        "history:\n  - {date: 2026-11-02, stage: C}\n"
    ),
    "accounts/acme/tasks.yaml": "call: {what: Call, due: 2026-12-01, opportunity: mes}\n",
}
INCOMPLETE = "incomplete: 1 file left out of these figures"
NOBODY = 65_534
PATIENCE = 10.0
"""Seconds for a whole command; a file of a megabyte is refused in a fraction of one."""

DEAL = "name: Broken\nstage: A\namount: 999\nclose_date: 2027-01-31\n"
TEXTS: dict[str, tuple[str | bytes, int, int, str]] = {
    # what is wrong: the file, the line and column that are named, the code
    "duplicate key": (DEAL + "stage: S\n", 5, 1, "KAM001"),
    "duplicate key in a record": (DEAL + "custom: {a: 1, b: 2, a: 3}\n", 5, 22, "KAM001"),
    "anchor": (DEAL + "custom: &all {a: 1}\n", 5, 9, "KAM001"),
    "alias": (DEAL + "custom: {a: *all}\n", 5, 13, "KAM001"),
    "anchor and alias": (DEAL + "lot: &lot a\nproject: *lot\n", 5, 6, "KAM001"),
    "tag": (DEAL + "lot: !!str 2\n", 5, 6, "KAM001"),
    "python tag": (DEAL + "lot: !!python/object/apply:os.system [ls]\n", 5, 6, "KAM001"),
    "merge key": (DEAL + "custom:\n  <<: {a: 1}\n", 6, 3, "KAM001"),
    "complex key": (DEAL + "custom:\n  ? [a, b]\n  : 1\n", 6, 5, "KAM001"),
    "second document": (DEAL + "---\nname: Another\n", 5, 1, "KAM001"),
    "directive": ("%YAML 1.1\n---\n" + DEAL, 1, 1, "KAM001"),
    "tab": ("name: Broken\ncustom:\n\ta: 1\n", 3, 1, "KAM001"),
    "syntax": ("name: Broken\nsplits: [\n", 3, 1, "KAM001"),
    "two values on a line": ("name: a: b\n", 1, 8, "KAM001"),
    "bad UTF-8": (DEAL.encode() + b"lot: caf\xe9\n", 5, 9, "KAM001"),
    "lone surrogate": (DEAL.encode() + b"lot: x\xed\xa0\x80\n", 5, 7, "KAM001"),
    "lone surrogate, escaped": (DEAL + 'lot: "\\ud800"\n', 5, 9, "KAM001"),
    "UTF-16": (DEAL.encode("utf-16"), 1, 1, "KAM001"),
    "lone CR": ("name: Broken # note\rstage: S\n", 1, 20, "KAM001"),
    "U+0085": ("name: Broken # note\u0085stage: S\n", 1, 20, "KAM001"),
    "U+2028": ("name: Broken # note\u2028stage: S\n", 1, 20, "KAM001"),
    "U+2029": ("name: Broken # note\u2029stage: S\n", 1, 20, "KAM001"),
    "NUL": ("name: Bro\0ken\n", 1, 10, "KAM001"),
    "escape sequence": ("name: \x1b[31mBroken\n", 1, 7, "KAM001"),
    "too deep": (f"{DEAL}custom: {'[' * DEEPEST}{']' * DEEPEST}\n", 5, 8 + DEEPEST, "KAM001"),
    "50,000 brackets": ("[" * 50_000, 1, DEEPEST + 1, "KAM001"),
    "too many values": (f"custom: [{'1,' * MOST_NODES}1]\n", 1, 100_004, "KAM001"),
    "too large": ("#" * LARGEST + "\n" + DEAL, 1, 1, "KAM001"),
    "not a number": ("name: Broken\namount: .nan\n", 2, 9, "KAM003"),
    "infinite": ("name: Broken\namount: -.inf\n", 2, 9, "KAM003"),
    "underscore": ("name: Broken\namount: 1_000\n", 2, 9, "KAM003"),
    "full-width digits": ("name: Broken\namount: １２００\n", 2, 9, "KAM003"),
    "commas": ("name: Broken\namount: 1,200\n", 2, 9, "KAM003"),
    "exponent": ("name: Broken\namount: 1e3\n", 2, 9, "KAM003"),
    "base 60": ("name: Broken\namount: 12:30\n", 2, 9, "KAM003"),
    "octal": ("name: Broken\namount: 0o17\n", 2, 9, "KAM003"),
    "less than a cent": ("name: Broken\namount: 12.345\n", 2, 9, "KAM003"),
    "41 digits": (f"name: Broken\namount: {'9' * 41}\n", 2, 9, "KAM003"),
    "a million digits": (f"name: Broken\namount: {'9' * 1_000_000}\n", 2, 9, "KAM003"),
    "no such day": ("name: Broken\nclose_date: 2026-02-30\n", 2, 13, "KAM003"),
    "date without dashes": ("name: Broken\nclose_date: 20261120\n", 2, 13, "KAM003"),
    "full-width date": ("name: Broken\nclose_date: ２０２６-11-20\n", 2, 13, "KAM003"),
    "date and time": ("name: Broken\nclose_date: 2026-11-20T10:00:00\n", 2, 13, "KAM003"),
    "probability of 100": ("name: Broken\nprobability: {value: 100}\n", 2, 22, "KAM003"),
    "a list for a value": ("name: Broken\namount: [1]\n", 2, 9, "KAM003"),
    "a list for the file": ("- name: Broken\n", 1, 1, "KAM003"),
    "no name": ("stage: C\n", 1, 1, "KAM004"),
    "nothing": ("", 1, 1, "KAM004"),
    "a comment alone": ("# nothing yet\n", 2, 1, "KAM004"),
    "no such stage": ("name: Broken\nstage: Q\n", 2, 8, "KAM010"),
    "no such playbook": ("name: Broken\nplaybook: nowhere\n", 2, 11, "KAM010"),
    "won without a day": ("name: Broken\nstage: S\n", 2, 8, "KAM011"),
}


@pytest.fixture
def root(book: MakeBook) -> Path:
    return book(HEALTHY)


def forecast(kam: RunKam, root: Path, *words: str) -> Result:
    """A forecast, in time and without a traceback."""
    started = time.monotonic()
    result = kam(root, "forecast", *words)
    assert time.monotonic() - started < PATIENCE
    assert isinstance(result.exception, SystemExit | None)
    assert "Traceback" not in result.output
    return result


def assert_said_and_left_out(
    kam: RunKam, root: Path, breaks: Callable[[], object], place: str, code: str
) -> None:
    """A forecast with a broken file is that without it, says where it is broken and ends with 3."""
    whole, facts = forecast(kam, root), json.loads(forecast(kam, root, "--json").stdout)
    assert (whole.exit_code, whole.stderr) == (0, "")
    breaks()
    text = forecast(kam, root)
    assert text.stdout == whole.stdout
    first, *_, last = text.stderr.splitlines()
    assert first.startswith(f"{place}: {code} ")
    assert last == INCOMPLETE
    assert text.exit_code == 3
    data = forecast(kam, root, "--json")
    found = json.loads(data.stdout)
    (skipped,) = found.pop("skipped")
    assert f"{skipped['path']}:{skipped['line']}:{skipped['column']}" == place
    assert (skipped["code"], first) == (code, f"{place}: {code} {skipped['message']}")
    assert found == {key: value for key, value in facts.items() if key != "skipped"}
    assert (data.exit_code, data.stderr) == (3, text.stderr)
    checked = kam(root, "check")
    assert checked.exit_code == 3
    assert first in checked.stdout.splitlines()


@pytest.mark.parametrize("kind", TEXTS)
def test_a_file_that_does_not_read_is_named_and_the_rest_is_counted(
    kam: RunKam, root: Path, kind: str
) -> None:
    content, line, column, code = TEXTS[kind]
    raw = content if isinstance(content, bytes) else content.encode()
    place = f"{PATH}:{line}:{column}"
    assert_said_and_left_out(kam, root, lambda: (root / PATH).write_bytes(raw), place, code)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this platform has no pipes with names")
def test_a_pipe_in_place_of_a_file_is_said_and_never_waited_for(kam: RunKam, root: Path) -> None:
    place = f"{PATH}:1:1"
    assert_said_and_left_out(kam, root, lambda: os.mkfifo(root / PATH), place, "KAM001")


def test_a_link_out_of_the_book_is_not_followed(kam: RunKam, root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(DEAL, encoding="utf-8")
    place = f"{PATH}:1:1"
    assert_said_and_left_out(kam, root, lambda: (root / PATH).symlink_to(outside), place, "KAM001")
    assert outside.read_text(encoding="utf-8") == DEAL


def test_a_link_to_nowhere_is_said(kam: RunKam, root: Path) -> None:
    place = f"{PATH}:1:1"
    assert_said_and_left_out(kam, root, lambda: (root / PATH).symlink_to("x"), place, "KAM001")


def test_a_folder_in_place_of_a_file_is_said(kam: RunKam, root: Path) -> None:
    assert_said_and_left_out(kam, root, (root / PATH).mkdir, f"{PATH}:1:1", "KAM001")


@pytest.mark.parametrize("name", ["accounts/bell", "accounts/acme/sheets"])
def test_a_linked_folder_is_not_entered_and_that_is_said(
    kam: RunKam, root: Path, tmp_path: Path, name: str
) -> None:
    """Everything below it is out of the figures."""
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/account.yaml").write_text("name: Bell\n", encoding="utf-8")
    link = root / name
    assert_said_and_left_out(
        kam, root, lambda: link.symlink_to(tmp_path / "outside"), f"{name}:1:1", "KAM001"
    )


@pytest.fixture
def foreign() -> Iterator[Path]:
    """The healthy book in a folder that any user gets into; ends the test with our own rights."""
    if not hasattr(os, "seteuid"):
        pytest.skip("this platform has no users to change to")
    folder, user = Path(mkdtemp(prefix="kam-")), os.geteuid()
    folder.chmod(0o755)
    for name, text in HEALTHY.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    yield folder
    os.seteuid(user)
    for path in folder.rglob("*"):
        path.chmod(0o755)
    rmtree(folder)


@pytest.mark.parametrize("name", [PATH, "accounts/bell", "accounts/acme/activities"])
def test_a_file_or_folder_that_may_not_be_read_is_said(
    kam: RunKam, foreign: Path, name: str
) -> None:
    def breaks() -> None:
        (foreign / name).mkdir() if "." not in name else (foreign / name).touch()
        (foreign / name).chmod(0)
        if not os.geteuid():
            os.seteuid(NOBODY)

    assert_said_and_left_out(kam, foreign, breaks, f"{name}:1:1", "KAM001")


@pytest.mark.parametrize(
    "path",
    [
        "targets.yaml",
        "commission.yaml",
        "calls.yaml",
        "accounts/bell/account.yaml",
        "accounts/acme/contacts.yaml",
        "accounts/acme/orders.yaml",
        "accounts/acme/plan.yaml",
        "accounts/acme/activities.yaml",
        "accounts/acme/activities/2026-li.wei.yaml",
        "accounts/acme/sheets/swot.yaml",
        "playbooks/mine.yaml",
    ],
)
def test_whatever_file_is_broken_is_said(kam: RunKam, root: Path, path: str) -> None:
    def breaks() -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("a: [1\nb: 2\n", encoding="utf-8")

    assert_said_and_left_out(kam, root, breaks, f"{path}:2:2", "KAM001")


def test_the_deals_of_an_account_whose_own_file_is_broken_still_count(
    kam: RunKam, root: Path
) -> None:
    (root / "accounts/acme/account.yaml").write_text("name: [\n", encoding="utf-8")
    result = forecast(kam, root, "--json")
    assert json.loads(result.stdout)["totals"]["best_case"] == 3_200_000
    assert result.exit_code == 3


def test_several_broken_files_are_counted_once_each(kam: RunKam, root: Path) -> None:
    for name in ("one", "two"):
        path = root / f"accounts/acme/opportunities/{name}.yaml"
        path.write_text("name: x\namount: 1_0\nclose_date: soon\n", encoding="utf-8")
    result = forecast(kam, root)
    assert result.stderr.count(": KAM003 ") == 4
    assert result.stderr.splitlines()[-1] == ("incomplete: 2 files left out of these figures")


def test_a_finding_shows_the_line_with_a_caret_and_a_hint(kam: RunKam, root: Path) -> None:
    text = "name: Broken\nstage: A\nowner: chen.jie\n\namount: 12k EUR\n"
    (root / PATH).write_text(text, encoding="utf-8")
    assert forecast(kam, root).stderr.splitlines() == [
        f'{PATH}:5:9: KAM003 amount: "12k EUR" is not an amount',
        "  5 | amount: 12k EUR",
        "    |         ^^^^^^^",
        "  write a plain number (12000) and put the currency in `currency: EUR`",
        INCOMPLETE,
    ]


def test_without_its_settings_no_figure_is_given(kam: RunKam, root: Path) -> None:
    (root / "kam.yaml").write_text("currency: CNY\ncurrency: USD\n", encoding="utf-8")
    text, data = forecast(kam, root), forecast(kam, root, "--json")
    assert (text.exit_code, text.stdout) == (3, "")
    assert text.stderr.startswith("kam.yaml:2:1: KAM001 ")
    error = json.loads(data.stdout)["error"]
    assert (data.exit_code, error["exit"], error["code"]) == (3, 3, "invalid-data")


def test_a_broken_file_is_said_in_chinese(kam: RunKam, root: Path) -> None:
    (root / PATH).write_text("name: x\namount: 1_000\n", encoding="utf-8")
    result = forecast(kam, root, "--lang", "zh")
    assert result.stderr.startswith(f"{PATH}:2:9: KAM003 amount")
    assert INCOMPLETE not in result.stderr
    assert result.exit_code == 3


@pytest.mark.parametrize("rules", [("--select", "KAM2"), ("--ignore", "KAM0")])
def test_check_says_what_it_could_not_read_whichever_rules_it_looks_for(
    kam: RunKam, root: Path, rules: tuple[str, str]
) -> None:
    assert kam(root, "check", *rules).exit_code == 0
    (root / PATH).write_text("name: [\n", "utf-8")
    result = kam(root, "check", *rules)
    assert (result.exit_code, "KAM001" in result.stdout) == (3, False)
    assert f"{PATH}:2:1: KAM001 " in result.stderr
    assert result.stderr.endswith(f"{INCOMPLETE}\n")
    told = json.loads(kam(root, "check", *rules, "--json").stdout)
    assert [one["path"] for one in told["skipped"]] == [PATH]
