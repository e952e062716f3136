"""Commands that write, in a large book and in one of ten deals: each touches its own files."""

from collections.abc import Callable, Iterator, Mapping
from itertools import repeat
from pathlib import Path

from benchmarks.deals import Deal
from benchmarks.progress import say
from benchmarks.runs import Command, measure
from benchmarks.states import settle
from benchmarks.surroundings import kam
from benchmarks.trees import make_tree, movable
from benchmarks.turns import Contestant, Series, take_turns

TEN = 10
"""The deals of the small book."""
_Write = Callable[[Deal], tuple[str, ...]]


def _advance(deal: Deal) -> tuple[str, ...]:
    return ("advance", _name(deal), "--waive", "--because", "The order is urgent")


def _add(deal: Deal) -> tuple[str, ...]:
    name = f"Spare parts beside {deal.id}"
    return ("add-opportunity", deal.account_id, name, "--amount", "90000", "--close", "2027-06-30")


def _log(deal: Deal) -> tuple[str, ...]:
    return ("log", _name(deal), "The offer was discussed")


def _name(deal: Deal) -> str:
    return f"{deal.account_id}/{deal.id}"


WRITES: Mapping[str, _Write] = {"advance": _advance, "add-opportunity": _add, "log": _log}


def in_large(name: str) -> str:
    """The name of a command as a contestant in the large book."""
    return f"{name} in the large book"


def in_small(name: str) -> str:
    """The name of a command as a contestant in the small book."""
    return f"{name} in the small book"


def measure_writes(root: Path, fresh: Iterator[Deal], rounds: int) -> Series:
    """The times of the commands in the book at `root` and in small ones, on deals not yet touched.

    A small book has too few deals to go round: each round has one of its own. At the beginning of a
    round both books rest, and before each command kam has looked at what the last one left, so that
    both sides are in the same state.
    """
    say("writes")
    books = [root.with_name(f"small-{number}") for number in range(rounds + 1)]
    for book in books:
        make_tree(book, TEN)
    contestants: list[Contestant] = []
    for number, (name, write) in enumerate(WRITES.items()):
        large = _ready(repeat(root), fresh, write, rest=number == 0)
        small = _ready(iter(books), _same_place(), write, rest=False)
        contestants += [Contestant(in_large(name), large), Contestant(in_small(name), small)]
    return take_turns(contestants, rounds)


def _same_place() -> Iterator[Deal]:
    """The same deal of a small book for ever: the books are others."""
    return repeat(next(movable(TEN)))


def _ready(
    books: Iterator[Path], deals: Iterator[Deal], write: _Write, *, rest: bool
) -> Callable[[], Command]:
    def ready() -> Command:
        book = next(books)
        if rest:
            settle(book)
        measure(kam(book, "forecast"))
        return kam(book, "--no-input", *write(next(deals)))

    return ready
