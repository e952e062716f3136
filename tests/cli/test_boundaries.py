"""Where a command ends early: wrong words, no book, a bug, an interruption, a pipe that closed."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kam.cli.app import app
from tests.conftest import TODAY, MakeBook, RunKam

SMALL = {
    "kam.yaml": "currency: CNY\n",
    "accounts/acme/account.yaml": "name: Acme\n",
    "accounts/acme/opportunities/mes.yaml": "name: MES\nstage: C\namount: 5\n",
}
USAGE: dict[str, tuple[Sequence[str], str, Sequence[str]]] = {
    # the words, what is said, what was probably meant
    "unknown command": (("forcast",), 'there is no command "forcast"', ["forecast"]),
    "strange command": (("zzz",), 'there is no command "zzz"', []),
    "command in capitals": (("FORECAST",), 'there is no command "FORECAST"', ["forecast"]),
    "unknown option": (("forecast", "--segmnt", "x"), "there is no option --segmnt", ["--segment"]),
    "strange option": (("forecast", "--zzz"), "there is no option --zzz", []),
    "unknown option in front": (("--zzz", "forecast"), "there is no option --zzz", []),
    "option without value": (("forecast", "--by"), "--by needs a value", []),
    "global option without value": (("forecast", "--today"), "--today needs a value", []),
    "short option without value": (("forecast", "-C"), "-C needs a value", []),
    "flag with a value": (("forecast", "--csv=yes"), "--csv takes no value", []),
    "global flag with a value": (("forecast", "--no-input=1"), "--no-input takes no value", []),
    "missing argument": (("advance",), "missing: ACCOUNT/OPPORTUNITY", []),
    "missing option": (("relate", "acme"), "missing: --to", []),
    "too many words": (("pipeline", "now", "then"), "too many words: now then", []),
    "no account": (("show", "acme/"), '"acme/" is not of the form ACCOUNT/OPPORTUNITY', []),
    "strange grouping": (("forecast", "--by", "color"), '"color" is not a grouping', [
        "owner", "team", "account", "group", "segment", "line", "category",
    ]),
    "category of a pipeline": (("pipeline", "--by", "category"), '"category" is not a grouping', [
        "owner", "team", "account", "group", "segment", "line",
    ]),
    "strange period": (("forecast", "--period", "week"), '"week" is not a period', [
        "month", "quarter", "year",
    ]),
    "strange first period": (("forecast", "--from", "2027Q5"), '"2027Q5" is not a period', []),
    "turned periods": (
        ("forecast", "--from", "2027Q2", "--to", "2027Q1"), "2027Q1 is before 2027Q2", [],
    ),
    "strange list": (("list", "things"), '"things" is not a list', [
        "accounts", "opportunities", "contacts", "tasks", "orders", "activities",
    ]),
    "strange language": (("forecast", "--lang", "xx"), '--lang takes en, zh, not "xx"', []),
    "strange day": (("forecast", "--today", "soon"), '"soon" is not a date', []),
    "no such day": (("forecast", "--today", "2026-02-30"), 'there is no day "2026-02-30"', []),
    "strange rule": (
        ("check", "--select", "close-dat-past"), 'there is no rule "close-dat-past"',
        ["close-date-past"],
    ),
    "strange amount": (
        ("set", "acme/mes", "amount=lots"), '"lots" is not an amount', [],
    ),
    "strange key": (
        ("set", "acme/mes", "amunt=5"), '"amunt" is not a key that kam knows here', ["amount"],
    ),
    "strange person": (
        ("log", "acme", "called", "--by", "Li Wei"), '"Li Wei" is not an id of a person', [],
    ),
}  # fmt: skip


@pytest.fixture
def root(book: MakeBook) -> Path:
    return book(SMALL)


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


@pytest.mark.parametrize("kind", USAGE)
def test_wrong_words_are_exit_2_and_say_what_was_meant(kam: RunKam, root: Path, kind: str) -> None:
    words, message, candidates = USAGE[kind]
    text = kam(root, *words)
    first, *rest = text.stderr.splitlines()
    assert (text.exit_code, text.stdout) == (2, "")
    assert first == f"kam: {message}"
    assert [line.strip() for line in rest if line.startswith("  ")] == list(candidates)
    data = run("--json", "--book", str(root), *words)
    error = json.loads(data.stdout)["error"]
    assert (data.exit_code, data.stderr) == (2, "")
    assert list(error) == ["code", "exit", "message", "hint", "candidates", "saved"]
    assert (error["code"], error["exit"], error["message"]) == ("usage", 2, message)
    assert error["saved"] == []
    assert error["candidates"] == list(candidates)


@pytest.mark.parametrize("kind", USAGE)
def test_wrong_words_are_said_in_chinese(kam: RunKam, root: Path, kind: str) -> None:
    words, message, _ = USAGE[kind]
    result = kam(root, "--lang", "zh", *words) if kind != "strange language" else None
    if result is None:
        return
    assert result.exit_code == 2
    first = result.stderr.splitlines()[0]
    assert first != f"kam：{message}"
    assert re.search("[\u4e00-\u9fff]", first.removeprefix("kam：")), first


GLOBALS = [
    ("--json",),
    ("--lang", "zh"),
    ("--lang=zh",),
    ("--today", "2026-01-05"),
    ("--today=2026-01-05",),
    ("--no-color",),
    ("--no-input",),
    ("--no-index",),
]


@pytest.mark.parametrize("option", GLOBALS, ids=" ".join)
def test_a_global_option_works_before_and_after_the_verb(
    kam: RunKam, root: Path, option: tuple[str, ...]
) -> None:
    before = run("--book", str(root), *option, "pipeline", "--by", "account")
    between = run("--book", str(root), "pipeline", *option, "--by", "account")
    after = run("pipeline", "--by", "account", *option, f"--book={root}")
    short = run("pipeline", "--by", "account", *option, "-C", str(root))
    assert before.exit_code == 0
    assert before.stdout == between.stdout == after.stdout == short.stdout
    plain = kam(root, "pipeline", "--by", "account").stdout
    quiet = option[0] in {"--no-color", "--no-input", "--no-index"}
    assert (before.stdout == plain) == quiet


def test_behind_two_dashes_everything_is_a_word(kam: RunKam, root: Path) -> None:
    result = kam(root, "log", "acme", "--", "--json")
    assert result.exit_code == 0, result.output
    assert not result.stdout.startswith("{")
    rows = json.loads(kam(root, "list", "activities", "--json").stdout)["rows"]
    assert [row["note"] for row in rows] == ["--json"]


def test_the_last_one_of_a_repeated_option_counts(kam: RunKam, root: Path) -> None:
    assert (
        kam(root, "--lang", "zh", "pipeline", "--lang", "en").stdout == kam(root, "pipeline").stdout
    )


def test_without_a_book_it_is_said_where_one_comes_from(
    kam: RunKam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del kam
    monkeypatch.chdir(tmp_path)
    text, data = run("forecast"), run("forecast", "--json")
    assert (text.exit_code, text.stdout) == (4, "")
    assert text.stderr == (
        "kam: no book here or in any folder above\n"
        "name one with --book DIR, or begin one with: kam init\n"
    )
    error = json.loads(data.stdout)["error"]
    assert (data.exit_code, error["code"], error["exit"]) == (4, "not-found", 4)


@pytest.mark.parametrize("words", [("help",), ("schema", "account"), ("playbook",), ("--help",)])
def test_what_needs_no_book_works_without_one(
    kam: RunKam, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    del kam
    monkeypatch.chdir(tmp_path)
    result = run(*words)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout


@pytest.mark.parametrize("name", ["nowhere", "book/kam.yaml"])
def test_a_book_that_is_no_folder_is_not_found(kam: RunKam, root: Path, name: str) -> None:
    del root
    result = kam(Path(name), "forecast")
    assert (result.exit_code, result.stderr) == (4, f'kam: "{name}" is not a folder\n')


def test_a_name_that_nothing_answers_to_is_exit_4(kam: RunKam, root: Path) -> None:
    result = kam(root, "show", "baoshan")
    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr == 'kam: no account is called "baoshan"\n  acme\n'


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder into which crash reports go."""
    folder = tmp_path / "reports"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr("tempfile.tempdir", None)
    return folder


