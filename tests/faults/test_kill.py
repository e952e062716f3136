"""SIGKILL at random moments of whole commands: what was acknowledged is there, every file reads."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kam.store.reader import parse
from kam.workspace.opening import open_book
from kam.workspace.worktree import WorkTree
from tests.conftest import MakeBook

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")

DEAL = "name: MES\nstage: D\namount: 100\nhistory:\n  - {date: 2026-05-01, stage: D}\n"
FORWARD = ("--waive", "--because")
BACK = ("--to", "D", "--because")


def commands(number: int) -> tuple[str, ...]:
    """The words of one command; its text is found in the book once it was acknowledged."""
    text = f"entry-{number}"
    kinds: tuple[tuple[str, ...], ...] = (
        ("log", "acme/mes", text, "--next", f"{text}-next", "--due", "2026-12-01"),
        ("add-task", "acme", text),
        ("add-contact", "acme", text),
        ("add-opportunity", "acme", text),
        ("set", "acme/mes", f"custom.{text}={text}"),
        ("add-order", "acme", "--date", "2026-11-01", "--amount", "5", "--line", text),
    )
    return kinds[number % len(kinds)]


def run_and_kill(root: Path, words: tuple[str, ...], delay: float) -> bool:
    """Start a command and kill it after `delay` seconds; whether it had ended well before."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kam", "--book", str(root), *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "KAM_TODAY": "2026-11-21", "KAM_USER": "li.wei"},
    )
    try:
        return process.wait(timeout=delay) == 0
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        return process.wait() == 0


@pytest.mark.parametrize("count", [24, pytest.param(1_000, marks=pytest.mark.full, id="full")])
def test_nothing_acknowledged_is_lost_and_every_file_reads(book: MakeBook, count: int) -> None:
    root = book(
        {
            "kam.yaml": "currency: CNY\n",
            "accounts/acme/account.yaml": "name: Acme\n",
            "accounts/acme/opportunities/mes.yaml": DEAL,
        }
    )
    chance = random.Random(count)  # noqa: S311 - moments, not secrets
    assert run_and_kill(root, ("log", "acme/mes", "warm-up"), 60)
    acknowledged = []
    killed = 0
    length = 0.0
    for number in range(count):
        if number % 5 == 0:  # left alone, and timed: the machine may be busier than a moment ago
            started = time.monotonic()
            assert run_and_kill(root, commands(number), 60)
            length = time.monotonic() - started
            acknowledged.append(f"entry-{number}")
        elif run_and_kill(root, commands(number), length * chance.uniform(0.2, 1.2)):
            acknowledged.append(f"entry-{number}")
        else:
            killed += 1
    assert killed
    texts = [path.read_bytes() for path in (root / "accounts").rglob("*.yaml")]
    assert all(parse(raw) for raw in texts)
    everything = b"\n".join(texts).decode() + "\n".join(str(p) for p in root.rglob("*"))
    assert [entry for entry in acknowledged if entry not in everything] == []
    assert not any(finding.skips for finding in open_book(WorkTree(root)).findings)
    assert run_and_kill(root, ("log", "acme/mes", "afterwards"), 60)
