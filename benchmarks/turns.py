"""Contestants in turn: A B A B, after a warm-up of each, and the ratio of two of them by round.

A ratio within one round says more than two medians of different minutes: on a shared machine the
same command takes half as long again a minute later, and its rival with it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from benchmarks.progress import complain
from benchmarks.runs import Command, RunFailedError, measure

BUDGET = 90.0
"""Seconds of measured time that one series may take before it has fewer rounds."""
FEWEST = 5
"""Rounds of a series however long they take."""


@dataclass(frozen=True, slots=True)
class Contestant:
    """A name, and what makes a run ready, untimed, and says which command is to be timed."""

    name: str
    ready: Callable[[], Command]


@dataclass(frozen=True, slots=True)
class Series:
    """The seconds of each contestant, one a round, and the reason of each that failed."""

    times: Mapping[str, Sequence[float]]
    failed: Mapping[str, str]

    def seconds(self, name: str) -> float | None:
        """The median of a contestant's times; None where it has none."""
        return median(self.times[name]) if self.times.get(name) else None


@dataclass(frozen=True, slots=True)
class Ratio:
    """Of A to B over the rounds: the median and the quartiles about it."""

    middle: float
    low: float
    high: float
    rounds: int


def always(name: str, command: Command) -> Contestant:
    """A contestant that runs the same command every time, and needs nothing made ready."""
    return Contestant(name, lambda: command)


def take_turns(
    contestants: Sequence[Contestant],
    rounds: int,
    *,
    fewest: int = FEWEST,
    budget: float = BUDGET,
) -> Series:
    """Run each contestant once to warm up, then all in turn, `rounds` times.

    Where the warm-up shows that this takes longer than `budget` seconds there are fewer rounds, not
    below `fewest`. A contestant that fails takes no further part and has no times.
    """
    times: dict[str, list[float]] = {}
    failed: dict[str, str] = {}
    warm = {each.name: _attempt(each, failed) for each in contestants}
    spent = sum(seconds for seconds in warm.values() if seconds is not None)
    if spent:
        rounds = min(rounds, max(fewest, int(budget / spent)))
    for _ in range(rounds):
        for each in contestants:
            if each.name in failed:
                continue
            seconds = _attempt(each, failed)
            if seconds is not None:
                times.setdefault(each.name, []).append(seconds)
    return Series({name: own for name, own in times.items() if name not in failed}, failed)


def compare(series: Series, first: str, second: str) -> Ratio | None:
    """The ratio of the times of `first` to those of `second`; None where one has none."""
    pairs = zip(series.times.get(first, ()), series.times.get(second, ()), strict=False)
    ratios = [one / other for one, other in pairs]
    if not ratios:
        return None
    if len(ratios) == 1:
        return Ratio(ratios[0], ratios[0], ratios[0], 1)
    low, middle, high = quantiles(ratios, n=4, method="inclusive")
    return Ratio(middle, low, high, len(ratios))


def _attempt(contestant: Contestant, failed: dict[str, str]) -> float | None:
    try:
        return measure(contestant.ready())
    except RunFailedError as error:
        failed[contestant.name] = str(error)
        complain(contestant.name, error)
        return None
