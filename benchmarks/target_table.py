"""The first table: each target, what was measured, and whether it is met."""

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.goals import (
    FULL_AT,
    MEMORY_AT,
    MEMORY_LIMIT,
    MERGE_GOAL,
    PAST_GOALS,
    RANGE_GOALS,
    SIZED_GOALS,
    START_GOALS,
    Goal,
    nearest,
    write_goal,
)
from benchmarks.markdown import NOTHING, peak_cell, ratio_cell, size_cell, table, time_cell
from benchmarks.memory import Peak
from benchmarks.peers.field import PEERS
from benchmarks.sizes import Measured
from benchmarks.states import STATES
from benchmarks.turns import Ratio, Series, compare
from benchmarks.writes import WRITES

_HEAD = ("what", "against", "deals", "rounds", "A", "B", "A / B (quartiles)", "target", "result")


def target_table(first: Series, merges: Series, measured: Mapping[int, Measured]) -> str:
    """The table, from what the starts and the merges took and what was found at each size."""
    merged = _row(MERGE_GOAL, merges, None, None)
    return table(_HEAD, [*_start_rows(first), merged, *_sized_rows(measured)])


def _start_rows(series: Series) -> Iterator[Sequence[str]]:
    for goal in START_GOALS:
        yield _row(goal, series, None, None)


def _sized_rows(measured: Mapping[int, Measured]) -> Iterator[Sequence[str]]:
    for each in SIZED_GOALS:
        found = measured[nearest(each.size, tuple(measured))]
        yield _row(each.goal, each.series(found), found, each.size)
    found = measured[nearest(FULL_AT, tuple(measured))]
    if found.past:
        for goal in PAST_GOALS:
            yield _row(goal, found.past, found, FULL_AT)
    if found.ranges:
        for goal in RANGE_GOALS:
            yield _row(goal, found.ranges, found, FULL_AT)
    if found.writes:
        for name in WRITES:
            yield _row(write_goal(name), found.writes, found, FULL_AT)
    found = measured[nearest(MEMORY_AT, tuple(measured))]
    for state in STATES:
        yield _memory_row(state, found.memory[state], found.size)


def _row(goal: Goal, series: Series, found: Measured | None, wanted: int | None) -> Sequence[str]:
    ratio = compare(series, goal.first, goal.second)
    here = found is None or found.size == wanted
    return (
        goal.what,
        goal.against,
        f"{found.size:,}" if found else NOTHING,
        str(ratio.rounds) if ratio else NOTHING,
        time_cell(series.seconds(goal.first)),
        time_cell(series.seconds(goal.second)),
        ratio_cell(ratio) if ratio else NOTHING,
        _target(goal) + ("" if here else f" at {wanted:,}"),
        (_verdict(goal, ratio) if here else NOTHING) if ratio else _why(goal, series, found),
    )


def _target(goal: Goal) -> str:
    parts = []
    if goal.limit is not None:
        parts.append(f"≤ {goal.limit:g}")
    if goal.stretch is not None:
        parts.append(f"stretch {goal.stretch:g}")
    return "; ".join(parts)


def _verdict(goal: Goal, ratio: Ratio) -> str:
    parts = []
    if goal.limit is not None:
        parts.append(_met(ratio.middle, goal.limit))
    if goal.stretch is not None:
        parts.append(f"stretch {_met(ratio.middle, goal.stretch)}")
    return "; ".join(parts)


def _met(found: float, limit: float) -> str:
    return "met" if found <= limit else "**missed**"


def _why(goal: Goal, series: Series, found: Measured | None) -> str:
    """Why there is no ratio: of the two the one that has no times."""
    for name in (goal.first, goal.second):
        if name in series.failed:
            return f"{name}: {series.failed[name]}"
        if name not in series.times:
            return f"{name}: {_absence(name, found)}"
    return "not measured"


def _absence(name: str, found: Measured | None) -> str:
    if any(peer.name == name and not peer.is_installed for peer in PEERS):
        return "not installed"
    result = found.peers.get(name) if found else None
    return result if isinstance(result, str) else "too slow for turns"


def _memory_row(state: str, peak: Peak | str, size: int) -> Sequence[str]:
    here = size == MEMORY_AT
    result = NOTHING if isinstance(peak, Peak) else peak
    if here and isinstance(peak, Peak):
        result = _met(peak.worst, MEMORY_LIMIT)
    return (
        f"memory, {state}: all processes / the largest",
        NOTHING,
        f"{size:,}",
        NOTHING,
        peak_cell(peak) if isinstance(peak, Peak) else NOTHING,
        NOTHING,
        NOTHING,
        f"≤ {size_cell(MEMORY_LIMIT)}" + ("" if here else f" at {MEMORY_AT:,}"),
        result,
    )
