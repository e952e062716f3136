"""All that is measured in a book of one size."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.deals import Deal, make_deals
from benchmarks.figures import Figures, add_up
from benchmarks.memory import Peak, watch
from benchmarks.past import measure_past
from benchmarks.peers.field import enter_all
from benchmarks.peers.hermitcrm import HERMITCRM
from benchmarks.peers.hledger import HLEDGER
from benchmarks.peers.peer import Peer
from benchmarks.progress import complain, say
from benchmarks.proof import prove_forecast
from benchmarks.ranges import measure_ranges
from benchmarks.runs import RunFailedError
from benchmarks.states import cold, edited, settle, settled, unchanged
from benchmarks.surroundings import git
from benchmarks.trees import make_tree, movable
from benchmarks.turns import FEWEST, Contestant, Series, always, take_turns
from benchmarks.writes import measure_writes

STATUS = "git status"
_FEWEST_READS = 3
"""Rounds of a read without index where it has no rival."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was found at one size; a text instead of a result says why there is none.

    `unproven` says why kam's figures could not be compared with those of the deals; `lasting` are
    the peers to be tried with more of them.
    """

    size: int
    unproven: str | None
    warm: Series
    cold: Series
    edited: Series
    past: Series | None
    ranges: Series | None
    writes: Series | None
    memory: Mapping[str, Peak | str]
    peers: Mapping[str, Series | str]
    lasting: tuple[Peer, ...]


def measure_size(
    root: Path, size: int, rounds: int, peers: Sequence[Peer], *, in_full: bool
) -> Measured:
    """Make the books of `size` deals in a new folder, kam's and each peer's, and measure in them.

    The rivals of a read without index and the commands that write are measured `in_full` only: they
    take minutes, and are asked for at one size.

    Raises:
        WrongFigureError: A contestant's figure is not that of the deals.
    """
    say(f"{size:,} deals: making kam's book")
    book = root / "kam"
    make_tree(book, size)
    figures = add_up(make_deals(size))
    field = enter_all(root, size, peers, figures)
    fresh = movable(size)
    status = always(STATUS, git(book, "status"))
    rivals = field.rivals(HLEDGER, HERMITCRM) if in_full else ()
    fewest = FEWEST if in_full else _FEWEST_READS
    # In this order: the first two need the tree as it was committed, and the edits change it.
    return Measured(
        size=size,
        unproven=_prove(book, figures, next(fresh)),
        warm=_series("kept index", rounds, unchanged(book), status, *field.rivals(HLEDGER)),
        cold=_series("no index", rounds, cold(book), *rivals, fewest=fewest),
        edited=_series("edits", rounds, edited(book, fresh), settled(book)),
        memory=_memory(settled(book), edited(book, fresh), cold(book)),
        past=measure_past(book, size, figures, rounds) if in_full else None,
        ranges=measure_ranges(root / "open", size, rounds) if in_full else None,
        writes=measure_writes(book, fresh, rounds) if in_full else None,
        peers=field.measure_each(),
        lasting=field.lasting(),
    )


def _prove(book: Path, figures: Figures, deal: Deal) -> str | None:
    say("proving kam's figures")
    try:
        prove_forecast(book, figures, deal)
        settle(book)
    except RunFailedError as error:
        complain("kam forecast", error)
        return str(error)
    return None


def _series(title: str, rounds: int, *contestants: Contestant, fewest: int = FEWEST) -> Series:
    say(title)
    return take_turns(contestants, rounds, fewest=fewest)


def _memory(*contestants: Contestant) -> dict[str, Peak | str]:
    say("memory")
    return {each.name: _peak(each) for each in contestants}


def _peak(contestant: Contestant) -> Peak | str:
    try:
        return watch(contestant.ready())
    except RunFailedError as error:
        complain(contestant.name, error)
        return str(error)
