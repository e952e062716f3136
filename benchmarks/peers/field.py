"""The peers that take part, and each with the deals of one size."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from benchmarks.deals import make_deals
from benchmarks.figures import Figures
from benchmarks.peers.beanquery import BEANQUERY
from benchmarks.peers.hermitcrm import HERMITCRM
from benchmarks.peers.hledger import HLEDGER
from benchmarks.peers.jsoncrm import JSONCRM
from benchmarks.peers.peer import Peer
from benchmarks.peers.taskwarrior import TASKWARRIOR
from benchmarks.progress import complain, say
from benchmarks.runs import RunFailedError, answer
from benchmarks.turns import Contestant, Series, always, take_turns

PEERS = (HLEDGER, TASKWARRIOR, JSONCRM, BEANQUERY, HERMITCRM)
SLOW = 15.0
"""Seconds of a peer's first run from which on it is not run again, nor with more deals."""
_ROUNDS, _BUDGET = 11, 10.0


@dataclass(frozen=True, slots=True)
class Entrant:
    """A peer whose files are written and whose figures are right; `first` its first run's time."""

    peer: Peer
    folder: Path
    first: float

    @property
    def contestant(self) -> Contestant:
        """What is timed."""
        return always(self.peer.name, self.peer.command(self.folder, self.peer.timed))


@dataclass(frozen=True, slots=True)
class Field:
    """The peers at one size: those that are ready, and why the others are not, by name."""

    entrants: Mapping[str, Entrant]
    refused: Mapping[str, str]

    def rivals(self, *peers: Peer) -> Iterator[Contestant]:
        """Those of `peers` that are ready and not slow: those would take the others' minutes."""
        for peer in peers:
            entrant = self.entrants.get(peer.name)
            if entrant and entrant.first <= SLOW:
                yield entrant.contestant

    def lasting(self) -> tuple[Peer, ...]:
        """Those to be tried with more deals."""
        return tuple(each.peer for each in self.entrants.values() if each.first <= SLOW)

    def measure_each(self) -> dict[str, Series | str]:
        """Each peer's own times, of a slow one that of its first run; or why it has none."""
        say("peers")
        return {**self.refused, **{name: _alone(each) for name, each in self.entrants.items()}}


def enter_all(root: Path, size: int, peers: Sequence[Peer], figures: Figures) -> Field:
    """Give each peer the deals, in a new folder of its name, and prove that it knows them.

    Raises:
        WrongFigureError: A peer counts otherwise.
    """
    entrants: dict[str, Entrant] = {}
    refused: dict[str, str] = {}
    for peer in peers:
        say(f"{peer.name}: writing its files and proving its figures")
        try:
            entrants[peer.name] = _enter(peer, root / peer.name, size, figures)
        except RunFailedError as error:
            complain(peer.name, error)
            refused[peer.name] = str(error)
    return Field(entrants, refused)


def _enter(peer: Peer, folder: Path, size: int, figures: Figures) -> Entrant:
    folder.mkdir()
    if peer.begin:
        answer(peer.command(folder, peer.begin))
    peer.write(folder, make_deals(size))
    if peer.load:
        answer(peer.command(folder, peer.load))
    start = perf_counter()
    output = answer(peer.command(folder, peer.proof))
    first = perf_counter() - start
    try:
        peer.check(output, figures)
    except (LookupError, ValueError) as error:
        raise RunFailedError("prints what is not understood here", str(error)) from error
    return Entrant(peer, folder, first)


def _alone(entrant: Entrant) -> Series:
    if entrant.first > SLOW:
        return Series({entrant.peer.name: (entrant.first,)}, {})
    return take_turns((entrant.contestant,), _ROUNDS, fewest=1, budget=_BUDGET)