def break_forecast(monkeypatch: pytest.MonkeyPatch, failure: BaseException) -> None:
    def fail(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr("kam.cli.session.open_view", fail)


def test_a_bug_is_one_line_and_a_crash_report(
    kam: RunKam, root: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_forecast(monkeypatch, ZeroDivisionError("a\nb \x1b[31m"))
    result = kam(root, "forecast")
    (report,) = (path for path in (*reports.iterdir(), *root.glob(".kam/*.txt")))
    assert (result.exit_code, result.stdout) == (70, "")
    first, second = result.stderr.splitlines()
    assert first == "kam: this is a bug in kam: ZeroDivisionError: a b [31m"
    assert str(report) in second
    text = report.read_text(encoding="utf-8")
    assert "Traceback (most recent call last)" in text
    assert "ZeroDivisionError" in text
    assert re.search(r"^kam \d+\.\d+", text)


def test_a_bug_is_an_object_where_json_is_wanted(
    kam: RunKam, root: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_forecast(monkeypatch, RuntimeError("odd"))
    result = kam(root, "forecast", "--json")
    error = json.loads(result.stdout)["error"]
    assert (result.exit_code, error["code"], error["exit"], result.stderr) == (70, "bug", 70, "")
    assert str(reports) in error["hint"] or str(root) in error["hint"]


def test_an_interruption_is_quiet_and_exit_130(
    kam: RunKam, root: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_forecast(monkeypatch, KeyboardInterrupt())
    result = kam(root, "forecast")
    assert (result.exit_code, result.output) == (130, "")
    assert list(reports.iterdir()) == []


def test_memory_that_runs_out_is_no_traceback_either(
    kam: RunKam, root: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del reports
    break_forecast(monkeypatch, MemoryError())
    result = kam(root, "forecast")
    assert (result.exit_code, "Traceback" in result.output) == (70, False)


def start(root: Path, *words: str) -> "subprocess.Popen[str]":
    environment = {**os.environ, "KAM_TODAY": TODAY, "KAM_LANG": "en"}
    return subprocess.Popen(
        [sys.executable, "-m", "kam", "--book", str(root), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes that close like this")
@pytest.mark.parametrize("words", [("list", "opportunities"), ("pipeline", "--json"), ("--help",)])
def test_a_pipe_that_closes_early_ends_a_command_quietly(
    root: Path, words: tuple[str, ...]
) -> None:
    process = start(root, *words)
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait(30), said) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no head")
def test_head_takes_its_line_and_nothing_is_said(book: MakeBook) -> None:
    """The answer is larger than the pipe between the two."""
    many = {
        f"accounts/acme/opportunities/deal-{number}.yaml": f"name: {'x' * 2000} {number}\n"
        for number in range(100)
    }
    root = book({**SMALL, **many})
    command = f"{sys.executable} -m kam --book {root} list opportunities | head -1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "KAM_TODAY": TODAY, "KAM_LANG": "en"},
    )
    assert done.stdout.startswith("101 opportunities   2026-11-21")
    assert done.stdout.count("\n") == 1
    assert (done.returncode, done.stderr) == (0, "")


def test_the_version_is_said_without_a_book(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kam", "--version"],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert re.fullmatch(r"kam \d+\.\d+\.\d+\S*\n", done.stdout)
    assert run("--version").stdout == done.stdout
