"""What a command loads before it answers: only what it needs (SPEED.md)."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.conftest import MakeBook
from tests.docs.console import ROOT

HEAVY = frozenset({"yaml", "pydantic", "pydantic_core", "filelock", "babel", "importlib.metadata"})
"""What takes tens of milliseconds to load and has no business in a report on a true index."""
DRAWING = frozenset({"rich.console", "rich.table", "rich.text", "rich.progress"})
READING = frozenset({"kam.schema", "kam.store.reader", "kam.workspace.opening", "multiprocessing"})

BESIDE = frozenset({"kam.reports.calls", "kam.render.calls", "kam.render.calibrated"})
"""What stands in a forecast only where the book has it or an option asks for it."""


def loaded(*words: str, cwd: Path = ROOT) -> set[str]:
    """The modules that are there when a command has ended well."""
    code = (
        "import atexit, sys\n"
        "atexit.register(lambda: print(*sorted(sys.modules), sep='\\n', file=sys.stderr))\n"
        f"sys.argv = ['kam', *{list(words)!r}]\n"
        "import kam.__main__\n"
        "kam.__main__.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env={**uncovered(), "KAM_TODAY": "2026-11-21", "KAM_LANG": "en"},
        check=True,
    )
    assert done.stdout
    return set(done.stderr.splitlines())


def uncovered() -> dict[str, str]:
    """The environment without what measures coverage: that loads modules of its own."""
    return {name: text for name, text in os.environ.items() if not name.startswith("COVERAGE_")}


def packages(names: Iterable[str]) -> set[str]:
    """The packages of modules: `kam.cli` of `kam.cli.app`."""
    return {name.rpartition(".")[0] for name in names}


def test_the_version_needs_no_library_at_all() -> None:
    found = loaded("--version")
    assert {name for name in found if name.startswith("kam")} == {"kam", "kam.__main__"}
    assert not found & {"typer", "importlib.metadata", *HEAVY}


def test_help_imports_no_command() -> None:
    found = loaded("--help")
    assert "typer" in found
    assert not found & (HEAVY | DRAWING | READING)
    assert not {name for name in found if name.startswith("kam.cli.reports_")}
    assert packages(name for name in found if name.startswith("kam.")) <= {
        "kam",
        "kam.cli",
        "kam.domain",
    }


@pytest.mark.parametrize(
    "words",
    [
        ("forecast",),
        ("forecast", "--json"),
        ("forecast", "--by", "owner", "--owner", "li.wei"),
        ("pipeline",),
        ("list", "opportunities"),
    ],
    ids=" ".join,
)
def test_a_report_on_a_true_index_reads_no_file_and_opens_no_lock(
    book: MakeBook, words: tuple[str, ...]
) -> None:
    root = book(
        {
            "kam.yaml": "currency: CNY\npeople: {li.wei: {name: Li Wei}}\n",
            "accounts/acme/account.yaml": "name: Acme\nowner: li.wei\n",
            "accounts/acme/opportunities/mes.yaml": "name: MES\nstage: C\namount: 100\n",
        }
    )
    for path in root.rglob("*.yaml"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    first = loaded(*words, cwd=root)
    assert first & READING == READING - {"multiprocessing"}, "a small book needs no helpers"
    # What was written just now is read once more: its stamps could be those of a later change.
    make_sure(root)
    found = loaded(*words, cwd=root)
    assert not found & (HEAVY | DRAWING | READING | BESIDE)


def make_sure(root: Path) -> None:
    """An index all of whose stamps are sure, without waiting until the files are old enough."""
    code = (
        "from pathlib import Path\n"
        "from kam.index import stamps\n"
        "stamps.GRANULE = -(10**12)\n"
        "from datetime import date\n"
        "from kam.workspace.viewing import open_view\n"
        "from kam.workspace.worktree import WorkTree\n"
        f"source = WorkTree(Path({str(root)!r}))\n"
        "open_view(source, date(2026, 11, 21), indexed=True, progress=print)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env=uncovered())
