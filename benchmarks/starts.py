"""How soon kam is there: its start, its help, and a report of a small book."""

from pathlib import Path
from time import sleep

from benchmarks.runs import Command
from benchmarks.states import REST
from benchmarks.surroundings import PYTHON, kam
from benchmarks.trees import copy_sample
from benchmarks.turns import Series, always, take_turns

BARE = "python -c pass"
TYPER = "python -c 'import typer'"
VERSION = "kam --version"
HELP = "kam --help"
SMALL = "kam forecast"


def measure_starts(root: Path, rounds: int) -> Series:
    """The three, and what they are held against, in a copy of the sample book at `root`."""
    copy_sample(root)
    sleep(REST)
    return take_turns(
        (
            always(BARE, Command((PYTHON, "-c", "pass"), root)),
            always(VERSION, kam(root, "--version")),
            always(TYPER, Command((PYTHON, "-c", "import typer"), root)),
            always(HELP, kam(root, "--help")),
            always(SMALL, kam(root, "forecast")),
        ),
        rounds,
    )
