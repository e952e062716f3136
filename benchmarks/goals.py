"""What is asked of kam: the ratios and bytes, as data."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks import merges, past, ranges, sizes, starts, states, writes
from benchmarks.sizes import Measured
from benchmarks.turns import Series

FULL_AT = 10_000
"""Deals of the book in which the writes, and the rivals of a read without index, are measured."""
MEMORY_AT = 50_000
MEMORY_LIMIT = 150_000_000
"""Bytes, of all processes."""
GROWTH_SLACK = 1.1
"""How much more a thousand deals may take than in the book before, for the unrest of a machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A ratio that is not to be passed: of the times of `first` to those of `second`."""

    what: str
    against: str
    first: str
    second: str
    limit: float | None = None
    stretch: float | None = None


@dataclass(frozen=True, slots=True)
class SizedGoal:
    """A goal in a book of `size` deals, and the series that it is read from."""

    size: int
    series: Callable[[Measured], Series]
    goal: Goal


START_GOALS = (
    Goal(
        what="`kam --version`",
        against="bare Python",
        first=starts.VERSION,
        second=starts.BARE,
        limit=2.5,
    ),
    Goal(
        what="`kam --help`",
        against="`import typer`",
        first=starts.HELP,
        second=starts.TYPER,
        limit=2,
    ),
    Goal(
        what="`kam forecast`, the sample book",
        against="`import typer`",
        first=starts.SMALL,
        second=starts.TYPER,
        limit=2,
    ),
)

_WARM = "`kam forecast`, nothing changed"
_COLD = "first read without index"
SIZED_GOALS = (
    SizedGoal(
        10_000,
        lambda measured: measured.warm,
        Goal(
            what=_WARM,
            against="hledger `bal`",
            first=states.UNCHANGED,
            second="hledger",
            limit=0.5,
        ),
    ),
    SizedGoal(
        50_000,
        lambda measured: measured.warm,
        Goal(
            what=_WARM,
            against="hledger `bal`",
            first=states.UNCHANGED,
            second="hledger",
            limit=0.25,
        ),
    ),
    SizedGoal(
        50_000,
        lambda measured: measured.warm,
        Goal(
            what=_WARM,
            against="`git status`",
            first=states.UNCHANGED,
            second=sizes.STATUS,
            limit=1.5,
            stretch=1,
        ),
    ),
    SizedGoal(
        50_000,
        lambda measured: measured.edited,
        Goal(
            what="the same after one edit",
            against="the unchanged run",
            first=states.EDITED,
            second=states.UNCHANGED,
            limit=1.25,
        ),
    ),
    SizedGoal(
        10_000,
        lambda measured: measured.cold,
        Goal(
            what=_COLD,
            against="hermitcrm `report`",
            first=states.COLD,
            second="hermitcrm",
            limit=0.3,
        ),
    ),
    SizedGoal(
        10_000,
        lambda measured: measured.cold,
        Goal(
            what=_COLD,
            against="hledger `bal`",
            first=states.COLD,
            second="hledger",
            stretch=2,
        ),
    ),
)
ASKED_AT = frozenset({each.size for each in SIZED_GOALS})
"""The sizes that any goal is for."""


def write_goal(name: str) -> Goal:
    """What is asked of a command that writes."""
    return Goal(
        what=f"`kam {name}`",
        against=f"the same in a book of {writes.TEN} deals",
        first=writes.in_large(name),
        second=writes.in_small(name),
        limit=1.3,
    )


PAST_GOALS = (
    Goal(
        what="`kam forecast --as-of`, seen before",
        against="the same report now",
        first=past.THEN,
        second=past.NOW,
        limit=1.5,
    ),
    Goal(
        what=f"`kam bridge` over {past.COMMITS} commits",
        against="`git log --raw` of the same range",
        first=past.BRIDGE,
        second=past.LOG,
        limit=3,
    ),
)
RANGE_GOALS = tuple(
    Goal(
        what=f"`kam forecast --range`, {form}, all deals open",
        against="the same without",
        first=ranges.ranged(form),
        second=ranges.plain(form),
        limit=2,
    )
    for form in ranges.FORMS
)
MERGE_GOAL = Goal(
    what="`kam-merge` a file",
    against="bare Python",
    first=merges.MERGE,
    second=merges.BARE,
    limit=4,
)


def nearest(size: int, measured: Sequence[int]) -> int:
    """The measured size at which a goal for `size` is shown: that one, else the largest."""
    return size if size in measured else max(measured)
