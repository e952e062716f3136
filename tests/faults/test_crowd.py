"""Very many commands at once, reports and writes, on one book: nothing lost, no lock is shown."""

import random
import subprocess
from pathlib import Path

import pytest

from kam.workspace.opening import open_book
from kam.workspace.worktree import WorkTree
from tests.faults.large import ENVIRONMENT, command, write_large

ACCOUNTS, DEALS = 40, 3


def words_of(number: int) -> tuple[str, ...]:
    """Every second command reports, every other writes something of its own."""
    reports = (
        ("forecast", "--json"),
        ("pipeline",),
        ("relationship",),
        ("list", "opportunities"),
        ("check",),
    )
    account = f"customer-{number % ACCOUNTS}"
    writes = (
        ("log", f"{account}/deal-0", f"entry-{number}"),
        ("add-task", account, f"entry-{number}"),
        ("add-opportunity", account, f"entry-{number}", "--amount", "5"),
        ("set", f"{account}/deal-1", f"custom.entry-{number}=entry-{number}"),
        ("add-account", f"entry-{number}"),
    )
    kinds = writes if number % 2 else reports
    return kinds[number // 2 % len(kinds)]


@pytest.mark.parametrize("count", [24, pytest.param(200, marks=pytest.mark.full, id="full")])
def test_a_crowd_loses_nothing_and_sees_no_lock(tmp_path: Path, count: int) -> None:
    root = write_large(tmp_path / "book", ACCOUNTS, DEALS)
    order = list(range(count))
    random.Random(count).shuffle(order)  # noqa: S311 - an order, no secret
    crowd = [
        (
            number,
            subprocess.Popen(
                command(root, "--no-input", *words_of(number)),
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                env={**ENVIRONMENT, "PYTHONDONTWRITEBYTECODE": "1"},
            ),
        )
        for number in order
    ]
    for number, process in crowd:
        _, said = process.communicate(timeout=600)
        assert (process.returncode, said) == (0, ""), words_of(number)
    everything = "\n".join(
        f"{path}\n{path.read_text(encoding='utf-8')}"
        for path in sorted((root / "accounts").rglob("*.yaml"))
    )
    lost = [number for number in range(1, count, 2) if f"entry-{number}" not in everything]
    assert lost == []
    book = open_book(WorkTree(root))
    assert not any(finding.skips for finding in book.findings)
    added = sum(words_of(number)[0] == "add-opportunity" for number in range(count))
    assert len(tuple(book.opportunities())) == ACCOUNTS * DEALS + added
    again = subprocess.run(
        command(root, "forecast", "--json"), capture_output=True, env=ENVIRONMENT, check=True
    )
    without = subprocess.run(
        command(root, "forecast", "--json", "--no-index"),
        capture_output=True,
        env=ENVIRONMENT,
        check=True,
    )
    assert again.stdout == without.stdout
    assert {path.name for path in (root / ".kam").iterdir()} <= {".gitignore", "index.db", "lock"}
