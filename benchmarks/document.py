"""The whole result as one Markdown document."""

from collections.abc import Iterable, Iterator, Mapping

from benchmarks.goals import GROWTH_SLACK
from benchmarks.growth_table import growth_table, growth_verdicts
from benchmarks.markdown import table
from benchmarks.peer_table import peer_table
from benchmarks.peers.field import SLOW
from benchmarks.peers.peer import LIMIT
from benchmarks.sizes import Measured
from benchmarks.target_table import target_table
from benchmarks.turns import Series

_METHOD = """\
Made by `python -m benchmarks`. Every contestant has the same seeded deals. Within a row A and B run
in turn, after a warm-up of each, and the ratio is taken round by round: its median decides, its
quartiles show the spread. A and B are medians of whole processes, output thrown away, the files in
the cache of the system. Before any time was taken, the totals of every contestant were compared
with those of the deals."""
_MEMORY = """\
Memory: the greatest sum of PSS over all processes, sampled every few milliseconds, then the
resident set of the largest single process as the kernel recorded it. The greater of the two is held
against the target. 1 MB is a million bytes."""
_GROWTH = f"""\
Linear or better: a thousand deals take at most {GROWTH_SLACK:g} × the time that they take in the
book before."""
_PEERS = f"""\
Medians, and the number of runs. A run of over {SLOW:.0f} s is not repeated, and one of over
{LIMIT:.0f} s broken off; that peer is left out of the larger books."""


def write_document(
    machine: Iterable[tuple[str, str]],
    first: Series,
    merges: Series,
    measured: Mapping[int, Measured],
) -> str:
    """The document; its parts are the machine, the targets, the growth and the peers."""
    return "\n\n".join(
        (
            "# Benchmarks",
            _METHOD,
            *_doubts(measured),
            table(("machine", ""), machine),
            "## Targets",
            target_table(first, merges, measured),
            _MEMORY,
            "## Growth",
            growth_table(measured),
            _GROWTH,
            "\n".join(growth_verdicts(measured)),
            "## Peers",
            _PEERS,
            peer_table(measured),
        )
    )


def _doubts(measured: Mapping[int, Measured]) -> Iterator[str]:
    for size, found in measured.items():
        if found.unproven:
            yield f"**kam's figures at {size:,} deals are not proven: it {found.unproven}.**"
