"""The books that ship are sound, and what their pages tell the reader to run works."""

import shlex
from contextlib import chdir
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kam.cli.app import app
from tests.docs.console import ROOT, blocks_of

BOOKS = [ROOT, *sorted(path.parent for path in ROOT.glob("examples/*/kam.yaml"))]
COMMANDS = [
    command
    for page in sorted(ROOT.glob("examples/*/README.md"))
    for block in blocks_of(page.read_text("utf-8"), "sh")
    for command in block
]


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_a_shipped_book_has_no_error(book: Path) -> None:
    result = CliRunner().invoke(app, ["check", "--book", str(book), "--today", "2026-11-21"])
    assert (result.exit_code, result.output) == (0, result.output)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_an_example_works(command: str) -> None:
    program, *words = shlex.split(command)
    with chdir(ROOT):
        result = CliRunner().invoke(app, words, env={"KAM_TODAY": "2026-11-21"})
    assert program == "kam"
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.strip()


def test_every_example_says_what_to_look_at() -> None:
    assert len(COMMANDS) >= 2 * (len(BOOKS) - 1)
