"""The third table: each peer's own time at each size, and kam's beside it."""

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.markdown import table, time_cell
from benchmarks.peers.field import PEERS
from benchmarks.sizes import Measured
from benchmarks.states import COLD, UNCHANGED
from benchmarks.turns import Series


def peer_table(measured: Mapping[int, Measured]) -> str:
    """The table: medians, with the number of runs in brackets."""
    head = ("report", *(f"{size:,} deals" for size in measured))
    return table(head, [*_ours(measured), *_theirs(measured)], right=len(measured))


def _ours(measured: Mapping[int, Measured]) -> Iterator[Sequence[str]]:
    for state in (UNCHANGED, COLD):
        cells = (
            _cell(state, found.warm if state == UNCHANGED else found.cold)
            for found in measured.values()
        )
        yield f"kam `forecast`, {state}", *cells


def _theirs(measured: Mapping[int, Measured]) -> Iterator[Sequence[str]]:
    for peer in PEERS:
        absence = "left out" if peer.is_installed else "not installed"
        cells = (
            _cell(peer.name, found.peers.get(peer.name, absence)) for found in measured.values()
        )
        yield f"{peer.name} {peer.report}", *cells


def _cell(name: str, found: Series | str) -> str:
    if isinstance(found, str):
        return found
    if name in found.failed:
        return found.failed[name]
    return f"{time_cell(found.seconds(name))} ({len(found.times.get(name, ()))})"
