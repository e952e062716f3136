"""Make the books, measure in them, and print one Markdown document on standard output.

`python -m benchmarks` from the root of the project, with the interpreter that kam is installed for.
It takes about half an hour on two cores; `--sizes 1000` takes two or three minutes and tries
everything. Put the peers on PATH (see `benchmarks.peers`):

    PATH=peers/bin:$PATH .venv/bin/python -m benchmarks > benchmarks/RESULTS.md

Progress goes to standard error. Everything is made in a temporary folder (some 3 GB at the largest
size; TMPDIR chooses where), and nothing is written into the project.
"""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from benchmarks.document import write_document
from benchmarks.figures import WrongFigureError
from benchmarks.goals import ASKED_AT, FULL_AT, nearest
from benchmarks.machine import describe_machine
from benchmarks.merges import measure_merges
from benchmarks.peers.field import PEERS
from benchmarks.progress import say
from benchmarks.sizes import Measured, measure_size
from benchmarks.starts import measure_starts
from benchmarks.surroundings import put_on

_SIZES = (1_000, 10_000, 50_000, 100_000)
_PAIRS = 21
_UNASKED = 11
"""Pairs at the most at a size that no goal is for, and that only shows the growth."""
_DEALS_A_PAIR = 10
"""Four runs of a round change a deal of their own, and about half of all deals serve."""


def main() -> int:
    """Run everything; 1 where a contestant's figure is wrong."""
    arguments = _parse()
    with TemporaryDirectory(prefix="kam-benchmarks-") as folder:
        root = Path(folder)
        home = root / "home"
        home.mkdir()
        put_on(home)
        machine = tuple(describe_machine())
        try:
            say("starts")
            first = measure_starts(root / "sample", arguments.pairs)
            say("merges")
            merges = measure_merges(root / "merges", arguments.pairs)
            measured = _measure_sizes(root, arguments.sizes, arguments.pairs)
        except WrongFigureError as error:
            say(f"wrong: {error}")
            return 1
    sys.stdout.write(write_document(machine, first, merges, measured) + "\n")
    return 0


def _measure_sizes(root: Path, sizes: tuple[int, ...], pairs: int) -> Mapping[int, Measured]:
    """What was found at each size; a peer that failed or was slow is left out of those above."""
    measured: dict[int, Measured] = {}
    peers = tuple(peer for peer in PEERS if peer.is_installed)
    full_at = nearest(FULL_AT, sizes)
    for size in sizes:
        folder = root / str(size)
        folder.mkdir()
        rounds = pairs if size in ASKED_AT else min(pairs, _UNASKED)
        found = measure_size(folder, size, rounds, peers, in_full=size == full_at)
        measured[size] = found
        peers = found.lasting
        rmtree(folder)
    return measured


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--sizes", type=_sizes, default=_SIZES, help="deals in the books: 1000,10000"
    )
    parser.add_argument(
        "--pairs", type=int, default=_PAIRS, help=f"rounds of what is quick (default {_PAIRS})"
    )
    arguments = parser.parse_args()
    if arguments.pairs < 1 or arguments.sizes[0] < _DEALS_A_PAIR * (arguments.pairs + 1):
        parser.error(f"each pair needs {_DEALS_A_PAIR} deals of the smallest book")
    return arguments


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(sorted({int(part) for part in text.split(",")}))


if __name__ == "__main__":
    sys.exit(main())
