"""A write finds its target by the path and opens what it changes, whatever else the book holds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import MakeBook

OTHERS = 30
DEAL = "name: Deal\nstage: C\namount: 100\nowner: li.wei\n"
CODE = """
import os, sys
root = os.path.realpath(sys.argv[1])
seen = []

def hear(event, arguments):
    if event in {"open", "os.scandir", "os.listdir"} and isinstance(arguments[0], str):
        path = os.path.realpath(arguments[0])
        if path.startswith(root + os.sep):
            seen.append(os.path.relpath(path, root))

sys.addaudithook(hear)
sys.argv = ["kam", "--book", *sys.argv[1:]]
from kam.__main__ import main
try:
    main()
finally:
    print(*sorted(set(seen)), sep="\\n", file=sys.stderr)
"""


def touched(root: Path, *words: str) -> set[str]:
    """The files and folders of the book that a command opened, without kam's own."""
    done = subprocess.run(
        [sys.executable, "-c", CODE, str(root), *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "KAM_TODAY": "2026-11-21", "KAM_USER": "li.wei", "KAM_LANG": "en"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {path for path in done.stderr.splitlines() if path and not path.startswith(".kam")}


@pytest.fixture
def root(book: MakeBook) -> Path:
    files = {"kam.yaml": "currency: CNY\n"}
    for number in range(OTHERS):
        folder = f"accounts/customer-{number}"
        files[f"{folder}/account.yaml"] = f"name: Customer {number}\n"
        files[f"{folder}/opportunities/mes.yaml"] = DEAL
    return book(files)


@pytest.mark.parametrize(
    "words",
    [
        ("advance", "customer-7/mes", "--waive", "--because", "asked by phone"),
        ("set", "customer-7/mes", "amount=200"),
        ("set", "customer-7", "tier=core"),
        ("log", "customer-7/mes", "Progress agreed"),
        ("log", "customer-7", "Talked", "--next", "Call again", "--due", "2026-12-01"),
        ("hold", "customer-7/mes", "--because", "budget frozen"),
        ("lose", "customer-7/mes", "--reason", "price"),
        ("add-opportunity", "customer-7", "Another line", "--amount", "5"),
        ("add-contact", "customer-7", "Wang Fang"),
        ("add-task", "customer-7/mes", "Send it", "--due", "2026-12-01"),
        ("add-order", "customer-7", "--date", "2026-11-01", "--amount", "5", "--line", "agv"),
        ("relate", "customer-7", "--to", "establish", "--because", "first order"),
    ],
    ids=lambda words: words[0],
)
def test_only_the_files_of_its_account_are_opened(root: Path, words: tuple[str, ...]) -> None:
    found = touched(root, *words)
    assert not {path for path in found if path.startswith("accounts")} - own(found)
    assert "accounts" not in found, "the accounts are not listed either"


def own(found: set[str]) -> set[str]:
    """Those that lie in the account that was named."""
    return {path for path in found if f"{path}/".startswith("accounts/customer-7/")}
