"""The second table: what more deals cost, in time and memory."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from benchmarks.goals import GROWTH_SLACK
from benchmarks.markdown import NOTHING, peak_cell, table, time_cell
from benchmarks.sizes import Measured
from benchmarks.states import COLD, EDITED, STATES, UNCHANGED
from benchmarks.turns import Series

_HEAD = ("kam forecast", "deals", "rounds", "time", "per 1,000 deals", "memory: all / largest")
_THOUSAND = 1000


def growth_table(measured: Mapping[int, Measured]) -> str:
    """The table, by state and then by size."""
    rows = [
        _row(state, size, _series(state, found), found)
        for state in STATES
        for size, found in measured.items()
    ]
    return table(_HEAD, rows, right=4)


def growth_verdicts(measured: Mapping[int, Measured]) -> Iterator[str]:
    """For each state: whether a thousand deals take no longer in any book than in the one before.

    "Linear or better", with `GROWTH_SLACK` for the unrest of a machine.
    """
    for state in STATES:
        times = {size: _series(state, found).seconds(state) for size, found in measured.items()}
        yield f"- {state}: {_verdict(times)}"


def _series(state: str, found: Measured) -> Series:
    return {UNCHANGED: found.warm, EDITED: found.edited, COLD: found.cold}[state]


def _verdict(times: Mapping[int, float | None]) -> str:
    known = {size: seconds for size, seconds in times.items() if seconds is not None}
    if len(known) != len(times):
        return "not measured at every size"
    paces = [(size, seconds / size) for size, seconds in sorted(known.items())]
    if len(paces) == 1:
        return "one size shows no growth"
    steps = [(size, pace / before) for (_, before), (size, pace) in pairwise(paces)]
    size, step = max(steps, key=lambda found: found[1])
    word = "met" if step <= GROWTH_SLACK else "**missed**"
    return f"{word}; worst step {step:.2f} × per deal, to {size:,}"


def _row(state: str, size: int, series: Series, found: Measured) -> Sequence[str]:
    seconds = series.seconds(state)
    return (
        state,
        f"{size:,}",
        str(len(series.times.get(state, ()))),
        series.failed.get(state) or time_cell(seconds),
        time_cell(seconds / size * _THOUSAND) if seconds is not None else NOTHING,
        peak_cell(found.memory[state]),
    )
