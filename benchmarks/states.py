"""The states that a book is in when kam's forecast is timed."""

from collections.abc import Iterator
from pathlib import Path
from time import sleep

from benchmarks.deals import Deal
from benchmarks.runs import Command, measure
from benchmarks.surroundings import kam
from benchmarks.trees import RAISE, drop_index, edit
from benchmarks.turns import Contestant, always

UNCHANGED = "nothing changed"
EDITED = "after one edit"
COLD = "without index"
REST = 2.2
"""Seconds after which a changed file is an unchanged one."""
STATES = (UNCHANGED, EDITED, COLD)


def unchanged(book: Path) -> Contestant:
    """The forecast as it was a moment ago."""
    return always(UNCHANGED, _forecast(book))


def settled(book: Path) -> Contestant:
    """The same, of a book that was changed lately: once it rests and has been looked at again."""

    def ready() -> Command:
        settle(book)
        return _forecast(book)

    return Contestant(UNCHANGED, ready)


def settle(book: Path) -> None:
    """Wait until the files of a book count as unchanged, and let kam see them so, untimed.

    The clock of a file system may be as coarse as two seconds, within which a second change leaves
    no trace: whoever remembers files by their times does well to read young ones again.
    """
    sleep(REST)
    measure(_forecast(book))


def edited(book: Path, fresh: Iterator[Deal]) -> Contestant:
    """The forecast after an edit, by hand, of the next deal of `fresh`."""

    def ready() -> Command:
        deal = next(fresh)
        edit(book, deal, deal.amount + RAISE)
        return _forecast(book)

    return Contestant(EDITED, ready)


def cold(book: Path) -> Contestant:
    """The forecast of a book that kam has not seen before; its files are in the system's cache."""

    def ready() -> Command:
        drop_index(book)
        return _forecast(book)

    return Contestant(COLD, ready)


def _forecast(book: Path) -> Command:
    return kam(book, "forecast")
