"""Every code of a finding has a book that shows it: what `kam check` says about it, line by line.

A folder holds a small book and `expected.txt`: the lines that `kam check --today 2026-11-21` gives.
What was committed before lies in `past/<day>`; a file that is nowhere else is as it was last.
"""

import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kam.cli.app import app
from kam.render.messages import MESSAGES
from tests.repositories import Repo

HERE = Path(__file__).parent
BOOKS = sorted(HERE.glob("KAM*"))
_FINDING = re.compile(r"\S.*?:\d+:\d+: KAM\d{3} ")


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_a_book_with_this_error_is_told_so(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    root = with_past(book, tmp_path) if (book / "past").is_dir() else book
    arguments = ["check", "--book", str(root), "--today", "2026-11-21", "--lang", "en"]
    result = CliRunner().invoke(app, arguments)
    said = [line for line in result.output.splitlines() if _FINDING.match(line)]
    assert said == (book / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert all(f": {book.name} " in line for line in said)


def with_past(book: Path, root: Path) -> Path:
    """A copy of a book in a repository of its own, in which its past was committed."""
    repo = Repo(root)
    for past in sorted((book / "past").iterdir()):
        shutil.copytree(past, root, copy_function=shutil.copyfile, dirs_exist_ok=True)
        repo.commit(past.name)
    accounts = book / "accounts"
    shutil.copytree(accounts, root / "accounts", copy_function=shutil.copyfile, dirs_exist_ok=True)
    return root


def test_every_code_has_a_book() -> None:
    assert {book.name for book in BOOKS} == {code for code, _ in MESSAGES}
