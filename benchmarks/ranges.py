"""The range of a forecast beside the forecast itself, in a book whose deals are all open."""

from itertools import islice
from pathlib import Path

from benchmarks.books import write_book
from benchmarks.deals import make_deals
from benchmarks.progress import say
from benchmarks.states import settle
from benchmarks.surroundings import kam
from benchmarks.turns import Contestant, Series, always, take_turns

FORMS = {
    "by quarter": (),
    "by month": ("--period", "month"),
    "by quarter and owner": ("--by", "owner"),
}
_OPEN_SHARE = 2
"""More than one of two deals is open."""


def plain(form: str) -> str:
    """The name of the forecast in a form."""
    return f"kam forecast, {form}"


def ranged(form: str) -> str:
    """The name of the same with its range."""
    return f"kam forecast --range, {form}"


def measure_ranges(root: Path, size: int, rounds: int) -> Series:
    """The times of the forecast with and without its range, in a new book of `size` open deals.

    Raises:
        RunFailedError: A command failed before any time was taken.
    """
    say("the range")
    root.mkdir()
    opened = (deal for deal in make_deals(_OPEN_SHARE * size) if deal.state == "open")
    write_book(root, islice(opened, size))
    settle(root)
    contestants: list[Contestant] = []
    for form, words in FORMS.items():
        contestants += [
            always(plain(form), kam(root, "forecast", *words)),
            always(ranged(form), kam(root, "forecast", "--range", *words)),
        ]
    return take_turns(contestants, rounds)
