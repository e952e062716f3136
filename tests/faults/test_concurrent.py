"""Several people and scripts at one account at once: every acknowledged write is there, once."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kam.workspace.opening import open_book
from kam.workspace.worktree import WorkTree
from tests.conftest import MakeBook

WRITERS = 8
BOOK = {
    "kam.yaml": "currency: CNY\n",
    "accounts/acme/account.yaml": "name: Acme\nowner: li.wei\n",
    "accounts/acme/opportunities/mes.yaml": "name: MES   # ours\nstage: G\namount: 5\n",
}
WRITER = """
import sys
from typer.testing import CliRunner
from kam.cli.app import app

root, writer, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
KINDS = (
    lambda text: ("log", "acme/mes", text),
    lambda text: ("add-task", "acme", text),
    lambda text: ("set", "acme/mes", f"custom.{text}={text}"),
    lambda text: ("add-contact", "acme", text),
    lambda text: ("log", "acme", text, "--by", "everybody", "--next", f"next-{text}"),
)
for number in range(count):
    text = f"w{writer}-{number}"
    words = KINDS[(int(writer) + number) % len(KINDS)](text)
    result = CliRunner().invoke(app, ["--book", root, "--no-input", *words])
    if result.exit_code:
        sys.exit(f"{words}: {result.output}")
"""
"""A process that makes one write after another, each through the whole command line."""


@pytest.mark.parametrize("count", [10, pytest.param(1_000, marks=pytest.mark.full, id="full")])
def test_writers_at_one_account_lose_nothing(book: MakeBook, count: int) -> None:
    root = book(BOOK)
    environment = {**os.environ, "KAM_TODAY": "2026-11-21", "KAM_USER": "li.wei", "KAM_LANG": "en"}
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(root), str(writer), str(count)],
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        for writer in range(WRITERS)
    ]
    said = [writer.communicate(timeout=60 + 10 * count)[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * WRITERS, said
    assert said == [""] * WRITERS
    texts = sorted(f"w{writer}-{number}" for writer in range(WRITERS) for number in range(count))
    assert found_in(root) == texts


def found_in(root: Path) -> list[str]:
    """What the writers wrote, as the book reads afterwards; nothing else is in it."""
    book = open_book(WorkTree(root))
    assert book.findings == ()
    (folder,) = book.folders
    (deal,) = folder.opportunities
    assert all(key == value for key, value in deal.custom.items())
    following = {task.what for task in folder.tasks if task.what.startswith("next-")}
    logged = [entry.note or "" for entry in folder.activities]
    together = [f"next-{entry.note}" for entry in folder.activities if entry.by == "everybody"]
    assert following == set(together)
    assert (root / deal.path).read_text(encoding="utf-8").startswith("name: MES   # ours\n")
    tasks = [task.what for task in folder.tasks if task.what not in following]
    contacts = [contact.name for contact in folder.contacts.values()]
    left = [path.name for path in root.rglob(".kam-*")]
    assert left == []
    return sorted([*logged, *tasks, *deal.custom, *contacts])
