"""A book that a colleague's newer kam also writes: unknown keys count and are said each time."""

import json
from pathlib import Path

import pytest

from tests.conftest import MakeBook, RunKam

DEAL = "accounts/acme/opportunities/mes.yaml"
NEWER = """\
name: MES   # by hand
stage: C
amout: 5
amount: 3200000
close_date: 2027-03-31
risk_score: {weather: 3,   tide: [1,2]}   # a newer kam's
products:
- {line: agv, amount: 3200000, serial_numbers: "from 1"}
history:
  - {date: 2026-11-02, stage: C}
"""
PLACES = [(3, 1, "amout"), (6, 1, "risk_score"), (8, 32, "serial_numbers")]
TASKS = "call: {what: Call, due: 2026-12-01, opportunity: mes}\n"


@pytest.fixture
def root(book: MakeBook) -> Path:
    return book(
        {
            "kam.yaml": "currency: CNY\n",
            "accounts/acme/account.yaml": "name: Acme\nowner: li.wei\n",
            "accounts/acme/tasks.yaml": TASKS,
            DEAL: NEWER,
        }
    )


def test_a_file_with_unknown_keys_stays_in_the_figures(kam: RunKam, root: Path) -> None:
    result = kam(root, "forecast", "--json")
    found = json.loads(result.stdout)
    assert (result.exit_code, found["skipped"]) == (0, [])
    assert (found["totals"]["best_case"], found["totals"]["weighted"]) == (3_200_000, 1_600_000)
    said = [(one["line"], one["column"], one["code"], one["path"]) for one in found["warnings"]]
    assert said == [(line, column, "KAM005", DEAL) for line, column, _ in PLACES]


def test_unknown_keys_are_said_every_time_on_stderr(kam: RunKam, root: Path) -> None:
    for _ in range(2):
        for words in (("forecast",), ("pipeline",), ("list", "opportunities"), ("show", "acme")):
            result = kam(root, *words)
            assert result.exit_code == 0
            for line, column, key in PLACES:
                place = f"{DEAL}:{line}:{column}: KAM005"
                assert f'{place} "{key}" is not a key that kam knows here\n' in result.stderr
            assert "incomplete" not in result.stderr


def test_check_takes_them_for_errors_and_guesses_what_was_meant(kam: RunKam, root: Path) -> None:
    result = kam(root, "check", "--json")
    found = json.loads(result.stdout)["findings"]
    assert result.exit_code == 3
    unknown = [one for one in found if one["code"] == "KAM005"]
    assert {one["severity"] for one in unknown} == {"error"}
    hints = [one["hint"] for one in unknown]
    assert hints[0] == "did you mean `amount`?"
    assert all("a newer kam may know it" in hint for hint in hints[1:])


@pytest.mark.parametrize(
    "words",
    [
        ("set", "acme/mes", "amount=100"),
        ("set", "acme/mes", "custom.note=x", "lot=2"),
        ("set", "acme/mes", "products.agv.units=5"),
        ("set", "acme/mes", "products+=service"),
        ("advance", "acme/mes", "--waive", "--because", "x"),
        ("lose", "acme/mes", "--reason", "price"),
        ("hold", "acme/mes", "--because", "budget"),
    ],
)
def test_a_write_keeps_what_it_does_not_know_byte_for_byte(
    kam: RunKam, root: Path, words: tuple[str, ...]
) -> None:
    result = kam(root, *words)
    assert result.exit_code == 0, result.output
    text = (root / DEAL).read_bytes().decode()
    assert text != NEWER
    assert "\nrisk_score: {weather: 3,   tide: [1,2]}   # a newer kam's\n" in text
    assert "\namout: 5\n" in text
    assert 'serial_numbers: "from 1"' in text
    assert text.startswith("name: MES   # by hand\n")


def test_a_key_that_nothing_knows_cannot_be_set(kam: RunKam, root: Path) -> None:
    result = kam(root, "set", "acme/mes", "amout=6")
    assert result.exit_code == 2
    assert 'did you mean "amount"' in result.stderr
    assert (root / DEAL).read_text(encoding="utf-8") == NEWER


def test_keys_of_ones_own_stand_under_custom(kam: RunKam, root: Path) -> None:
    (root / DEAL).write_text("name: MES\ncustom: {anything: {goes: [here]}}\n", encoding="utf-8")
    assert kam(root, "forecast").stderr == ""
    assert "KAM005" not in kam(root, "check").output


@pytest.mark.parametrize(
    "words", [("forecast",), ("check",), ("list", "accounts"), ("show", "acme")]
)
def test_a_newer_format_is_refused_clearly(kam: RunKam, root: Path, words: tuple[str, ...]) -> None:
    (root / "kam.yaml").write_text("# ours\nformat: 2\ncurrency: CNY\n", encoding="utf-8")
    result = kam(root, *words)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith(
        "kam.yaml:2:9: KAM009 a newer kam wrote this book: format 2, and this one reads up to 1\n"
    )
    assert "update kam" in result.stderr


def test_nothing_is_written_into_a_newer_format(kam: RunKam, root: Path) -> None:
    (root / "kam.yaml").write_text("format: 2\n", encoding="utf-8")
    assert kam(root, "set", "acme/mes", "amount=1").exit_code == 3
    assert kam(root, "log", "acme", "called").exit_code == 3
    assert kam(root, "add-account", "Bell").exit_code == 3
    assert (root / DEAL).read_text(encoding="utf-8") == NEWER
    assert not (root / "accounts/bell").exists()
    assert not (root / "accounts/acme/activities").exists()


def test_an_older_book_without_a_format_reads(kam: RunKam, root: Path) -> None:
    (root / DEAL).write_text("name: MES\n", encoding="utf-8")
    (root / "kam.yaml").unlink()
    result = kam(root, "forecast", "--json")
    assert (result.exit_code, json.loads(result.stdout)["currency"]) == (0, None)


def test_settings_with_a_key_that_kam_does_not_know_work_with_a_warning(
    kam: RunKam, root: Path
) -> None:
    (root / DEAL).write_text("name: MES\nstage: C\n", encoding="utf-8")
    (root / "kam.yaml").write_text("currency: CNY\ncurency: USD\n", encoding="utf-8")
    result = kam(root, "forecast", "--json")
    found = json.loads(result.stdout)
    assert (result.exit_code, found["currency"]) == (0, "CNY")
    assert [one["path"] for one in found["warnings"]] == ["kam.yaml"]
    assert result.stderr.startswith("kam.yaml:2:1: KAM005 ")
    assert "did you mean `currency`?" in result.stderr
    assert kam(root, "set", "acme/mes", "amount=5").exit_code == 0
    assert kam(root, "check").exit_code == 3


def test_files_that_kam_does_not_know_are_said_and_take_nothing_away(
    kam: RunKam, root: Path
) -> None:
    (root / DEAL).write_text("name: MES\nstage: C\namount: 5\n", encoding="utf-8")
    for name in ("contact.yaml", "opportunities/old.yml", "deals/mes.yaml"):
        path = root / "accounts/acme" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("name: x\n", encoding="utf-8")
    (root / "accounts/acme/notes.txt").write_text("free", encoding="utf-8")
    result = kam(root, "forecast", "--json")
    assert result.exit_code == 0
    assert sorted(one["path"] for one in json.loads(result.stdout)["warnings"]) == [
        "accounts/acme/contact.yaml",
        "accounts/acme/deals/mes.yaml",
        "accounts/acme/opportunities/old.yml",
    ]
    assert kam(root, "check").exit_code == 3
