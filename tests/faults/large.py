"""A book that is large enough for a first reading to take a while, and commands on it."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

SETTINGS = "currency: CNY\nplaybook: milestone\n"
ENVIRONMENT = {**os.environ, "KAM_TODAY": "2026-11-21", "KAM_USER": "li.wei", "KAM_LANG": "en"}


def write_large(root: Path, accounts: int, deals: int) -> Path:
    """Accounts with so many open deals each, of 100 at milestone C; the folder."""
    (root / "accounts").mkdir(parents=True)
    (root / "kam.yaml").write_text(SETTINGS, encoding="utf-8")
    for number in range(accounts):
        folder = root / "accounts" / f"customer-{number}"
        (folder / "opportunities").mkdir(parents=True)
        (folder / "account.yaml").write_text(f"name: Customer {number}\n", encoding="utf-8")
        for place in range(deals):
            deal_path(root, number, place).write_text(deal(100), encoding="utf-8")
    return root


def deal_path(root: Path, account: int, place: int) -> Path:
    """The file of a deal."""
    return root / f"accounts/customer-{account}/opportunities/deal-{place}.yaml"


def deal(amount: int) -> str:
    """The text of a deal."""
    return f"name: Deal\nstage: C\namount: {amount}\nclose_date: 2027-03-31\nowner: li.wei\n"


def command(root: Path, *words: str) -> list[str]:
    """The words of a process that runs kam on a book."""
    return [sys.executable, "-m", "kam", "--book", str(root), *words]


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        command(root, *words),
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=ENVIRONMENT,
        timeout=300,
        check=False,
    )


def facts(root: Path, *words: str) -> dict[str, Any]:
    """What `forecast --json` says, which has to end well and silently."""
    done = run(root, "forecast", "--json", *words)
    assert (done.returncode, done.stderr) == (0, "")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def expected(root: Path) -> Any:
    """The total of a forecast."""
    return facts(root)["totals"]["expected"]
